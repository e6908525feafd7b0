"""Licence texts beside weights."""

from pathlib import PurePosixPath

import pytest

from auditor.detectors import license_text
from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location, Origin, Standing
from auditor.domain.fact import Fact, LicenseFact
from auditor.domain.license import LicenseTerms
from auditor.domain.obligation import ArtifactKind, ComplianceArtifact
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.enrichers import scanned_tree
from auditor.enrichers.base import Context
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.license_texts import Candidate
from tests.unit.frozen import terms
from tests.unit.license_texts.samples import AMENDED, OPEN, POLICY, VERSION_2
from tests.unit.license_texts.samples import KNOWN as HARBOUR

KNOWN = {
    "apache license, version 2.0": "Apache-2.0",
    "mit license": "MIT",
    "llama 3.1 community license agreement": "Llama-3.1",
    "creative commons attribution-noncommercial 4.0 international": "CC-BY-NC-4.0",
}


class Licenses(KnowledgeBase):
    def license(self, name: str) -> LicenseTerms | None:
        found = KNOWN.get(name.lower())
        return terms(found) if found else None


def stated(path: str, text: str) -> list[tuple[str, str, int]]:
    found = license_text.detect(SourceFile(path, text.encode()), Licenses())
    facts = [claim for claim in found if isinstance(claim, LicenseFact)]
    return [(str(f.component), f.expression, f.location.line if f.location else -1) for f in facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n   Apache License\n   Version 2.0, January 2004\n", ("Apache-2.0", 2)),
        ("The MIT License (MIT)\n\nCopyright\n", ("MIT", 1)),
        ("# LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\nRelease date\n", ("Llama-3.1", 1)),
        ("Attribution-NonCommercial 4.0 International\n====\n", ("CC-BY-NC-4.0", 1)),
        ("MIT License\nhttps://opensource.example/MIT\n", ("MIT", 1)),
        ("Copyright Acme\n\nAcme Model License\n\nYou may\n", ("Acme Model License", 3)),
    ],
)
def test_a_text_is_known_by_its_title(text: str, expected: tuple[str, int]) -> None:
    assert stated("models/LICENSE", text) == [("file:tree/models/", *expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Ref to https://github.com/acme/models?tab=readme-ov-file#license\n",
        "# License\n\nSee https://acme.example/terms.\n",
    ],
)
def test_a_pointer_names_no_licence_and_says_where_it_stands(text: str) -> None:
    [fact] = license_text.detect(SourceFile("models/LICENSE", text.encode()), Licenses())
    assert isinstance(fact, LicenseFact)
    assert (fact.expression, fact.origin.url) == ("other", text[text.index("https") :].rstrip(".\n"))


