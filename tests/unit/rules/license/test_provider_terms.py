"""Made with what a hosted model said."""

from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy, Suppliers
from auditor.rules.license import provider_terms
from tests.unit.frozen import edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import chain, clauses

GPT = "service:openai/gpt-x"
DATA = "dataset:huggingface/alpaca/data"


def made(name: str, teacher: str = GPT, *, own: bool = False) -> ComponentGraph:
    return graph([use(name)], [licensed(name, "MIT"), edge(name, "distilled-from", teacher, own=own)])


def test_a_model_that_was_taught_by_a_hosted_one() -> None:
    finding = only(provider_terms, made("acme/one"))
    assert (finding.severity, finding.action, finding.policy_key) == ("medium", "note", None)
    assert finding.message == (
        "acme/one was made with outputs of gpt-x; the provider's terms may limit what is trained on them: "
        "models that compete with the provider"
    )
    assert clauses(finding) == ["LicenseRef-host-terms 2: outputs-train-other-models"]
    assert chain(finding) == ["our-app", "uses acme/one", "distilled-from gpt-x"]


def test_data_and_our_own_models_warn() -> None:
    assert only(provider_terms, made(DATA)).action == "warn"
    assert only(provider_terms, made("acme/one", own=True)).action == "warn"
    ours = Policy(name="test", suppliers=Suppliers(internal=("model:huggingface/acme/*",)))
    assert only(provider_terms, made("acme/one"), ours).action == "warn"


def test_through_the_data() -> None:
    built = graph([use("acme/one")], [edge("acme/one", "trained-on", DATA), edge(DATA, "distilled-from", GPT)])
    assert chain(only(provider_terms, built)) == [
        "our-app",
        "uses acme/one",
        "trained-on alpaca/data",
        "distilled-from gpt-x",
    ]


def test_a_provider_whose_terms_nobody_could_read() -> None:
    assert told(provider_terms, made("acme/one", "service:bare/y")) == [
        "medium note: acme/one was made with outputs of y; the provider's terms may limit what is trained on them"
    ]


def test_weights_that_somebody_holds_are_no_provider_and_neither_is_what_is_only_called() -> None:
    assert told(provider_terms, made("acme/one", "shut/teacher")) == []
    assert told(provider_terms, graph([use(GPT)])) == []


def test_a_provider_that_allows_it() -> None:
    built = graph(
        [use("acme/one")],
        [licensed("service:bare/y", "MIT"), edge("acme/one", "distilled-from", "service:bare/y")],
    )
    assert told(provider_terms, built) == []
