"""Findings that were there when the gate was put up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Finding, Severity
from auditor.errors import AuditorError
from auditor.policy.baseline import gone, mark, read, write


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


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "b.jsonl:1:1: this is no baseline"),
        ("{}\n", "b.jsonl:1:1: this is no baseline"),
        ("nonsense\n", "b.jsonl:1:1: this line is no JSON"),
        ('{"schema": "auditor/baseline-1"}\n{"rule": 1}\n', "b.jsonl:2:1: "),
        ('{"schema": "auditor/baseline-1"}\n[1]\n', "b.jsonl:2:1: each line of a baseline is a JSON object"),
        ('{"schema": "auditor/baseline-1"}\n' + "[" * 100_000, "b.jsonl:2:"),
        (
            '{"schema": "auditor/baseline-1"}\n{"rule": "a", "component": "", "about": "", "fingerprint": "x"}\n',
            "b.jsonl:2:45: 'x' is no fingerprint",
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