@pytest.fixture
def harbour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the invented licences are known by their texts."""
    monkeypatch.setattr("auditor.license_texts.identification.shipped", lambda: HARBOUR)
    monkeypatch.setattr("auditor.license_texts.fingerprints.shipped", lambda: HARBOUR)


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("LICENSE", OPEN, ("harbour-open", 1)),
        ("COPYING", f"\n\n{VERSION_2}", ("harbour-2", 1)),
        ("LICENSE", AMENDED, ("a text like harbour-open (99%) that departs from it, first at line 14", 14)),
        (
            "LICENSE",
            VERSION_2.replace("700 ", "70 "),
            ("a text like harbour-2 (91%) that departs from it, first at line 8", 8),
        ),
        ("USE_POLICY.md", POLICY, ("harbour-2", 1)),
    ],
    ids=["itself", "copying", "amended", "another number", "policy"],
)
def test_a_text_is_known_by_its_words(name: str, text: str, expected: tuple[str, int]) -> None:
    assert stated(f"models/{name}", text) == [("file:tree/models/", *expected)]


@pytest.mark.usefixtures("harbour")
def test_a_policy_alone_is_a_guess() -> None:
    listed, policy = license_text.detect(SourceFile("m/USE_POLICY.md", POLICY.encode()), Licenses())
    copy, text = license_text.detect(SourceFile("m/LICENSE", OPEN.encode()), Licenses())
    assert isinstance(policy, LicenseFact)
    assert isinstance(text, LicenseFact)
    assert (policy.guess, policy.origin.standing) == (True, Standing.FAMILY)
    assert (text.guess, text.origin.standing) == (False, Standing.OWN_STATEMENT)
    assert listed == held(ArtifactKind.USE_POLICY, "harbour-2", "m/USE_POLICY.md")
    assert copy == held(ArtifactKind.LICENSE_TEXT, "harbour-open", "m/LICENSE", "Harbour Institute")


def held(kind: ArtifactKind, license_: str, path: str, holder: str = "") -> ComplianceArtifact:
    return ComplianceArtifact(kind=kind, what=license_, location=Location(path), holder=holder)


@pytest.mark.usefixtures("harbour")
def test_a_collection_of_texts_holds_copies_and_says_nothing_of_weights() -> None:
    (copy,) = license_text.detect(SourceFile("m/LICENSES/harbour.txt", OPEN.encode()), Licenses())
    assert isinstance(copy, ComplianceArtifact)
    assert list(license_text.detect(SourceFile("m/LICENSES/harbour.txt", AMENDED.encode()), Licenses())) == []
    wanted = ("LICENSES/MIT.txt", "app/licenses/foo", "licenses/list.py", "notes/MIT.txt")
    assert [name for name in wanted if license_text.wants(PurePosixPath(name))] == [
        "LICENSES/MIT.txt",
        "app/licenses/foo",
    ]


@pytest.mark.parametrize(
    ("head", "holder"),
    [
        ("MIT License\n\nCopyright (c) 2023 Acme Labs\n", "Acme Labs"),
        ("Copyright 2019-2024, by Ada Lovelace\n", "Ada Lovelace"),
        ("Copyright © <year> <holder>\n", ""),
        ("A text without such a line.\n", ""),
        ("Copyright " + "( c) " * 9_999, ""),
    ],
)
def test_whose_a_copy_is(head: str, holder: str) -> None:
    candidate = Candidate(license="X", confidence=1.0, complete=True, line=1)
    assert license_text.copy_of(SourceFile("LICENSE", head.encode()), candidate).holder == holder


def test_a_title_over_another_text_is_not_believed() -> None:
    long = "MIT License\n\n" + "Whoever uses this shall first ask the harbour master, and then his deputy. " * 12
    assert stated("models/LICENSE", long) == [("file:tree/models/", "MIT License", 1)]
    assert stated("models/LICENSE", long[:400]) == [("file:tree/models/", "MIT", 1)]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Copyright Acme\nAll rights reserved\n", "x" * 100_000, "license " * 5000]
)
def test_a_text_without_a_title_states_nothing(text: str) -> None:
    assert stated("models/LICENSE", text) == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        *((name, True) for name in ("LICENSE", "LICENSE.md", "license-model.txt", "COPYING", "MODEL_LICENSE")),
        *((name, True) for name in ("USE_POLICY.md", "Acceptable_Use_Policy.txt", "LICENCE.txt")),
        *((name, False) for name in ("licenses.py", "license.json", "README.md", "my-license")),
    ],
)
def test_which_files_are_licence_texts(name: str, wanted: bool) -> None:  # noqa: FBT001 - a table of yes and no
    assert license_text.wants(PurePosixPath(name)) is wanted


def facts_of(weights: str, *stated_facts: Fact) -> list[str]:
    found = scanned_tree.enrich(ComponentId.parse(weights), Context(KnowledgeBase(), stated=stated_facts))
    return [
        f"{f.component} {f.expression}" if isinstance(f, LicenseFact) else f"{f.source} {f.type}"
        for f in found
        if isinstance(f, LicenseFact | Relationship)
    ]


ORIGIN = Origin(Standing.OWN_STATEMENT, "scanned-tree")


def fact(component: str, expression: str = "MIT") -> LicenseFact:
    return LicenseFact(component=ComponentId.parse(component), expression=expression, origin=ORIGIN)


def test_text_and_card_reach_the_weights_of_their_folder() -> None:
    base = ComponentId.parse("model:huggingface/acme/base")
    edge = Relationship(ComponentId.parse("model:tree/m"), RelationshipType.FINE_TUNED_FROM, base, ORIGIN)
    facts = (fact("file:tree/m/"), fact("model:tree/m", "Apache-2.0"), edge)
    assert facts_of("file:tree/m/a.gguf", *facts) == [
        "file:tree/m/a.gguf Apache-2.0",
        "file:tree/m/a.gguf fine-tuned-from",
        "file:tree/m/a.gguf MIT",
    ]
    assert facts_of("file:tree/m/deeper/a.gguf", *facts) == []
    assert facts_of("model:huggingface/acme/base", *facts) == []
    assert facts_of("model:tree/m", *facts) == [
        "model:tree/m Apache-2.0",
        "model:tree/m fine-tuned-from",
        "model:tree/m MIT",
    ]


def test_the_code_s_licence_is_not_that_of_weights_at_the_top() -> None:
    assert facts_of("file:tree/a.gguf", fact("file:tree/./")) == []
    assert facts_of("file:tree/a.gguf", fact("file:tree/./"), fact("model:tree/.", "Apache-2.0")) == [
        "file:tree/a.gguf Apache-2.0",
        "file:tree/a.gguf MIT",
    ]
