"""Where we are, or our users are, the licence grants nothing."""

from auditor.rules.license import region_excluded
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one, with_modalities

FIRMS = one("LicenseRef-no-eu-firms")


def test_where_we_are_established() -> None:
    finding = only(region_excluded, one("LicenseRef-no-eu"), doing(domicile=("DE",)))
    assert (finding.severity, finding.action, finding.policy_key) == ("critical", "fail", "use.domicile")
    assert finding.message == "acme/one: the licence grants nothing in EU, where you are established"
    assert clauses(finding) == ["LicenseRef-no-eu 5.c: regions-excluded"]
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_where_our_users_are() -> None:
    finding = only(region_excluded, one("LicenseRef-no-eu"), doing(domicile=("US",), regions=("US", "KR", "GB")))
    assert finding.message == "acme/one: the licence grants nothing in GB, KR, where your users are"
    assert finding.policy_key == "use.regions"


def test_elsewhere_it_says_nothing() -> None:
    assert told(region_excluded, one("LicenseRef-no-eu"), doing(domicile=("US",), regions=("US", "CH"))) == []
    assert told(region_excluded, one("MIT"), doing(domicile=("DE",))) == []


def test_a_licence_that_looks_at_the_firm_does_not_mind_its_users() -> None:
    picture = with_modalities(FIRMS, "acme/one", "text", "image")
    assert told(region_excluded, picture, doing(domicile=("US",), regions=("EU",))) == []
    assert told(region_excluded, picture, doing(domicile=("FR",), regions=("US",))) == [
        "critical fail: acme/one: the licence grants nothing in EU, where you are established"
    ]


def test_the_text_model_beside_the_multimodal_one_passes() -> None:
    assert told(region_excluded, with_modalities(FIRMS, "acme/one", "text"), doing(domicile=("DE",))) == []


def test_of_which_kind_it_is_is_not_known_so_it_warns() -> None:
    assert told(region_excluded, FIRMS, doing(domicile=("DE",))) == [
        (
            "high warn: acme/one: the licence grants nothing in EU, where you are established, if the model is multimodal; "
            "whether it is, is not known"
        )
    ]


def test_what_the_policy_leaves_open_is_asked_elsewhere() -> None:
    assert told(region_excluded, one("LicenseRef-no-eu"), SILENT) == []


def test_a_free_branch() -> None:
    assert told(region_excluded, one("LicenseRef-no-eu OR MIT"), doing(domicile=("DE",))) == []
