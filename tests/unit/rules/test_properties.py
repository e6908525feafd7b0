"""What holds of any graph: nothing changes between events, a waiver stays in its place, order says nothing."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.domain.evidence import Occurrence, Standing
from auditor.domain.fact import Fact, LicenseFact, SupplierFact, SupportFact, SupportStatus
from auditor.domain.finding import Finding
from auditor.domain.relationship import Relationship
from auditor.policy.inline_waivers import LONGEST
from auditor.policy.policy import (
    Agreement,
    ConcentrationSection,
    Count,
    MaintenanceSection,
    Percent,
    Period,
    Policy,
    ShareLimit,
    Within,
)
from auditor.policy.selector import selects
from auditor.rules.maintenance import closed_successor
from auditor.rules.policy.knowledge_stale import OLDEST
from auditor.rules.run import ids, judge
from tests.unit.frozen import FakeKnowledge, edge, graph, licensed, made_by, origin, supported, use
from tests.unit.rules.policy.upkeep import loaded, waiver

NAMES = [
    "acme/one",
    "acme/two",
    "other/three",
    "service:openai/gpt-x",
    "service:openai/gpt-y",
    "library:pypi/transformers",
]
NEAR, SOON, RELEASED = Period(180), Period(30), Period(540)
HALF = ShareLimit(warn=Percent(0.5))
POLICY = Policy(
    name="test",
    maintenance=MaintenanceSection(end_of_support_within=Within(warn=NEAR, fail=SOON), no_release_for=RELEASED),
    concentration=ConcentrationSection(at_least=Count(2), supplier_share=HALF, jurisdiction_share=HALF),
)
DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 1))
NAME = st.sampled_from(NAMES)


@st.composite
def supports(draw: st.DrawFn) -> SupportFact:
    dated: dict[str, Any] = {
        key: draw(st.none() | DAYS)
        for key in ("valid_from", "announced", "deprecated", "end_of_support", "not_sooner_than", "last_release")
    }
    says = draw(st.sampled_from([None, "maker", "observers"]))
    standing = draw(st.sampled_from([Standing.EXACT, Standing.FAMILY]))
    follows = {name if ":" in name else f"model:huggingface/{name}" for name in NAMES}
    return supported(
        draw(NAME),
        draw(st.sampled_from(SupportStatus)),
        superseded_by=draw(st.none() | st.sampled_from(sorted(follows))),
        origin=origin(standing, says=says),
        **dated,
    )


LICENSES = st.builds(
    lambda name, expression, since, until: licensed(name, expression, valid_from=since, valid_to=until),
    NAME,
    st.sampled_from(["MIT", "CC-BY-NC-4.0", "LicenseRef-llama", "nonsense"]),
    st.none() | DAYS,
    st.none() | DAYS,
)
SUPPLIERS = st.builds(made_by, NAME, st.sampled_from(["meta", "acme", "gone", "nobody-knows"]))
EDGES = st.builds(edge, NAME, st.sampled_from(["fine-tuned-from", "adapter-of", "serves", "trained-on"]), NAME)
FACTS: st.SearchStrategy[list[Fact]] = st.lists(supports() | LICENSES | SUPPLIERS | EDGES, max_size=14)
USES = st.lists(
    st.builds(
        lambda name, line, version: use(name, line=line, version=version),
        NAME,
        st.integers(1, 5),
        st.sampled_from([None, "1"]),
    ),
    min_size=1,
    max_size=8,
)


def on(day: date, uses: Sequence[Occurrence], facts: Sequence[Fact], policy: Policy = POLICY) -> tuple[Finding, ...]:
    """The findings of one day."""
    return judge(graph(uses, facts, as_of=day), loaded(policy))


def events(facts: Sequence[Fact], policy: Policy) -> set[date]:
    """Every day on which something may be different from the day before."""
    day = timedelta(days=1)
    found = {FakeKnowledge.as_of + OLDEST + day}
    found |= {moment for entry in policy.waivers for moment in (entry.expires - LONGEST, entry.expires + day)}
    found |= {entry.expires + day for entry in policy.agreements if entry.expires}
    for fact in facts:
        if isinstance(fact, LicenseFact):
            found |= {fact.valid_from or date.min, (fact.valid_to or date.min) + day}
        if isinstance(fact, SupportFact):
            end = fact.end_of_support or date(1990, 1, 1)
            found |= {fact.valid_from or date.min, fact.announced or date.min, fact.deprecated or date.min}
            found |= {end + day, end - timedelta(days=NEAR), end - timedelta(days=SOON)}
            found |= {(fact.not_sooner_than or date.min) + day}
            found |= {end, fact.origin.as_of or date.min}  # what observers tell is known by then
            found |= {(fact.last_release or date.min) + timedelta(days=RELEASED) + day}
    return found


@settings(max_examples=60, deadline=None)
@given(uses=USES, facts=FACTS)
def test_between_two_events_every_day_says_the_same(uses: list[Occurrence], facts: list[Fact]) -> None:
    policy = msgspec.structs.replace(
        POLICY,
        waivers=(waiver("model:huggingface/acme/*", "maintenance/unpinned", date(2026, 8, 8)),),
        agreements=(
            Agreement(component="service:openai/*", covers=("provider-terms",), contract="A", expires=date(2026, 5, 5)),
            Agreement(component="model:huggingface/*", covers=("license/unknown",), contract="B"),
        ),
    )
    first, last = date(2025, 6, 1), date(2027, 1, 1)
    turns = [first, *sorted(day for day in events(facts, policy) if first < day <= last), last + timedelta(days=1)]
    for begin, after in pairwise(turns):
        if begin < after - timedelta(days=1):
            assert on(begin, uses, facts, policy) == on(after - timedelta(days=1), uses, facts, policy)


@settings(max_examples=60, deadline=None)
@given(uses=USES, facts=st.lists(supports() | LICENSES | SUPPLIERS, max_size=10))
def test_an_event_changes_what_is_said_of_its_own_component(uses: list[Occurrence], facts: list[Fact]) -> None:
    """Where components have nothing to do with each other; what to move to may change with the successor."""

    def told(day: date) -> set[Finding]:
        found = (f for f in on(day, uses, facts) if f.component and f.rule != closed_successor.META.id)
        return {msgspec.structs.replace(f, remedy="") for f in found}

    for day in events(facts, POLICY):
        if date(2025, 6, 1) < day <= date(2027, 1, 1):
            changed = {f.component.key for f in told(day) ^ told(day - timedelta(days=1)) if f.component}
            mine = {
                fact.component.key
                for fact in facts
                if not isinstance(fact, Relationship) and day in events([fact], POLICY)
            }
            assert changed <= mine


@settings(max_examples=60, deadline=None)
@given(uses=USES, facts=FACTS, late=supports())
def test_an_announcement_changes_nothing_before_its_day(
    uses: list[Occurrence], facts: list[Fact], late: SupportFact
) -> None:
    late = msgspec.structs.replace(late, announced=date(2026, 7, 1))
    before = date(2026, 6, 30)
    assert on(before, uses, [*facts, late]) == on(before, uses, facts)


@settings(max_examples=100, deadline=None)
@given(
    uses=USES,
    facts=FACTS,
    selector=st.sampled_from(
        ["model:huggingface/acme/*", "*:*/*three", "service:openai/gpt-x", "application:*/*", "pkg:pypi/*"]
    ),
    rule=st.sampled_from([rule for rule in ids() if not rule.startswith("policy/")]),
    license=st.sampled_from(["MIT", "CC-BY-NC-4.0", "LicenseRef-llama"]),
)
def test_a_waiver_hides_nothing_outside_of_its_component_and_rule(
    uses: list[Occurrence], facts: list[Fact], selector: str, rule: str, license: str
) -> None:
    day = date(2026, 11, 23)
    accepted = license if rule.startswith("license/") else None
    policy = msgspec.structs.replace(POLICY, waivers=(waiver(selector, rule, license=accepted),))
    without = on(day, uses, facts)
    by_print = {f.fingerprint: f for f in on(day, uses, facts, policy) if not f.rule.startswith("policy/waiver-")}
    assert set(by_print) == {f.fingerprint for f in without}
    for before in without:
        after = by_print[before.fingerprint]
        if after != before:
            assert after == msgspec.structs.replace(before, waived=after.waived)
            assert before.rule == rule
            assert selects(selector, before.component) if before.component else selector.startswith("application:")


@settings(max_examples=60, deadline=None)
@given(uses=USES, facts=FACTS, chance=st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_said_says_nothing(
    uses: list[Occurrence], facts: list[Fact], chance: Any
) -> None:
    day = date(2026, 11, 23)
    told = on(day, uses, facts)
    chance.shuffle(uses)
    chance.shuffle(facts)
    assert on(day, uses, facts) == told


@settings(max_examples=60, deadline=None)
@given(
    uses=USES,
    facts=FACTS,
    lines=st.integers(0, 40),
    name=st.sampled_from(["app.py", "z.py", "a/b/c.py", "app renamed.py", "\u00e4.py"]),
)
def test_lines_that_were_inserted_above_and_a_file_that_was_moved_change_no_fingerprint(
    uses: list[Occurrence], facts: list[Fact], lines: int, name: str
) -> None:
    day = date(2026, 11, 23)
    moved = [
        msgspec.structs.replace(
            one, location=msgspec.structs.replace(one.location, path=name, line=one.location.line + lines)
        )
        for one in uses
    ]
    assert {f.fingerprint for f in on(day, uses, facts)} == {f.fingerprint for f in on(day, moved, facts)}


def test_the_facts_that_are_drawn_are_of_every_kind() -> None:
    """The properties above would hold of an empty graph, too."""
    kinds: set[type] = set()
    rules: set[str] = set()

    @settings(max_examples=150, deadline=None, database=None, derandomize=True)
    @given(uses=USES, facts=FACTS)
    def draw(uses: list[Occurrence], facts: list[Fact]) -> None:
        kinds.update(type(fact) for fact in facts)
        rules.update(finding.rule for finding in on(date(2026, 11, 23), uses, facts))

    draw()
    assert kinds == {SupportFact, LicenseFact, SupplierFact, Relationship}
    assert len({rule for rule in rules if rule.startswith("maintenance/")}) >= 8
