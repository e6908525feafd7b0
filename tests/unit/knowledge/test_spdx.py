"""Licences that are known by name only, and what ids were called before."""

from pathlib import Path

import pytest

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import LicenseFact
from auditor.domain.license import LicenseTerms
from auditor.knowledge.expressions import branches
from auditor.knowledge.load import compiled
from auditor.knowledge.spdx import named_licenses
from auditor.knowledge.store import StoredKnowledge

from .conftest import TINY, tiny_files

ACORN = ComponentId(ComponentKind.LIBRARY, "pypi", "acorn-tools")


def license_of(knowledge: StoredKnowledge, name: str) -> LicenseTerms:
    terms = knowledge.license(name)
    assert terms is not None, name
    return terms


def choices(knowledge: StoredKnowledge, text: str) -> tuple[tuple[str, ...], ...] | None:
    return branches(text, lambda name: terms.id if (terms := knowledge.license(name)) else None)


def test_a_licence_without_a_file_is_known_by_its_name_and_answers_nothing(real: StoredKnowledge) -> None:
    terms = license_of(real, "Beerware")
    assert terms.named_only
    assert terms.aliases == ("beerware",)
    assert terms.url == "https://spdx.org/licenses/Beerware.html"
    asked = {name for name, question in real.vocabulary.questions.items() if question.of is None}
    assert terms.answers.keys() == asked
    assert {answer.word for answer in terms.answers.values()} == {"unknown"}
    assert terms.reviewed_on is None


def test_a_licence_with_a_file_is_read(real: StoredKnowledge) -> None:
    terms = license_of(real, "isc")
    assert (terms.id, terms.named_only) == ("ISC", False)
    assert terms.answer("commercial-use").word == "allowed"


def test_scancodes_own_ids_are_known_too(real: StoredKnowledge) -> None:
    terms = license_of(real, "LicenseRef-scancode-facebook-software-license")
    assert terms.named_only
    assert terms.url == "https://scancode-licensedb.aboutcode.org/facebook-software-license.html"
    assert license_of(real, "facebook-software-license").id == terms.id


def test_an_id_that_is_newer_than_the_index_is_known_too(real: StoredKnowledge) -> None:
    terms = license_of(real, "BOLA-1.1")
    assert (terms.named_only, terms.name) == (True, "Buena Onda License Agreement v1.1")
    assert terms.sources == ("SPDX License List 3.29.0",)


def test_every_licence_of_the_index_leads_to_a_licence(real: StoredKnowledge) -> None:
    assert len(named_licenses()) > 2_000
    assert len([named for named in named_licenses() if not named.id.startswith("LicenseRef-")]) > 600
    for named in named_licenses():
        for name in (named.id, *named.former):
            license_of(real, name)


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("GPL-3.0", "GPL-3.0-only"),
        ("GPL-3.0+", "GPL-3.0-or-later"),
        ("AGPL-3.0", "AGPL-3.0-only"),
        ("LGPL-2.1", "LGPL-2.1-only"),
        ("LGPL-2.1+", "LGPL-2.1-or-later"),
        ("GFDL-1.2+", "GFDL-1.2-or-later"),
        ("GPL-2.0-with-classpath-exception", "GPL-2.0-only"),
        ("BSD-2-Clause-NetBSD", "BSD-2-Clause"),
        ("StandardML-NJ", "SMLNJ"),
    ],
)
def test_a_deprecated_id_leads_to_its_successor(real: StoredKnowledge, former: str, today: str) -> None:
    assert license_of(real, former).id == today
    assert license_of(real, former.lower()).id == today


def test_an_id_goes_before_a_key_of_the_same_spelling(real: StoredKnowledge) -> None:
    """ScanCode's `bsl-1.0` is the Business Source License, SPDX's `BSL-1.0` is Boost's."""
    assert license_of(real, "bsl-1.0").id == "BSL-1.0"
    assert license_of(real, "LicenseRef-scancode-bsl-1.0").id == "LicenseRef-scancode-bsl-1.0"


@pytest.mark.parametrize("word", ["unknown", "no-license", "see-license", "unknown-spdx", "Classpath-exception-2.0"])
def test_words_that_name_no_licence_stay_unknown(real: StoredKnowledge, word: str) -> None:
    assert real.license(word) is None


def test_a_document_s_own_reference_means_nothing_here(real: StoredKnowledge) -> None:
    """The index has `LicenseRef-GPL` and the like from somebody's packages; elsewhere they may mean anything."""
    assert real.license("LicenseRef-LICENSE") is None
    assert real.license("LicenseRef-GPL") is None


def test_one_of_two_may_be_read_and_the_other_known_by_name(real: StoredKnowledge) -> None:
    assert choices(real, "Beerware OR MIT") == (("Beerware",), ("MIT",))
    assert choices(real, "Beerware AND MIT") == (("Beerware", "MIT"),)
    assert choices(real, "Not-A-Licence OR MIT") is None


def test_a_plus_leaves_the_version_itself_to_choose(real: StoredKnowledge) -> None:
    assert choices(real, "Apache-2.0+") == (("Apache-2.0",),)
    assert choices(real, "Not-A-Licence+") is None


def test_the_list_of_what_was_read_holds_no_mere_name(real: StoredKnowledge) -> None:
    read, named = set(real.ids("license")), set(real.ids("license-name"))
    assert "MIT" in read
    assert "Beerware" in named
    assert not read & named


def test_a_file_of_the_users_own_takes_the_place_of_a_name(tmp_path: Path) -> None:
    own = (TINY / "licenses").glob("*.yaml")
    text = next(path for path in sorted(own) if "LicenseRef-acorn-community" in path.name).read_text(encoding="utf-8")
    path = tmp_path / "Beerware.yaml"
    path.write_text(_renamed(text), encoding="utf-8")
    files = [*tiny_files(), (path, "licenses/Beerware.yaml")]
    terms = license_of(StoredKnowledge.in_memory(compiled(files, check=True)), "beerware")
    assert (terms.id, terms.named_only, terms.name) == ("Beerware", False, "Beer-Ware License")


def _renamed(text: str) -> str:
    """The sample with another id and name, and without its further names."""
    kept = [
        line
        for line in text.splitlines()
        if not line.startswith(("id:", "name:", "hub-", "also-known-as:", "scancode:"))
    ]
    return "\n".join(["id: Beerware", "name: Beer-Ware License", *kept]) + "\n"


def test_a_package_may_be_under_a_licence_that_is_known_by_name_only(tmp_path: Path) -> None:
    packages = tmp_path / "packages.yaml"
    packages.write_text(
        "ecosystem: pypi\n"
        "packages: {acorn-tools: {license: Beerware, source: https://example.org}}\n"
        "reviewed: {on: 2026-11-25, by: maintainers}\n",
        encoding="utf-8",
    )
    files = [*tiny_files(), (packages, "packages/pypi/more.yaml")]
    knowledge = StoredKnowledge.in_memory(compiled(files, check=True))
    (fact,) = knowledge.facts(ACORN)
    assert isinstance(fact, LicenseFact)
    assert fact.expression == "Beerware"
