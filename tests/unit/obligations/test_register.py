"""The register: what is to be done for a component, under which clause, and whether it is done."""

from itertools import permutations

import msgspec
import pytest

from auditor.domain.finding import Action, Axis, RuleMeta, Severity
from auditor.domain.obligation import ComplianceArtifact, Duty, Obligation
from auditor.graph.component_graph import ComponentGraph
from auditor.obligations import register
from auditor.policy.policy import Distribution, Policy, Suppliers, UseByPath
from auditor.rules.base import finding
from tests.unit.frozen import edge, graph, held, licensed, made_by, use
from tests.unit.rules.license.terms_met import SILENT, doing, one

SHIPPED = doing(distribution=Distribution.APPLICATION, hosting=False, modification=False, monthly_active_users=1)
HOSTED = doing(distribution=Distribution.NONE, hosting=True, modification=False, monthly_active_users=1)
IN_HOUSE = doing(distribution=Distribution.NONE, hosting=False, modification=False, monthly_active_users=1)


def told(built: ComponentGraph, policy: Policy) -> list[str]:
    """`open license-copy: no copy is in the tree`, and where the evidence is."""
    return [_line(obligation) for obligation in register(built, policy)]


def _line(obligation: Obligation) -> str:
    at = f" [{', '.join(str(place) for place in obligation.evidence)}]" if obligation.evidence else ""
    return f"{obligation.status} {obligation.duty}: {obligation.because}{at}"


def llama(*artifacts: ComplianceArtifact) -> ComponentGraph:
    return graph([use("meta/llama")], [licensed("meta/llama", "LicenseRef-llama")], artifacts=artifacts)


def test_weights_inside_an_installer_owe_a_copy_a_notice_and_a_text() -> None:
    assert told(llama(), SHIPPED) == [
        "open license-copy: no copy is in the tree",
        "open notice-text: no notice file of the tree holds the sentence",
        "open display-text: no page, interface or document of the tree shows it",
        "not-known use-restrictions-flow-down: no terms of use in the tree lead to the list",
        "not-applicable name-prefix: nothing is derived from it",
        "not-applicable request-license: you do not have more than 700,000,000 monthly active users",
    ]


def test_what_the_tree_holds_is_done() -> None:
    built = llama(
        held("license-text", "LicenseRef-llama", "models/LICENSE"),
        held("notice", "LicenseRef-llama", "NOTICE", 3),
        held("display", "Built with Llama", "web/index.html", 12),
        held("use-policy", "LicenseRef-llama", "TERMS.md", 7),
    )
    assert told(built, SHIPPED)[:4] == [
        "done license-copy: a copy is in the tree [models/LICENSE:1]",
        "done notice-text: the sentence is in a notice file [NOTICE:3]",
        "done display-text: the tree shows it [web/index.html:12]",
        "done use-restrictions-flow-down: the tree holds the list, or terms that lead to it [TERMS.md:7]",
    ]


def test_another_licences_texts_and_a_tests_are_no_evidence() -> None:
    built = llama(
        held("license-text", "LicenseRef-llama-old", "LICENSE"),
        held("notice", "LicenseRef-llama-old", "NOTICE"),
        held("display", "Built with Meta Llama", "web/index.html"),
        held("license-text", "LicenseRef-llama", "tests/data/LICENSE"),
    )
    assert [line.split(":")[0] for line in told(built, SHIPPED)[:3]] == [
        "open license-copy",
        "open notice-text",
        "open display-text",
    ]


def test_a_hosted_product_passes_no_copies_on() -> None:
    assert told(llama(), HOSTED)[0] == "open display-text: no page, interface or document of the tree shows it"
    assert "not-applicable license-copy: no copies are passed on" in told(llama(), HOSTED)
    assert "not-applicable notice-text: no copies are passed on" in told(llama(), HOSTED)


def test_nothing_is_owed_for_what_stays_in_the_house() -> None:
    assert {obligation.status for obligation in register(llama(), IN_HOUSE)} == {"not-applicable"}


