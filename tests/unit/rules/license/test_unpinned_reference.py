"""A card says where its licence stands, and the link may lead to another text tomorrow."""

import pytest

from auditor.domain.evidence import Location, Standing
from auditor.graph.component_graph import ComponentGraph
from auditor.rules.license import unpinned_reference
from tests.unit.frozen import graph, licensed, origin, use
from tests.unit.rules.judging import only, told

CARD = "model:tree/tug"
BRANCH = "https://github.com/acme/models/blob/main/MODEL_LICENSE"


def stated(link: str | None, expression: str = "harbour-licence", source: str = "scanned-tree") -> ComponentGraph:
    said = origin(Standing.OWN_STATEMENT, source, url=link)
    fact = licensed(CARD, expression, origin=said, location=Location("tug/README.md", 2, 10))
    return graph([use(CARD, "tug/README.md", literal="Tug")], [fact])


def test_a_licence_of_which_only_a_link_to_a_branch_is_known() -> None:
    finding = only(unpinned_reference, stated(BRANCH))
    assert (finding.severity, finding.action, finding.about) == ("medium", "warn", BRANCH)
    assert finding.message == f"Tug: its licence stands behind a link to the branch main, not pinned: {BRANCH}"
    assert finding.locations == (Location("tug/README.md", 2, 10),)


def test_a_known_licence_is_told_and_no_more() -> None:
    assert told(unpinned_reference, stated(BRANCH, "MIT")) == [
        f"low note: Tug: its licence stands behind a link to the branch main, not pinned: {BRANCH}"
    ]


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://huggingface.co/acme/tug/resolve/main/LICENSE", "a link to the branch main"),
        ("https://github.com/acme/tug/raw/refs/heads/next/LICENSE", "a link to the branch next"),
        ("https://example.org/terms", "a link to a page"),
        ("https://example.org", "a link to a page"),
        ("https://[broken/terms", "a link to a page"),
    ],
)
def test_what_a_link_leads_to(link: str, kind: str) -> None:
    assert only(unpinned_reference, stated(link)).message.endswith(f"behind {kind}, not pinned: {link}")


@pytest.mark.parametrize(
    "link",
    [
        "https://github.com/acme/models/blob/5c3b2f9a1de07744a2f5a7b9c0d1e2f3a4b5c6d7/MODEL_LICENSE",
        "https://github.com/acme/models/blob/5c3b2f9/MODEL_LICENSE",
        "https://github.com/acme/models/blob/v1.2/MODEL_LICENSE",
        "https://example.org/terms/2026-08-03",
        "https://example.org/licenses/HARBOUR-0.1.md",
        None,
    ],
)
def test_a_link_to_a_revision_and_no_link(link: str | None) -> None:
    assert told(unpinned_reference, stated(link)) == []


def test_where_the_knowledge_was_read_is_no_reference_of_the_tree() -> None:
    assert told(unpinned_reference, stated(BRANCH, "MIT", source="knowledge-base")) == []
    assert told(unpinned_reference, graph([use(CARD)])) == []


def test_a_known_licence_that_only_the_link_tells_warns() -> None:
    said = origin(Standing.OWN_STATEMENT, "scanned-tree", url=BRANCH, says="its link")
    built = graph([use(CARD)], [licensed(CARD, "MIT", origin=said)])
    assert [line.split(":")[0] for line in told(unpinned_reference, built)] == ["medium warn"]
