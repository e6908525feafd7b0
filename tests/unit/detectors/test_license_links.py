"""Which licence stands behind a link."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from auditor.detectors import model_card
from auditor.detectors.license_links import linked
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import Fact, LicenseFact
from auditor.domain.license import LicenseTerms
from auditor.files.source_file import SourceFile
from tests.unit.detectors.fakes import FakeKnowledge

TUG = "https://github.com/harbour/models/blob/main/MODEL_LICENSE"
LICENSES = {
    "LicenseRef-tug-1": LicenseTerms(id="LicenseRef-tug-1", name="Tug 1", url=TUG, answers={}),
    "LicenseRef-sea-1": LicenseTerms(
        id="LicenseRef-sea-1", name="Sea 1", aliases=("sea-1",), url="https://sea.example/terms", answers={}
    ),
    "LicenseRef-sea-2": LicenseTerms(
        id="LicenseRef-sea-2", name="Sea 2", aliases=("sea", "sea-2"), url="https://www.sea.example/terms/", answers={}
    ),
    "LicenseRef-a-1": LicenseTerms(id="LicenseRef-a-1", name="A", url="https://gnu.example/a", answers={}),
    "LicenseRef-a-2": LicenseTerms(id="LicenseRef-a-2", name="A", url="https://gnu.example/a", answers={}),
    "LicenseRef-host": LicenseTerms(
        id="LicenseRef-host", name="Host", kind="provider-terms", url="https://host.example/terms", answers={}
    ),
}


class Harbour(FakeKnowledge):
    """Knows a few licences, and three models."""

    def license(self, name: str) -> LicenseTerms | None:
        return next((one for one in LICENSES.values() if name in {one.id, *one.aliases}), None)

    def ids(self, kind: str) -> tuple[str, ...]:
        return tuple(LICENSES) if kind == "license" else ()

    def known_name(self, text: str) -> ComponentId | None:
        known = text.startswith("https://huggingface.co/acme/")
        return ComponentId(ComponentKind.MODEL, "huggingface", "/".join(text.split("/")[3:5])) if known else None

    def facts(self, component: ComponentId) -> tuple[Fact, ...]:
        origin = Origin(Standing.EXACT, "knowledge-base")
        one = LicenseFact(component=component, expression="MIT", origin=origin)
        past = LicenseFact(component=component, expression="MIT", origin=origin, valid_to=date(2026, 1, 1))
        guess = LicenseFact(component=component, expression="MIT", origin=origin, guess=True)
        return {"acme/one": (one,), "acme/past": (past,), "acme/guess": (guess,)}.get(component.name, ())


@pytest.mark.parametrize(
    ("link", "license_"),
    [
        (TUG, "LicenseRef-tug-1"),
        (TUG.replace("main", "5c3b2f9a1de07744a2f5a7b9c0d1e2f3a4b5c6d7"), "LicenseRef-tug-1"),
        (TUG.replace("blob/main", "raw/refs/heads/main") + "?x=1#top", "LicenseRef-tug-1"),
        ("http://sea.example/terms", "LicenseRef-sea-2"),
        ("https://gnu.example/a", None),
        ("https://host.example/terms", None),
        ("https://elsewhere.example/LICENSE", None),
        ("https://huggingface.co/acme/one/blob/main/LICENSE", "MIT"),
        ("https://huggingface.co/acme/one/blob/main/README.md", None),
        ("https://huggingface.co/acme/past/blob/main/LICENSE", None),
        ("https://huggingface.co/acme/guess/blob/main/LICENSE", None),
        ("https://huggingface.co/acme/two/blob/main/LICENSE", None),
        ("LICENSE.md", None),
        ("https://[broken", None),
        ("https://" + "a" * 1000, None),
    ],
)
def test_what_a_link_leads_to(link: str, license_: str | None) -> None:
    assert linked(Harbour(), link) == license_


@pytest.mark.parametrize(
    ("head", "expression", "by_link"),
    [
        (f"license: other\nlicense_link: {TUG}", "LicenseRef-tug-1", True),
        (f"license: other\nlicense_name: model-license\nlicense_link: {TUG}", "LicenseRef-tug-1", True),
        (f"license: other\nlicense_name: sea-1\nlicense_link: {TUG}", "sea-1", False),
        ("license: other\nlicense_name: model-license\nlicense_link: https://x.example/l", "model-license", False),
        ("license: other\nlicense_link: LICENSE", "other", False),
    ],
)
def test_a_card_that_names_its_licence_by_a_link(head: str, expression: str, by_link: bool) -> None:  # noqa: FBT001
    file = SourceFile(str(PurePosixPath("m/README.md")), f"---\n{head}\ntags: [a]\n---\n".encode())
    [fact] = [each for each in model_card.detect(file, Harbour()) if isinstance(each, LicenseFact)]
    assert (fact.expression, fact.origin.says == "its link") == (expression, by_link)