def test_what_the_policy_leaves_open_is_not_known_unless_it_is_done() -> None:
    notice = held("notice", "LicenseRef-llama", "NOTICE")
    assert told(llama(notice), SILENT) == [
        "not-known license-copy: the policy does not say whether copies are passed on",
        "not-known display-text: the policy does not say whether others get it or reach it over a network",
        "not-known name-prefix: the policy does not say whether others get it or reach it over a network",
        "not-known use-restrictions-flow-down: the policy does not say whether others get it or reach it over a network",
        "not-known request-license: the policy does not say whether you have more than 700,000,000 monthly active users",
        "done notice-text: the sentence is in a notice file [NOTICE:1]",
    ]


def test_one_duty_in_full() -> None:
    (notice,) = (o for o in register(llama(), SHIPPED) if o.duty is Duty.NOTICE)
    assert notice.what == "pass on a notice with the prescribed sentence"
    assert notice.where == "in a file called NOTICE, beside the copies"
    assert notice.text == "Llama is licensed under …"
    assert (notice.clause.license, notice.clause.clause) == ("LicenseRef-llama", "1.b.iii")
    assert [str(place) for place in notice.locations] == ["app.py:1"]
    assert (notice.rule, notice.policy_key) == ("license/notice-duty", "use.distribution")
    assert (notice.inherited_from, notice.guess, notice.waived) == (None, False, None)
    assert [step.component.name for step in notice.chain] == ["our-app", "meta/llama"]


def test_a_place_for_a_name_is_filled_in() -> None:
    built = graph([use("acme/one")], [licensed("acme/one", "LicenseRef-named")])
    (notice,) = (o for o in register(built, SHIPPED) if o.duty is Duty.NOTICE)
    assert notice.text == "one is licensed under the Named Licence"


@pytest.mark.parametrize(
    ("expression", "policy", "line"),
    [
        ("LicenseRef-derived", HOSTED, "not-applicable display-text: nothing is derived from it"),
        (
            "LicenseRef-derived",
            doing(hosting=True, modification=True),
            "not-known display-text: what is derived from it is not in the tree",
        ),
        (
            "LicenseRef-derived",
            doing(hosting=True),
            "not-known display-text: the policy does not say whether anything is derived from it",
        ),
        (
            "LicenseRef-papers",
            HOSTED,
            "not-known display-text: it is asked for in publications only, of which the policy says nothing",
        ),
    ],
)
def test_a_text_on_some_occasions_only(expression: str, policy: Policy, line: str) -> None:
    assert line in told(one(expression), policy)


def tuned(name: str, expression: str, *artifacts: ComplianceArtifact) -> ComponentGraph:
    """A model of our own, made from a Llama."""
    return graph(
        [use(name, "README.md")],
        [
            licensed(name, expression),
            licensed("meta/llama-1b", "LicenseRef-llama"),
            made_by("meta/llama-1b", "meta"),
            edge(name, "fine-tuned-from", "meta/llama-1b", own=True),
        ],
        artifacts=artifacts,
    )


def test_what_a_base_asks_comes_down_with_its_weights() -> None:
    found = register(tuned("acme/csm-1b", "Apache-2.0"), doing(distribution=Distribution.WEIGHTS))
    name = next(o for o in found if o.duty is Duty.NAME)
    assert (name.status, name.because) == ("open", "its name does not begin so")
    assert str(name.inherited_from) == "model:huggingface/meta/llama-1b"
    assert [step.component.name for step in name.chain] == ["our-app", "acme/csm-1b", "meta/llama-1b"]
    copies = {o.clause.license: o for o in found if o.duty is Duty.LICENSE_COPY}
    assert {license_: o.inherited_from is None for license_, o in copies.items()} == {
        "Apache-2.0": True,
        "LicenseRef-llama": False,
    }


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("acme/Llama-csm-1b", "done name-prefix: its name begins so"),
        (
            "acme/csm-llama-1b",
            "not-known name-prefix: the word stands elsewhere in its name; whether that is enough is contested",
        ),
    ],
)
def test_names_that_begin_so_and_names_that_hold_the_word(name: str, line: str) -> None:
    assert line in told(tuned(name, "Apache-2.0"), SHIPPED)


