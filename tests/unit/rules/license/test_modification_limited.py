"""Weights that may not be changed."""

from auditor.rules.license import modification_limited
from tests.unit.frozen import graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one

SHUT = "LicenseRef-self-hosted-only"


def test_we_fine_tune_it() -> None:
    finding = only(modification_limited, one(SHUT), doing(modification=True))
    assert (finding.severity, finding.action, finding.policy_key) == ("high", "fail", "use.modification")
    assert finding.message == "acme/one may not be changed: not fine-tuned, merged or quantised"
    assert clauses(finding) == [f"{SHUT} 1: modification"]
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_we_do_not_or_do_not_say() -> None:
    assert told(modification_limited, one(SHUT), doing(modification=False)) == []
    assert told(modification_limited, one(SHUT), SILENT) == []


def test_a_free_branch_and_an_unknown_licence() -> None:
    assert told(modification_limited, one(f"MIT OR {SHUT}"), doing(modification=True)) == []
    assert told(modification_limited, graph([use("acme/one")]), doing(modification=True)) == []


def test_whether_training_on_data_changes_it_is_unsettled() -> None:
    assert told(modification_limited, one(SHUT, "dataset:huggingface/acme/data"), doing(modification=True)) == [
        "medium warn: acme/data may not be changed; whether training on it changes it is unsettled"
    ]


def test_fine_tuning_changes_neither_a_package_nor_a_service() -> None:
    names = ["library:pypi/transformers", "service:bare/y"]
    built = graph([use(name) for name in names], [licensed(name, SHUT) for name in names])
    assert told(modification_limited, built, doing(modification=True)) == []
