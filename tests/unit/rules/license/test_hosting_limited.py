"""A model that may not be offered to others over a network."""

from auditor.policy.policy import UseByPath
from auditor.rules.license import hosting_limited
from tests.unit.frozen import graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one, paths

SHUT = "LicenseRef-self-hosted-only"


def test_we_host_it() -> None:
    finding = only(hosting_limited, one(SHUT), doing(hosting=True))
    assert (finding.severity, finding.action, finding.policy_key) == ("high", "fail", "use.hosting")
    assert finding.message == "acme/one may not be offered to others over a network"
    assert clauses(finding) == [f"{SHUT} 1: hosting"]
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_we_do_not_or_do_not_say() -> None:
    assert told(hosting_limited, one(SHUT), doing(hosting=False)) == []
    assert told(hosting_limited, one(SHUT), SILENT) == []


def test_a_free_branch_and_an_unknown_licence() -> None:
    assert told(hosting_limited, one(f"{SHUT} OR MIT"), doing(hosting=True)) == []
    assert told(hosting_limited, graph([use("acme/one")]), doing(hosting=True)) == []


def test_the_part_of_the_tree_that_is_hosted() -> None:
    built = graph([use("acme/one", "batch/a.py"), use("acme/one", "api/b.py")], [licensed("acme/one", SHUT)])
    finding = only(hosting_limited, built, doing(UseByPath(match="api/**", hosting=True), hosting=False))
    assert (paths(finding), finding.policy_key) == (["api/b.py"], "use.paths[0].hosting")


def test_others_reach_the_model_and_not_the_data() -> None:
    assert told(hosting_limited, one(SHUT, "dataset:huggingface/acme/data"), doing(hosting=True)) == []
