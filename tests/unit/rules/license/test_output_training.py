"""Other models trained on what this one says."""

from auditor.policy.policy import UseByPath
from auditor.rules.license import output_training
from tests.unit.frozen import edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one, paths

GPT = "service:openai/gpt-x"


def test_a_provider_forbids_it() -> None:
    finding = only(output_training, graph([use(GPT)]), doing(train_on_outputs=True))
    assert (finding.severity, finding.action, finding.policy_key) == ("high", "fail", "use.train-on-outputs")
    assert finding.message == (
        "outputs of gpt-x may not be used to train other models: models that compete with the provider"
    )
    assert clauses(finding) == ["LicenseRef-host-terms 2: outputs-train-other-models"]
    assert chain(finding) == ["our-app", "uses gpt-x"]


def test_a_condition_is_milder() -> None:
    assert told(output_training, one("LicenseRef-on-request"), doing(train_on_outputs=True)) == [
        "medium warn: outputs of acme/one may be used under a condition only to train other models: with the name kept"
    ]


def test_of_a_ban_and_a_condition_the_ban_is_told() -> None:
    both = one("LicenseRef-on-request AND LicenseRef-llama-old")
    assert told(output_training, both, doing(train_on_outputs=True)) == [
        "high fail: outputs of acme/one may not be used to train other models: but Llama models"
    ]


def test_we_do_not_or_do_not_say() -> None:
    assert told(output_training, graph([use(GPT)]), doing(train_on_outputs=False)) == []
    assert told(output_training, graph([use(GPT)]), SILENT) == []


def test_a_free_branch_and_unknown_terms() -> None:
    assert told(output_training, one("LicenseRef-llama-old OR MIT"), doing(train_on_outputs=True)) == []
    assert told(output_training, graph([use("service:bare/y")]), doing(train_on_outputs=True)) == []


def test_the_ban_of_the_base_comes_down_with_its_weights() -> None:
    built = graph(
        [use("acme/tuned")],
        [
            licensed("acme/tuned", "MIT"),
            licensed("meta/base", "LicenseRef-llama-old"),
            edge("acme/tuned", "fine-tuned-from", "meta/base"),
        ],
    )
    finding = only(output_training, built, doing(train_on_outputs=True))
    assert finding.message == (
        "outputs of acme/tuned may not be used to train other models: but Llama models; "
        "so say the terms of meta/base, from which it was made"
    )
    assert chain(finding) == ["our-app", "uses acme/tuned", "fine-tuned-from meta/base"]


def test_the_part_of_the_tree_that_trains() -> None:
    built = graph([use(GPT, "serve.py"), use(GPT, "distil/make.py")])
    finding = only(output_training, built, doing(UseByPath(match="distil/*", train_on_outputs=True)))
    assert paths(finding) == ["distil/make.py"]
