"""Copyleft: what is derived comes under the same licence."""

from auditor.policy.policy import Distribution
from auditor.rules.license import share_alike
from tests.unit.frozen import edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one

ALONE = doing(hosting=False, distribution=Distribution.NONE)


def test_what_is_passed_on() -> None:
    finding = only(share_alike, one("GPL-3.0-only"), doing(distribution=Distribution.APPLICATION))
    assert (finding.severity, finding.action, finding.policy_key) == ("high", "warn", "use.distribution")
    assert finding.message == "acme/one: what is derived from it and passed on must be under GPL-3.0-only too"
    assert clauses(finding) == ["GPL-3.0-only 5(c): share-alike"]
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_the_agpl_reaches_over_a_network_and_the_gpl_does_not() -> None:
    hosted = doing(hosting=True, distribution=Distribution.NONE)
    assert told(share_alike, one("AGPL-3.0-only"), hosted) == [
        (
            "high warn: acme/one: what is derived from it and passed on or offered over a network "
            "must be under AGPL-3.0-only too"
        )
    ]
    assert told(share_alike, one("GPL-3.0-only"), hosted) == []


def test_nobody_gets_anything() -> None:
    assert told(share_alike, one("AGPL-3.0-only"), ALONE) == []


def test_what_is_not_said_is_a_note() -> None:
    assert told(share_alike, one("CC-BY-SA-4.0"), SILENT) == [
        (
            "medium note: acme/one: what is derived from it and passed on must be under CC-BY-SA-4.0 too; "
            "the policy does not say whether anything is"
        )
    ]


def test_a_free_branch_no_copyleft_and_an_unknown_licence() -> None:
    ours = doing(distribution=Distribution.WEIGHTS)
    assert told(share_alike, one("AGPL-3.0-only OR MIT"), ours) == []
    assert told(share_alike, one("MIT"), ours) == []
    assert told(share_alike, graph([use("acme/one")]), ours) == []


def test_the_copyleft_of_the_base_comes_down_whatever_the_card_says() -> None:
    built = graph(
        [use("acme/tuned")],
        [
            licensed("acme/tuned", "MIT"),
            licensed("far/base", "AGPL-3.0-only"),
            edge("acme/tuned", "fine-tuned-from", "far/base"),
        ],
    )
    finding = only(share_alike, built, doing(hosting=True))
    assert finding.message.endswith("must be under AGPL-3.0-only too, as far/base is")
    assert chain(finding) == ["our-app", "uses acme/tuned", "fine-tuned-from far/base"]


def test_a_package_counts_too() -> None:
    built = graph([use("library:pypi/transformers")], [licensed("library:pypi/transformers", "AGPL-3.0-only")])
    assert len(told(share_alike, built, doing(hosting=True))) == 1
