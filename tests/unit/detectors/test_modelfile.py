"""Ollama's Modelfile."""

import pytest

from auditor.detectors import modelfile
from auditor.domain.evidence import Standing
from auditor.domain.fact import LicenseFact
from auditor.domain.relationship import Relationship
from tests.unit.detectors.fakes import claims, occurrences, seen
from tests.unit.license_texts.samples import KNOWN, OPEN


def test_a_model_of_the_library_with_adapter_and_license() -> None:
    made = 'FROM llama3.1:8b\nADAPTER ./lora.gguf\nLICENSE """\nApache-2.0\n"""\n'
    text = made + 'SYSTEM You are FROM mars\nTEMPLATE """\nFROM x\n"""\n'
    found = claims(modelfile, "bots/Modelfile", text)
    assert [(str(each.component), each.version) for each in occurrences(found)] == [
        ("model:tree/bots", None),
        ("model:ollama/llama3.1", "8b"),
        ("file:tree/bots/lora.gguf", None),
    ]
    [edge] = [each for each in found if isinstance(each, Relationship)]
    assert (str(edge.source), edge.type, str(edge.target)) == (
        "model:tree/bots",
        "fine-tuned-from",
        "model:ollama/llama3.1",
    )
    [fact] = [each for each in found if isinstance(each, LicenseFact)]
    assert (str(fact.component), fact.expression, fact.origin.standing) == (
        "model:tree/bots",
        "Apache-2.0",
        Standing.OWN_STATEMENT,
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("bots/Modelfile", "bots"),
        ("bots/Modelfile.support", "support"),
        ("bots/support.Modelfile", "support"),
        ("Modelfile", "Modelfile"),
    ],
)
def test_what_is_made_is_a_model_of_the_tree_when_it_has_terms_of_its_own(path: str, name: str) -> None:
    own, *_ = occurrences(claims(modelfile, path, "FROM mistral\nLICENSE MIT\n"))
    assert (own.component.ecosystem, own.literal, own.role, own.location.line) == ("tree", name, "implied", 2)
    assert seen(modelfile, path, "FROM mistral\nSYSTEM You are a tug.\n") == [("model:ollama/mistral", 1)]


@pytest.mark.parametrize(
    ("name", "component"),
    [
        ("./a/b.Q4.gguf", "file:tree/a/b.Q4.gguf"),
        ("b.gguf", "file:tree/b.gguf"),
        ("../b.gguf", "file:tree/../b.gguf"),
        ("hf.co/acme/foo-GGUF", "model:huggingface/acme/foo-GGUF"),
        ("someone/model", "model:ollama/someone/model"),
    ],
)
def test_where_a_model_may_come_from(name: str, component: str) -> None:
    assert seen(modelfile, "Modelfile", f"# FROM other\nfrom {name}\n") == [(component, 2)]


@pytest.mark.parametrize(
    "text", ["", "FROM\n", "FROM $BASE\n", 'LICENSE """', "from a place far away\n", '"""' * 5000, "FROM " + "x" * 9000]
)
def test_what_names_nothing(text: str) -> None:
    assert claims(modelfile, "Modelfile", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OPEN, "harbour-open"),
        (OPEN.replace("friends", "nobody but friends"), "a text like harbour-open (88%) that departs from it"),
        ("Harbour Research Licence\n\n" + "Ask the master first. " * 20, "Harbour Research Licence"),
    ],
)
def test_a_license_given_as_its_text(text: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.license_texts.identification.shipped", lambda: KNOWN)
    found = claims(modelfile, "bots/Modelfile", f'FROM ./tug.gguf\nLICENSE """{text}"""\n')
    [fact] = [each for each in found if isinstance(each, LicenseFact)]
    assert fact.expression.split(", first at")[0] == expected
