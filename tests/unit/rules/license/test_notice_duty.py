"""A prescribed notice that travels with copies."""

import msgspec

from auditor.policy.policy import Distribution
from auditor.rules.license import notice_duty
from tests.unit.frozen import edge, graph, held, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one


def test_copies_leave_the_house() -> None:
    finding = only(notice_duty, one("LicenseRef-llama"), doing(distribution=Distribution.WEIGHTS))
    assert (finding.severity, finding.action, finding.policy_key) == ("medium", "warn", "use.distribution")
    assert finding.message == "acme/one: a notice with a prescribed sentence must travel with copies of it"
    assert clauses(finding) == ["LicenseRef-llama 1.b.iii: notice-text"]
    assert finding.clauses[0].words == "Llama is licensed under …"
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_hosting_passes_no_copy_on() -> None:
    assert told(notice_duty, one("LicenseRef-llama"), doing(distribution=Distribution.NONE, hosting=True)) == []


def test_what_is_not_said_is_a_note() -> None:
    assert told(notice_duty, one("LicenseRef-llama"), SILENT) == [
        "low note: acme/one: a notice with a prescribed sentence must travel with copies of it, if you pass any on"
    ]


def test_a_licence_without_one_a_free_branch_a_service_and_an_unknown_licence() -> None:
    ours = doing(distribution=Distribution.WEIGHTS)
    assert told(notice_duty, one("MIT"), ours) == []
    assert told(notice_duty, one("LicenseRef-llama OR MIT"), ours) == []
    assert told(notice_duty, one("LicenseRef-llama", "service:bare/y"), ours) == []
    assert told(notice_duty, graph([use("acme/one")]), ours) == []


def test_the_bases_notice_travels_with_what_was_made_from_it() -> None:
    built = graph(
        [use("acme/gguf")],
        [
            licensed("acme/gguf", "MIT"),
            licensed("meta/base", "LicenseRef-llama"),
            edge("acme/gguf", "quantized-from", "meta/base"),
        ],
    )
    finding = only(notice_duty, built, doing(distribution=Distribution.APPLICATION))
    assert chain(finding) == ["our-app", "uses acme/gguf", "quantized-from meta/base"]


def test_a_notice_that_the_tree_holds_is_a_note_that_says_where() -> None:
    built = graph(
        [use("acme/one")],
        [licensed("acme/one", "LicenseRef-llama")],
        artifacts=[held("notice", "LicenseRef-llama", "dist/NOTICE", 4)],
    )
    assert told(notice_duty, built, doing(distribution=Distribution.WEIGHTS)) == [
        "note note: acme/one: a notice with a prescribed sentence must travel with copies of it; it stands in dist/NOTICE:4"
    ]
    other = msgspec.structs.replace(built, artifacts=(held("notice", "LicenseRef-llama-old", "NOTICE"),))
    assert told(notice_duty, other, doing(distribution=Distribution.WEIGHTS)) == [
        "medium warn: acme/one: a notice with a prescribed sentence must travel with copies of it"
    ]