def test_the_name_of_somebody_elses_model_is_their_affair() -> None:
    built = graph(
        [use("acme/csm-1b")],
        [
            licensed("acme/csm-1b", "Apache-2.0"),
            licensed("meta/llama-1b", "LicenseRef-llama"),
            edge("acme/csm-1b", "fine-tuned-from", "meta/llama-1b"),
        ],
    )
    assert not [o for o in register(built, SHIPPED) if o.duty is Duty.NAME]


def test_our_own_licence_asks_nothing_of_us() -> None:
    ours = Policy(
        name="ours",
        use=SHIPPED.use,
        suppliers=Suppliers(internal=("model:huggingface/acme/*",)),
    )
    found = register(tuned("acme/Llama-csm", "LicenseRef-llama-old"), ours)
    assert {o.clause.license for o in found} == {"LicenseRef-llama"}


def test_a_service_owes_no_copies_and_its_terms_may_be_passed_on() -> None:
    built = graph([use("service:bare/y")], [licensed("service:bare/y", "LicenseRef-llama")])
    assert {o.duty for o in register(built, SHIPPED)} <= {
        Duty.PASS_ON_RESTRICTIONS, Duty.REQUEST_LICENSE, Duty.NAME,
    }  # fmt: skip


def test_an_unknown_licence_and_a_free_offer_ask_nothing() -> None:
    assert register(graph([use("acme/one")]), SHIPPED) == ()
    assert not [o for o in register(one("LicenseRef-llama OR MIT"), SHIPPED) if o.duty is Duty.NOTICE]


def test_a_copy_with_another_works_line_of_copyright_may_not_do() -> None:
    other = held("license-text", "MIT", "LICENSE", holder="Wayne Enterprises")
    its_own = held("license-text", "MIT", "third_party/LICENSE", holder="Acme and others")
    built = graph([use("acme/one")], [licensed("acme/one", "MIT")], artifacts=[other])
    assert told(built, SHIPPED) == [
        "not-known license-copy: a copy is in the tree, with the copyright line of another work [LICENSE:1]"
    ]
    built = graph([use("acme/one")], [licensed("acme/one", "MIT")], artifacts=[other, its_own])
    assert told(built, SHIPPED) == ["done license-copy: a copy is in the tree [third_party/LICENSE:1]"]


def test_an_address_will_do_where_the_licence_says_so() -> None:
    def line(expression: str, *artifacts: ComplianceArtifact) -> str:
        built = graph([use("acme/one")], [licensed("acme/one", expression)], artifacts=artifacts)
        return told(built, SHIPPED)[0]

    given = held("license-address", "LicenseRef-data", "NOTICE", 9)
    assert (
        line("LicenseRef-data", given) == "done license-copy: its address is in a notice file, which will do [NOTICE:9]"
    )
    assert line("LicenseRef-data") == "open license-copy: no copy is in the tree, and no notice file gives its address"
    assert line("MIT", held("license-address", "MIT", "NOTICE")) == "open license-copy: no copy is in the tree"


def test_packages_carry_their_own_licence() -> None:
    built = graph([use("library:pypi/transformers")], [licensed("library:pypi/transformers", "Apache-2.0")])
    assert told(built, SHIPPED) == [
        "not-known license-copy: packages carry their own licence; whether it travels along, no file of the tree tells"
    ]


@pytest.mark.parametrize(
    ("artifacts", "line"),
    [
        ((), "not-known share-alike: no licence text at the top of the tree is known"),
        ((held("license-text", "MIT", "LICENSE"),), "open share-alike: the tree is under MIT [LICENSE:1]"),
        (
            (held("license-text", "AGPL-3.0-or-later", "COPYING"),),
            "done share-alike: the tree is under that licence [COPYING:1]",
        ),
        (
            (held("license-text", "MIT", "web/LICENSE"),),
            "not-known share-alike: no licence text at the top of the tree is known",
        ),
    ],
)
def test_a_package_under_copyleft(artifacts: tuple[ComplianceArtifact, ...], line: str) -> None:
    package = "library:pypi/transformers"
    built = graph([use(package)], [licensed(package, "AGPL-3.0-only")], artifacts=artifacts)
    assert line in told(built, HOSTED)


