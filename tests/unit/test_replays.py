"""The same tree on another day, or with its files in other places: only what happened meanwhile is told anew."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from auditor.domain.audit import Audit
from auditor.domain.component import ComponentId
from auditor.domain.fact import LicenseFact, SupportFact
from auditor.graph.component_graph import ComponentGraph
from auditor.pipeline import Request, audit, survey
from auditor.policy.inline_waivers import LONGEST
from auditor.policy.load import LoadedPolicy, load_policy
from auditor.reporters import json
from auditor.rules.policy.knowledge_stale import OLDEST

DAY = timedelta(days=1)
FILES = {
    "src/app.py": """
        from openai import OpenAI
        from transformers import AutoModel, pipeline

        model = AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")
        voice = pipeline(model="coqui/XTTS-v2")
        client = OpenAI()

        def ask(text):
            client.chat.completions.create(model="gpt-4-0613", messages=[])
            client.chat.completions.create(model="gpt-4o-2024-05-13", messages=[])
            return client.chat.completions.create(model=text, messages=[])
    """,
    "src/other.py": """
        import anthropic

        answer = anthropic.Anthropic().messages.create(model="claude-3-5-haiku-20241022", max_tokens=5, messages=[])
    """,
    "requirements.txt": "openai==1.0\ntransformers\nanthropic\n",
}
POLICY = """
schema: 1
name: shop
extends: default
waivers:
  - component: model:huggingface/coqui/*
    rule: license/non-commercial
    license: coqui-public-model-license
    reason: bought
    approved-by: legal
    expires: 2027-01-15
agreements:
  - {component: "service:openai/*", covers: [provider-terms], contract: A-1, expires: 2027-02-20}
"""


@pytest.fixture
def shop(tmp_path: Path, user_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(user_cache))
    for name, text in FILES.items():
        path = tmp_path / "shop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [line.removeprefix("        ") for line in text.split("\n")]
        path.write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "policy.yaml").write_text(POLICY, encoding="utf-8")
    return tmp_path / "shop"


def audited(root: Path, day: date) -> Audit:
    policy = str(root.parent / "policy.yaml")
    return audit(Request(root=root, as_of=day, today=date(2026, 11, 25), policy=policy, cache=False))


def test_a_day_without_an_event_changes_nothing(shop: Path) -> None:
    loaded = load_policy(str(shop.parent / "policy.yaml"))
    first, last = date(2026, 3, 1), date(2027, 7, 1)
    graph = survey(Request(root=shop, as_of=first, cache=False), loaded).graph
    turns = sorted({first, last + DAY, *(day for day in events(graph, loaded) if first < day <= last)})
    quiet = [(begin, after - DAY) for begin, after in pairwise(turns) if begin < after - DAY]
    assert len(quiet) >= 5
    for begin, end in quiet[::2]:
        assert said(audited(shop, begin)) == said(audited(shop, end)), f"{begin} to {end}"


def test_what_happens_on_a_day_is_told_from_that_day_on(shop: Path) -> None:
    def rules(day: date) -> set[tuple[str, str]]:
        told = audited(shop, day).findings
        return {(f.rule, f.component.name if f.component else "") for f in told if f.waived is None}

    assert rules(date(2027, 1, 16)) - rules(date(2027, 1, 15)) == {
        ("license/non-commercial", "coqui/XTTS-v2"),
        ("policy/waiver-expired", ""),
    }
    assert ("policy/agreement-expired", "") in rules(date(2027, 2, 21)) - rules(date(2027, 2, 20))


def test_a_moved_file_and_inserted_lines_change_no_fingerprint(shop: Path) -> None:
    before = prints(audited(shop, date(2026, 11, 25)))
    app = shop / "src" / "app.py"
    app.write_text("# one more line\n\n" + app.read_text(encoding="utf-8"), encoding="utf-8")
    (shop / "backend" / "deep").mkdir(parents=True)
    app.rename(shop / "backend" / "deep" / "main.py")
    (shop / "src" / "other.py").rename(shop / "a.py")
    assert prints(audited(shop, date(2026, 11, 25))) == before
    assert len(before) > 15


def said(told: Audit) -> str:
    """The report, but for its day."""
    return json.render(msgspec.structs.replace(told, as_of=date(2000, 1, 1)))


def prints(told: Audit) -> list[str]:
    return sorted(f"{finding.fingerprint} {finding.rule}" for finding in told.findings)


def events(graph: ComponentGraph, loaded: LoadedPolicy) -> Iterator[date]:
    """Every day on which the knowledge of these components, or the policy, lets something begin or end."""
    policy = loaded.policy
    if graph.knowledge.as_of:
        yield graph.knowledge.as_of + OLDEST + DAY
    ends = [*(waiver.expires for waiver in policy.waivers), *(signed.expires for signed in policy.agreements)]
    yield from (end + DAY for end in ends if end)
    yield from (waiver.expires - LONGEST for waiver in policy.waivers)
    within, ages = policy.maintenance.end_of_support_within, policy.maintenance
    for fact in statements(graph):
        if isinstance(fact, LicenseFact):
            yield from (day for day in (fact.valid_from, fact.valid_to and fact.valid_to + DAY) if day)
            continue
        told = (fact.valid_from, fact.announced, fact.deprecated, fact.end_of_support, fact.origin.as_of)
        yield from (day for day in told if day)
        if fact.not_sooner_than:
            yield fact.not_sooner_than + DAY
        if fact.end_of_support:
            yield fact.end_of_support + DAY
            yield from (fact.end_of_support - timedelta(days=lead) for lead in (within.warn, within.fail) if lead)
        for day, age in ((fact.last_release, ages.no_release_for), (fact.released, ages.release_older_than)):
            if day and age:
                yield day + timedelta(days=age) + DAY


def statements(graph: ComponentGraph) -> Iterator[LicenseFact | SupportFact]:
    """What is known of the components, of what follows them, and of what follows that."""
    queue = [profile.component for profile in graph.all_profiles()]
    met = {component.key for component in queue}
    for component in queue:
        for fact in graph.knowledge.facts(component):
            if isinstance(fact, SupportFact):
                for text in (fact.superseded_by, fact.effort_moved_to):
                    follows = readable(text)
                    if follows and follows.key not in met:
                        met.add(follows.key)
                        queue.append(follows)
            if isinstance(fact, LicenseFact | SupportFact):
                yield fact


def readable(text: str | None) -> ComponentId | None:
    """A component's id; None for a family's."""
    try:
        return ComponentId.parse(text or "")
    except ValueError:
        return None
