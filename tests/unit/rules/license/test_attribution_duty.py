"""What users must be shown, and what must travel with copies."""

from auditor.policy.policy import Distribution, UseByPath
from auditor.rules.license import attribution_duty
from tests.unit.frozen import edge, graph, held, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one, paths

APP = Distribution.APPLICATION


def test_a_hosted_product_must_show_the_text() -> None:
    finding = only(attribution_duty, one("LicenseRef-llama"), doing(hosting=True))
    assert (finding.severity, finding.action, finding.policy_key) == ("medium", "warn", "use.hosting")
    assert finding.message == "acme/one: users must be shown “Built with Llama”"
    assert clauses(finding) == ["LicenseRef-llama 1.b.i: display-text", "LicenseRef-llama 1: license-copy"]
    assert chain(finding) == ["our-app", "uses acme/one"]
    assert finding.about == "display-text"


def test_nobody_else_gets_it() -> None:
    alone = doing(hosting=False, distribution=Distribution.NONE)
    assert told(attribution_duty, one("LicenseRef-llama"), alone) == []


def test_what_the_policy_leaves_open_is_a_note() -> None:
    assert told(attribution_duty, one("LicenseRef-llama"), SILENT) == [
        "medium note: acme/one: users must be shown “Built with Llama”, if others get it from you or reach it over a network"
    ]


def test_one_product_ships_and_another_hosts() -> None:
    built = graph(
        [use("acme/one", "api/a.py"), use("acme/one", "box/b.py"), use("acme/one", "lab/c.py")],
        [licensed("acme/one", "LicenseRef-llama")],
    )
    policy = doing(
        UseByPath(match="api/**", hosting=True),
        UseByPath(match="box/**", distribution=APP),
        hosting=False,
        distribution=Distribution.NONE,
    )
    assert paths(only(attribution_duty, built, policy)) == ["api/a.py", "box/b.py"]


def test_a_copy_of_the_licence_travels_with_copies() -> None:
    finding = only(attribution_duty, one("MIT"), doing(distribution=APP))
    assert (finding.severity, finding.action, finding.policy_key) == ("low", "note", "use.distribution")
    assert finding.message == "acme/one: a copy of its licence must travel with copies of it"
    assert (clauses(finding), finding.about) == (["MIT 1: license-copy"], "license-copy")


def test_nothing_is_said_of_copies_to_who_passes_none_on_or_does_not_say() -> None:
    assert told(attribution_duty, one("MIT"), doing(hosting=True, distribution=Distribution.NONE)) == []
    assert told(attribution_duty, one("MIT"), SILENT) == []


def test_a_service_a_package_and_an_unknown_licence_owe_nothing_here() -> None:
    ours = doing(distribution=APP)
    service = graph([use("service:bare/y")], [licensed("service:bare/y", "LicenseRef-llama")])
    assert told(attribution_duty, service, ours) == []
    assert told(attribution_duty, graph([use("library:pypi/transformers")]), ours) == []
    assert told(attribution_duty, graph([use("acme/one")]), ours) == []


def test_a_merge_owes_both_of_its_parents() -> None:
    built = graph(
        [use("acme/merge")],
        [
            licensed("acme/merge", "MIT"),
            licensed("meta/a", "LicenseRef-llama"),
            licensed("kimi/b", "LicenseRef-large-hosts"),
            edge("acme/merge", "merged-from", "meta/a"),
            edge("acme/merge", "merged-from", "kimi/b"),
        ],
    )
    large = doing(hosting=True, commercial=True, monthly_active_users=200_000_000)
    assert told(attribution_duty, built, large) == [
        "medium warn: acme/merge: users must be shown “Kimi” and “Built with Llama”"
    ]


def test_a_text_that_is_owed_above_a_number_only() -> None:
    large = one("LicenseRef-large-hosts")
    many = {"commercial": True, "hosting": True, "monthly_active_users": 200_000_000}
    assert told(attribution_duty, large, doing(**many)) == ["medium warn: acme/one: users must be shown “Kimi”"]
    assert told(attribution_duty, large, doing(**many | {"monthly_active_users": 5})) == []
    assert told(attribution_duty, large, doing(**many | {"commercial": False})) == []


def test_what_the_tree_shows_and_holds_is_a_note_that_says_where() -> None:
    shown = graph(
        [use("acme/one")],
        [licensed("acme/one", "LicenseRef-llama")],
        artifacts=[held("display", "Built with Llama", "web/index.html", 9)],
    )
    assert told(attribution_duty, shown, doing(hosting=True)) == [
        "note note: acme/one: users must be shown “Built with Llama”; it stands in web/index.html:9"
    ]
    copied = graph(
        [use("acme/one")], [licensed("acme/one", "MIT")], artifacts=[held("license-text", "MIT", "acme/LICENSE")]
    )
    assert told(attribution_duty, copied, doing(distribution=APP)) == [
        "note note: acme/one: a copy of its licence must travel with copies of it; a copy is at acme/LICENSE:1"
    ]


def test_a_text_for_what_is_derived_only() -> None:
    built = one("LicenseRef-derived")
    assert told(attribution_duty, built, doing(hosting=True, modification=False)) == []
    assert told(attribution_duty, built, doing(hosting=True, modification=True)) == [
        "low note: acme/one: users must be shown “Built with Derived” with what is derived from it"
    ]
    tuned = graph(
        [use("acme/tuned")],
        [
            licensed("acme/tuned", "MIT"),
            licensed("acme/base", "LicenseRef-derived"),
            edge("acme/tuned", "fine-tuned-from", "acme/base"),
        ],
    )
    assert told(attribution_duty, tuned, doing(hosting=True, modification=False)) == [
        "medium warn: acme/tuned: users must be shown “Built with Derived”"
    ]


def test_a_text_for_papers_is_none_for_users() -> None:
    assert told(attribution_duty, one("LicenseRef-papers"), doing(hosting=True)) == []