def test_a_model_under_share_alike_asks_for_it_only_of_what_is_derived() -> None:
    assert "not-applicable share-alike: nothing is derived from it" in told(one("CC-BY-SA-4.0"), SHIPPED)
    changed = doing(distribution=Distribution.WEIGHTS, modification=True)
    assert "not-known share-alike: what is derived from it is not in the tree" in told(one("CC-BY-SA-4.0"), changed)


def test_a_registration_is_open_until_the_policy_records_it() -> None:
    commercial = doing(commercial=True, annual_revenue_usd=1)
    assert "open registration: no agreement of the policy records it" in told(one("LicenseRef-registered"), commercial)
    free = doing(commercial=False)
    assert "not-applicable registration: the use is not commercial" in told(one("LicenseRef-registered"), free)
    assert "not-known registration: the policy does not say whether the use is commercial" in told(
        one("LicenseRef-registered"), SILENT
    )


def test_a_licence_to_be_asked_for_above_a_number() -> None:
    huge = doing(monthly_active_users=800_000_000)
    assert "open request-license: no agreement of the policy records it" in told(llama(), huge)


def test_a_text_that_is_asked_for_above_a_number_only() -> None:
    def line(policy: Policy) -> str:
        return next(each for each in told(one("LicenseRef-large-hosts"), policy) if "display-text" in each)

    small = doing(hosting=True, commercial=True, monthly_active_users=1)
    large = doing(hosting=True, commercial=True, monthly_active_users=200_000_000)
    unsaid = doing(hosting=True, commercial=True)
    assert line(small).startswith("not-applicable display-text: it is asked for above a number that you do not reach")
    assert line(large).startswith("not-known display-text: the text has a place for a name, or is one")
    assert line(unsaid).startswith("not-known display-text: it is asked for above a number of which the policy")


def test_two_products_of_one_tree() -> None:
    built = graph(
        [use("meta/llama", "box/a.py"), use("meta/llama", "api/b.py")], [licensed("meta/llama", "LicenseRef-llama")]
    )
    policy = doing(
        UseByPath(match="box/**", distribution=Distribution.APPLICATION), hosting=True, distribution=Distribution.NONE
    )
    found = {o.duty: [place.path for place in o.locations] for o in register(built, policy) if o.is_open}
    assert found == {
        Duty.LICENSE_COPY: ["box/a.py"],
        Duty.NOTICE: ["box/a.py"],
        Duty.DISPLAY: ["api/b.py", "box/a.py"],
    }


def test_a_waiver_answers_for_the_duties_of_its_rule() -> None:
    built = llama()
    meta = RuleMeta("license/notice-duty", Axis.LICENSE, Severity.LOW, Action.NOTE, "")
    (profile,) = built.profiles()
    waived = finding(meta, profile, built, message="", clauses=profile.unavoidable("notice-text", {"required"}))
    found = register(built, SHIPPED, [msgspec.structs.replace(waived, waived="legal said so")])
    assert {o.duty: o.waived for o in found if o.status == "open"} == {
        Duty.LICENSE_COPY: None,
        Duty.DISPLAY: None,
        Duty.NOTICE: "legal said so",
    }
    assert not next(o for o in found if o.duty is Duty.NOTICE).is_open


def test_the_order_of_what_was_seen_changes_nothing() -> None:
    uses = [use("meta/llama", "b.py"), use("acme/one"), use("meta/llama", "a.py")]
    facts = [licensed("meta/llama", "LicenseRef-llama"), licensed("acme/one", "CC-BY-SA-4.0")]
    texts = [held("notice", "LicenseRef-llama", "NOTICE"), held("notice", "LicenseRef-llama", "web/NOTICE")]
    registers = {
        register(graph(seen, said, artifacts=artifacts), SHIPPED)
        for seen in permutations(uses)
        for said in permutations(facts)
        for artifacts in permutations(texts)
    }
    assert len(registers) == 1
