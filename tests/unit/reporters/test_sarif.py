"""SARIF's rules that no schema checks (3.27.9, .10, .23, .24), and what GitHub asks for besides."""

import json
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from auditor.domain.audit import Audit
from auditor.domain.evidence import Location
from auditor.reporters import sarif
from tests.unit.reporters.sample_audit import sample_audit


def run_of(audit: Audit) -> dict[str, Any]:
    """The one run of the log."""
    log = json.loads(sarif.render(audit))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    return log["runs"][0]  # type: ignore[no-any-return]


@pytest.fixture
def run() -> dict[str, Any]:
    return run_of(sample_audit())


def strings(value: object) -> list[str]:
    """Every string of a JSON value."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in strings(one)]


def changed(**fields: object) -> Audit:
    """The sample with its first finding changed."""
    audit = sample_audit()
    first = msgspec.structs.replace(audit.findings[0], **fields)
    return msgspec.structs.replace(audit, findings=(first, *audit.findings[1:]))


def test_no_string_is_empty(run: dict[str, Any]) -> None:
    assert [text for text in strings(run) if not text.strip()] == []


def test_results_point_at_their_rules(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_every_result_is_a_failure_with_a_level_and_a_rank(run: dict[str, Any]) -> None:
    for result in run["results"]:
        assert result.get("kind", "fail") == "fail"
        assert result["level"] in {"error", "warning", "note"}
        assert 0 <= result["rank"] <= 100


def test_suppressions_stand_on_all_results_or_on_none(run: dict[str, Any]) -> None:
    assert [len(result["suppressions"]) for result in run["results"]].count(1) == 1
    audit = sample_audit()
    unwaived = tuple(finding for finding in audit.findings if finding.waived is None)
    bare = run_of(msgspec.structs.replace(audit, findings=unwaived))
    assert not any("suppressions" in result for result in bare["results"])


def test_baseline_states_stand_on_all_results_or_on_none(run: dict[str, Any]) -> None:
    assert not any("baselineState" in result for result in run["results"])
    compared = run_of(changed(baseline="known"))["results"]
    assert [result["baselineState"] for result in compared] == ["unchanged", *["new"] * 8]


def test_every_place_is_relative_and_on_one_line(run: dict[str, Any]) -> None:
    for result in run["results"]:
        (place,) = result["locations"]
        physical = place["physicalLocation"]
        uri = urlsplit(physical["artifactLocation"]["uri"])
        assert (uri.scheme, uri.netloc, uri.path[:1] == "/", " " in uri.path) == ("", "", False, False)
        region = physical["region"]
        assert region["startLine"] == region["endLine"] >= 1
        assert region["endColumn"] > region["startColumn"] >= 1


def test_a_file_as_a_whole_still_has_a_region() -> None:
    place = run_of(changed(locations=(Location("model.gguf"),)))["results"][0]["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}


def test_a_literal_over_several_lines_ends_with_its_first() -> None:
    first = run_of(changed(locations=(Location("src/voice.py", 12, 15, 14, 3),)))["results"][0]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert (region["endLine"], region["endColumn"]) == (12, 63)


def test_a_share_stands_at_the_first_thing_that_it_counts(run: dict[str, Any]) -> None:
    share = next(r for r in run["results"] if r["ruleId"] == "concentration/supplier-share")
    place = share["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "notebooks/eval.ipynb"


def test_a_finding_in_a_tree_without_places_stands_at_the_policy() -> None:
    audit = sample_audit()
    share = tuple(finding for finding in audit.findings if finding.rule == "concentration/supplier-share")
    (result,) = run_of(msgspec.structs.replace(audit, findings=share, assessments=()))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "policies/commercial-saas.yaml"


def test_links_of_a_message_lead_to_related_places(run: dict[str, Any]) -> None:
    ended = next(r for r in run["results"] if r["ruleId"] == "maintenance/end-of-support")
    assert "[src/jobs.py:2:9](1)" in ended["message"]["text"]
    assert [related["id"] for related in ended["relatedLocations"]] == [1, 2, 3, 4, 5]


def test_scanned_names_make_no_links(run: dict[str, Any]) -> None:
    unknown = next(r for r in run["results"] if r["ruleId"] == "license/unknown")
    assert "!\\[a\\](http://b.c)" in unknown["message"]["text"]


def test_messages_end_with_a_full_stop_and_quote_the_name(run: dict[str, Any]) -> None:
    for result in run["results"]:
        assert result["message"]["text"].endswith((".", "…"))
    assert run["results"][0]["message"]["text"].startswith("'coqui/XTTS-v2' may not be used commercially. ")


def test_the_lineage_is_a_flow_with_a_file_at_every_step(run: dict[str, Any]) -> None:
    looser = next(r for r in run["results"] if r["ruleId"] == "license/looser-than-parent")
    steps = [step["location"] for step in looser["codeFlows"][0]["threadFlows"][0]["locations"]]
    assert [(s["physicalLocation"]["artifactLocation"]["uri"], s["message"]["text"]) for s in steps] == [
        ("src/settings.py", "'acme/support-router' is named here."),
        ("src/chat.py", "The name is passed on here."),
        ("models/router/README.md", "'acme/support-router' fine-tuned-from 'meta-llama/Llama-3.1-8B-Instruct'."),
    ]


def test_fingerprints_are_ours_and_githubs_where_it_is_known() -> None:
    audit = msgspec.structs.replace(sample_audit(), line_hashes={"src/voice.py:12": "c129715d7a2bc9a3:1"})
    first, second = run_of(audit)["results"][:2]
    assert first["partialFingerprints"] == {
        "auditor/v1": audit.findings[0].fingerprint,
        "primaryLocationLineHash": "c129715d7a2bc9a3:1",
    }
    assert set(second["partialFingerprints"]) == {"auditor/v1"}


def test_two_components_of_one_line_stay_two_alerts() -> None:
    audit = sample_audit()
    twin = msgspec.structs.replace(audit.findings[0], about="another")
    both = msgspec.structs.replace(
        audit, findings=(audit.findings[0], twin), line_hashes={"src/voice.py:12": "c129715d7a2bc9a3:1"}
    )
    hashes = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run_of(both)["results"]]
    assert hashes == ["c129715d7a2bc9a3:1", f"c129715d7a2bc9a3:1:{twin.fingerprint[:8]}"]


def test_a_rule_says_why_how_to_fix_it_and_how_to_accept_it(run: dict[str, Any]) -> None:
    rule = next(r for r in run["tool"]["driver"]["rules"] if r["id"] == "license/non-commercial")
    assert rule["fullDescription"]["text"] == (
        "Licence forbids commercial use. It can cost more than the component saves."
    )
    assert "**How to fix:** choose another component, or ask its supplier." in rule["help"]["markdown"]
    assert "    rule: license/non-commercial\n    license: " in rule["help"]["markdown"]
    assert rule["properties"]["problem.severity"] == "error"
    assert "security-severity" not in rule["properties"]
    assert "security" not in rule["properties"]["tags"]


def test_what_hampered_the_run_is_a_notification(run: dict[str, Any]) -> None:
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is True
    assert [n["descriptor"]["id"] for n in invocation["toolExecutionNotifications"]] == ["invalid-utf-8"]
    assert [n["descriptor"]["id"] for n in invocation["toolConfigurationNotifications"]] == ["policy-key-unused"]


def test_more_results_than_github_takes_are_cut_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.reporters.sarif.MOST_RESULTS", 5)
    monkeypatch.setattr("auditor.reporters.sarif.results.MOST_RESULTS", 5)
    run = run_of(sample_audit())
    assert len(run["results"]) == 5
    assert run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"].startswith("4 findings")


def test_unpaired_surrogates_do_not_reach_the_file() -> None:
    text = sarif.render(changed(message="bad \ud800 name", waived="\udc80"))
    assert "\\ud800" not in text.replace("\\\\", "")
