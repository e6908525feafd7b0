"""A policy with a slip in it: either it is refused with the place of the slip, or it visibly says something else."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.errors import AuditorError
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.load import open_knowledge
from auditor.policy.load import LoadedPolicy
from auditor.rules.run import read_policy

FULL = (Path(__file__).parent / "every_key.yaml").read_text(encoding="utf-8")
LINES = FULL.splitlines(keepends=True)
KEYED = re.compile(r"(?P<indent>\s*(?:- )?)(?P<key>[\w/-]+):(?P<value>.*)\n")
PLACE = re.compile(r"\S+\.yaml:(?P<line>\d+):(?P<column>\d+): \S")
HEAD = "schema: 1\nname: test\n"


@cache
def knowledge() -> KnowledgeBase:
    return open_knowledge()


def load(folder: Path, text: str) -> LoadedPolicy:
    file = folder / "p.yaml"
    file.write_text(text, encoding="utf-8")
    return read_policy(str(file), knowledge=knowledge())


def refusal(folder: Path, text: str) -> str:
    """The sentence that a policy is refused with, from the line on."""
    with pytest.raises(AuditorError) as caught:
        load(folder, text)
    return str(caught.value).removeprefix(f"{folder.as_posix()}/p.yaml:")


def keyed_lines() -> list[int]:
    return [number for number, line in enumerate(LINES) if KEYED.fullmatch(line)]


def with_line(number: int, line: str) -> str:
    return "".join([*LINES[:number], line, *LINES[number + 1 :]])


def key_slips() -> Iterator[tuple[str, str]]:
    """Each key written wrong, and each written twice."""
    for number in keyed_lines():
        found = KEYED.fullmatch(LINES[number])
        assert found
        indent, key, value = found["indent"], found["key"], found["value"]
        yield f"{number + 1} {key} cut", with_line(number, f"{indent}{key[:-1]}:{value}\n")
        yield f"{number + 1} {key} upper", with_line(number, f"{indent}{key.upper()}:{value}\n")
        if "-" in key and "/" not in key:
            yield f"{number + 1} {key} with _", with_line(number, f"{indent}{key.replace('-', '_')}:{value}\n")
        if value:
            again = f"{' ' * len(indent)}{key}:{value}\n"
            yield f"{number + 1} {key} twice", with_line(number, LINES[number] + again)


def test_a_policy_with_every_key_is_read(tmp_path: Path) -> None:
    loaded = load(tmp_path, FULL)
    assert len(loaded.policy.waivers) == 1
    assert loaded.policy.use.monthly_active_users == 40_000


def test_every_mistyped_or_repeated_key_is_refused_where_it_stands(tmp_path: Path) -> None:
    for name, text in key_slips():
        said = refusal(tmp_path, text)
        line = int(said.partition(":")[0])
        assert abs(line - int(name.split()[0])) <= 1, f"{name}: {said}"


def test_a_key_in_capitals_is_recognised(tmp_path: Path) -> None:
    assert refusal(tmp_path, HEAD + "USE: {commercial: true}\n").endswith(
        "is not a key of this file; did you mean use?"
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.sampled_from(keyed_lines()),
    value=st.one_of(
        st.sampled_from(
            [
                *("", "~", "[]", "{}", "[x]", "{a: b}", "-5", "17", "1.5", "yes", "true", ".inf", "2026-02-30", '""'),
                *('" "', "*nowhere", "&a [*a]", "! x", "9" * 400, "x" * 5_000, "[" * 2_000, "'", '"\\u202e"', "<<: x"),
            ]
        ),
        st.text(max_size=20),
    ),
)
def test_any_value_anywhere_is_refused_with_its_place_or_says_something_else(
    tmp_path: Path, number: int, value: str
) -> None:
    found = KEYED.fullmatch(LINES[number])
    assert found
    text = with_line(number, f"{found['indent']}{found['key']}: {value}\n")
    said = outcome(tmp_path, text)
    if isinstance(said, str):
        assert PLACE.match(said), said
        assert "\n" not in said
        assert len(said) < 1_000
    else:
        same = said.digest == load(tmp_path, FULL).digest
        meant = _ALSO.get(found["key"].strip("'\""), {}).get(plain(value), plain(value))
        assert not same or meant == plain(found["value"]), f"{found['key']}: {value!r} changed nothing"


_ALSO = {"distribution": {"true": "weights", "yes": "weights"}}
"""other words for a value"""


def outcome(folder: Path, text: str) -> LoadedPolicy | str:
    """The policy, or the sentence that refuses it; anything else that is raised is a bug."""
    try:
        return load(folder, text)
    except AuditorError as error:
        return str(error)


def plain(value: str) -> str:
    """A value as YAML reads it, for those of the sample: without blanks, quotes and a comment."""
    return re.sub(r"(^|\s)#.*", "", re.sub(r"^\s*!(\s|$)", "", value)).strip().strip("'\"").casefold()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("extends:\n", "3:9: nothing is written here; say extends, or leave the key out"),
        ("unreadable:\n", "3:12: nothing is written here; a text is needed"),
        ("rules: {license/naming-duty: {}}\n", "3:9: nothing is said of license/naming-duty; give it an action, "),
        (
            "maintenance: {end-of-support-within: {warn: 30 days, fail: 90 days}}\n",
            "3:45: 30 days never warn, since 90 days before the end fail already",
        ),
        ("concentration: {host-share: {warn: 80%, fail: 50%}}\n", "3:36: 80% never warns, since 50% fails already"),
        ("use: {paths: [{match: '', commercial: true}]}\n", "3:23: no path matches this; write research/*"),
        ("use: {paths: [{match: 'x/*'}]}\n", "3:15: nothing is said of x/*: neither commercial nor hosting"),
        ("use: {business: [competitor-of:opnai]}\n", "3:18: 'opnai' is no supplier that is known here; did you mean o"),
        (
            "declare: [{component: 'model:hugingface/a/b', because: x}]\n",
            "3:23: 'hugingface' is no host and no registry that is known here; did you mean huggingface?",
        ),
        (
            "declare: [{component: 'file:tree/a', because: x}, {component: 'file:tree/a', because: y}]\n",
            "3:63: file:tree/a is declared already, as declare[0]",
        ),
        (
            "agreements: [{component: 'service:openai/*', covers: [provider-trms], contract: x}]\n",
            "3:55: 'provider-trms' is nothing that an agreement covers; did you mean provider-terms?",
        ),
        (
            "agreements: [{component: 'service:openai/*', covers: [everything], contract: x}]\n",
            "3:55: 'everything' is nothing that an agreement covers; use provider-terms, a licence, or a rule",
        ),
        (
            "agreements: [{component: 'service:openai/*', covers: [provider-terms], contract: x, expires: }]\n",
            "3:94: nothing is written here; say expires, or leave the key out",
        ),
        (
            "curations: [{component: 'model:huggingface/a/b', license: yes, because: x}]\n",
            "3:59: 'yes' is no licence; write MIT, LicenseRef-acme-1.0, or MIT OR Apache-2.0",
        ),
        (
            "curations: [{component: 'model:huggingface/a/b', license: MIT, not-a-model: true, because: x}]\n",
            "3:59: what is not a model has no license; keep one of the two",
        ),
        (
            "curations: [{component: 'file:a/b', license: MIT, because: x}, {component: 'file:a/b', license: ISC, because: y}]\n",
            "3:97: curations[0] says license: MIT of file:a/b; keep one of the two",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_place(tmp_path: Path, text: str, says: str) -> None:
    assert refusal(tmp_path, HEAD + text).startswith(says)


@pytest.mark.parametrize(
    "text",
    [
        "waivers:\ncurations:\nuse:\n",
        "use: {commercial: , domicile: }\n",
        "maintenance: {end-of-support-within: {fail: 90 days}}\n",
        "agreements: [{component: 'service:*/*', covers: [LicenseRef-acme-1.0], contract: x}]\n",
        "use: {business: [competitor-of:nobody-has-heard-of-it]}\n",
        "declare: [{component: 'model:acme-registry/b', because: x}]\n",
        "curations: [{component: 'model:huggingface/a/b', license: Acme Terms of Use, because: x}]\n",
    ],
)
def test_what_may_be_meant_is_left_alone(tmp_path: Path, text: str) -> None:
    load(tmp_path, HEAD + text)
