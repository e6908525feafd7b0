"""Of a lineage under very many licences the register tells the nearest, and says that there are others."""

from auditor.domain.license import LicenseTerms
from auditor.domain.obligation import Duty
from auditor.graph.component_graph import ComponentGraph
from auditor.obligations import cut_short, register
from auditor.obligations.above import MOST
from tests.unit.frozen import FakeKnowledge, edge, graph, licensed, terms, use
from tests.unit.rules.license.terms_met import doing

COPIES = {f"LicenseRef-{number:02}": terms(f"LicenseRef-{number:02}", license_copy="required") for number in range(20)}


class ManyLicenses(FakeKnowledge):
    """Twenty licences that ask for a copy, each in a text of its own."""

    def license(self, name: str) -> LicenseTerms | None:
        return COPIES.get(name) or super().license(name)


def merged(bases: int, *models: str) -> ComponentGraph:
    """Models that were merged from others, each of which is under a licence of its own; the last of a further base."""
    facts = [licensed(f"base/{number:02}", f"LicenseRef-{number:02}") for number in range(bases)]
    edges = [edge(model, "merged-from", f"base/{number:02}") for model in models for number in range(bases - 1)]
    edges.append(edge(f"base/{bases - 2:02}", "fine-tuned-from", f"base/{bases - 1:02}"))
    return graph([use(model) for model in models], [*facts, *edges], knowledge=ManyLicenses())


def copies_owed(built: ComponentGraph) -> list[str]:
    return [one.clause.license for one in register(built, doing()) if one.duty is Duty.LICENSE_COPY]


def test_as_many_licences_as_are_told_are_told_without_a_word() -> None:
    built = merged(MOST, "acme/merge")
    assert copies_owed(built) == sorted(COPIES)[:MOST]
    assert cut_short(built) == ()


def test_one_more_is_left_out_and_said_to_be() -> None:
    built = merged(MOST + 1, "acme/merge")
    assert copies_owed(built) == sorted(COPIES)[:MOST]
    assert [one.message for one in cut_short(built)] == [
        "the obligations of the nearest 16 licences are told of each component: a further licence comes down to acme/merge"
    ]


def test_several_components_are_counted_and_the_worst_is_named() -> None:
    built = merged(MOST + 4, "acme/merge", "acme/other")
    (told,) = cut_short(built)
    assert told.code == "obligations-cut-short"
    assert told.message.partition(": ")[2] == (
        "4 further licences come down to acme/merge, and more than 16 to 1 other"
    )
