"""Nobody can tell the terms: each way of not knowing has its level."""

import pytest

from auditor.domain.evidence import Standing
from auditor.domain.fact import Fact, SupportStatus
from auditor.policy.policy import Policy, Suppliers
from auditor.rules.license import unknown
from tests.unit.frozen import edge, graph, licensed, supported, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import chain, one


def test_no_licence_is_stated() -> None:
    finding = only(unknown, graph([use("acme/one")]))
    assert (finding.severity, finding.action) == ("high", "warn")
    assert (finding.message, finding.about) == ("acme/one: no licence is stated", "none-stated")
    assert finding.policy_key == "license.unknown.none-stated"
    assert chain(finding) == ["our-app", "uses acme/one"]


def test_a_file_of_a_release_may_be_under_its_repositorys_licence_or_not() -> None:
    file = "https://github.com/acme/tool/releases/download/v1/depth.pth"
    assert told(unknown, graph([use(f"file:url/{file}")])) == [
        (
            f"high warn: {file}: no licence is stated; that of the repository acme/tool may be meant, "
            "and nobody has confirmed it for this file"
        )
    ]
    assert told(unknown, graph([use("file:url/https://example.org/depth.pth")])) == [
        "high warn: https://example.org/depth.pth: no licence is stated"
    ]


def test_a_stated_and_read_licence_is_known() -> None:
    assert told(unknown, one("MIT")) == []


@pytest.mark.parametrize(
    ("stated", "message", "key"),
    [
        ("other", "a licence is stated as “other”, which says nothing", "other"),
        ("my own words", "the stated licence “my own words” is not understood", "unparsable"),
        ("LicenseRef-unread", "the text of LicenseRef-unread could not be had and read", "unread"),
    ],
)
def test_what_is_stated_and_says_nothing(stated: str, message: str, key: str) -> None:
    finding = only(unknown, one(stated))
    assert (finding.message, finding.policy_key) == (f"acme/one: {message}", f"license.unknown.{key}")


def test_behind_a_gate() -> None:
    finding = only(unknown, graph([use("acme/one")], [supported("acme/one", SupportStatus.GATED)]))
    assert (finding.message, finding.about) == ("acme/one: its licence stands behind a gate", "gated")


def test_a_guess_is_called_a_guess() -> None:
    built = graph([use("acme/one")], [licensed("acme/one", "MIT OR Apache-2.0", Standing.FAMILY, guess=True)])
    assert told(unknown, built) == [
        "medium warn: acme/one: Apache-2.0 or MIT is a guess from its name; nobody stated it"
    ]


def test_a_choice_of_which_one_branch_was_read() -> None:
    assert told(unknown, one("LicenseRef-unread OR MIT")) == []
    assert len(told(unknown, one("LicenseRef-unread AND MIT"))) == 1


def test_a_service_has_terms_and_no_licence() -> None:
    assert told(unknown, graph([use("service:bare/y")])) == ["high warn: y on Bare: its provider's terms are not known"]
    assert told(unknown, graph([use("service:openai/gpt-x")])) == []


def test_nobody_needs_a_licence_for_what_is_their_own() -> None:
    ours = Policy(name="test", suppliers=Suppliers(internal=("model:huggingface/acme/*",)))
    assert told(unknown, graph([use("acme/one")]), ours) == []
    assert len(told(unknown, graph([use("other/one")]), ours)) == 1
    assert len(told(unknown, one("my own words"), ours)) == 1


def test_a_model_of_the_tree_is_its_own_and_weights_that_lie_in_it_may_be_anybodys() -> None:
    card, weights = "model:tree/m", "file:tree/n/a.gguf"
    assert told(unknown, graph([use(card), use(weights)])) == ["high warn: n/a.gguf: no licence is stated"]
    assert told(unknown, graph([use(card, literal="Tug 7B")], [licensed(card, "other")])) == [
        "high warn: Tug 7B: a licence is stated as “other”, which says nothing"
    ]


def test_what_it_was_made_from_may_be_unknown() -> None:
    edges = [edge("acme/one", "fine-tuned-from", "base/x"), edge("acme/one", "trained-on", "dataset:huggingface/d/e")]
    finding = only(unknown, graph([use("acme/one")], [licensed("acme/one", "MIT"), *edges]))
    assert (finding.severity, finding.action) == ("low", "note")
    assert finding.message == "acme/one was made from base/x, of whose licence nothing is known"
    assert chain(finding) == ["our-app", "uses acme/one", "fine-tuned-from base/x"]
    known: list[Fact] = [licensed("acme/one", "MIT"), licensed("base/x", "MIT"), *edges]
    assert told(unknown, graph([use("acme/one")], known)) == []
