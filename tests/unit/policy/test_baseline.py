"""Findings that were there when the gate was put up."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Finding, Severity
from auditor.errors import AuditorError
from auditor.policy.baseline import entries, gone, mark, notes, ratcheted, read, write


def finding(
    rule: str = "license/unknown", name: str = "acme/one", about: str = "", line: int = 1, **more: str
) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.HIGH,
        action=Action.FAIL,
        message="x",
        component=ComponentId.parse(f"model:huggingface/{name}"),
        about=about,
        locations=(Location("app.py", line),),
        **more,  # type: ignore[arg-type]
    )


HEAD = '{"schema": "auditor/baseline-1"}\n'


def line(**changed: str) -> str:
    """An entry's line, with one value mistyped."""
    return json.dumps(msgspec.to_builtins(entries([finding()])[0]) | changed) + "\n"


def test_what_was_accepted_is_known_and_the_rest_is_new() -> None:
    accepted = read(write([finding()]), "b.jsonl")
    marked = mark([finding(), finding(name="acme/two"), finding(about="guess")], accepted)
    assert [f.baseline for f in marked] == ["known", "new", "new"]


def test_moved_code_changes_nothing() -> None:
    assert write([finding(line=1)]) == write([finding(line=99)])


def test_the_file_is_sorted_one_per_line_and_without_duplicates() -> None:
    text = write([finding(name="b"), finding(name="a"), finding(name="b", line=7)])
    lines = text.splitlines()
    assert lines[0] == '{"schema": "auditor/baseline-1"}'
    assert [line.split('"component": ')[1].split(",")[0] for line in lines[1:]] == [
        '"model:huggingface/a"',
        '"model:huggingface/b"',
    ]


def test_the_policys_own_findings_are_mended_and_waived_ones_have_an_end_of_their_own() -> None:
    assert write([finding(rule="policy/waiver-unused"), finding(waived="because")]).count("\n") == 1


def test_what_nobody_needs_any_more_is_told() -> None:
    accepted = read(write([finding(name="a"), finding(name="b")]), "b.jsonl")
    assert [entry.component for entry in gone([finding(name="b")], accepted)] == ["model:huggingface/a"]


def test_the_digests_stand_on_lines_of_their_own_so_that_a_change_of_one_is_a_change_of_one_line() -> None:
    one = write([finding()], policy="a" * 64, knowledge="b" * 64).splitlines()
    other = write([finding()], policy="a" * 64, knowledge="c" * 64).splitlines()
    assert [line for line in other if line not in one] == [json.dumps({"knowledge-digest": "c" * 64})]
    accepted = read("\n".join(one), "b.jsonl")
    assert (accepted.policy, accepted.knowledge, len(accepted.entries)) == ("a" * 64, "b" * 64, 1)


def test_the_ratchet_only_removes() -> None:
    old = read(write([finding(name="a"), finding(name="b")]), "b.jsonl")
    now = [finding(name="b"), finding(name="c")]
    kept = read(ratcheted(old, now, policy="a" * 64, knowledge="b" * 64), "b.jsonl")
    assert [entry.component for entry in kept.entries] == ["model:huggingface/b"]


def test_entries_that_match_nothing_are_told_with_their_line() -> None:
    accepted = read(write([finding(name="a"), finding(name="b")]), "b.jsonl")
    (stale,) = notes(mark([finding(name="b")], accepted), accepted, "p", "k")
    assert stale.message == (
        "b.jsonl holds what this scan did not find (line 2: license/unknown model:huggingface/a); "
        "`auditor baseline --update` drops it"
    )
    assert notes(mark([finding(name="a"), finding(name="b")], accepted), accepted, "p", "k") == ()


def test_another_policy_or_knowledge_than_the_baselines_is_told_and_an_unstated_one_is_not() -> None:
    accepted = read(write([finding()], policy="a" * 64, knowledge="b" * 64), "b.jsonl")
    found = mark([finding(), finding(name="new")], accepted)
    (told,) = notes(found, accepted, "a" * 64, "c" * 64)
    assert told.message == (
        "the knowledge changed since b.jsonl was written, so everything was judged again; 1 finding is not in it, which may "
        "be for that reason and not by the code: `auditor diff` tells which"
    )
    (told,) = notes(found[:1], accepted, "c" * 64, "c" * 64)
    assert told.message.startswith("the policy and the knowledge changed since b.jsonl was written, so everything")
    assert told.message.endswith("was judged again")
    assert notes(found, accepted, "a" * 64, "b" * 64) == ()
    assert notes(found, read(write([finding()]), "b.jsonl"), "a" * 64, "c" * 64) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "b.jsonl:1:1: this is no baseline"),
        ("{}\n", "b.jsonl:1:1: this is no baseline"),
        ("nonsense\n", "b.jsonl:1:1: this line is no JSON"),
        (HEAD + '{"rule": 1}\n', "b.jsonl:2:10: rule is no text"),
        (HEAD + '{"rule": "a"}\n', "b.jsonl:2:1: the entry has no 'component'"),
        (
            HEAD + line(fingreprint="x"),
            "b.jsonl:2:136: 'fingreprint' is no key of an entry; there are rule, component,",
        ),
        (HEAD + line(component="acme/one"), "b.jsonl:2:42: 'acme/one' is not a component id"),
        (HEAD + line(rule="license/unknwon"), "b.jsonl:2:100: 'd66386fe"),
        (HEAD + '{"policy-digest": "12"}\n', "b.jsonl:2:19: policy-digest is no digest"),
        (HEAD + '{"polcy-digest": "12"}\n', "b.jsonl:2:2: 'polcy-digest' is no key of an entry"),
        (HEAD + "<<<<<<< HEAD\n", "b.jsonl:2:1: a merge conflict was left here"),
        (HEAD + "{" + " " * 200_000 + "}\n", "b.jsonl:2:1: this line is longer than 100,000 characters"),
        ('{"schema": "auditor/baseline-1"}\n[1]\n', "b.jsonl:2:1: each line of a baseline is a JSON object"),
        ('{"schema": "auditor/baseline-1"}\n' + "[" * 100_000, "b.jsonl:2:"),
        (
            '{"schema": "auditor/baseline-1"}\n{"rule": "a", "component": "", "about": "", "fingerprint": "x"}\n',
            "b.jsonl:2:60: 'x' is not the fingerprint of this rule, component and about",
        ),
    ],
)
def test_a_broken_baseline_says_where(text: str, says: str) -> None:
    with pytest.raises(AuditorError) as caught:
        read(text, "b.jsonl")
    assert str(caught.value).startswith(says)


@given(st.lists(st.tuples(st.sampled_from(["license/unknown", "license/naming-duty"]), st.text(max_size=8))))
def test_whatever_was_written_is_read_back(found: list[tuple[str, str]]) -> None:
    findings = [finding(rule=rule, about=about) for rule, about in found]
    accepted = read(write(findings), "b.jsonl")
    assert all(f.baseline == "known" for f in mark(findings, accepted))
    assert gone(findings, accepted) == ()
