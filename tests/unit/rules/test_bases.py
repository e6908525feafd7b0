"""What the card of an own model says of its base is told of that model, and not of the base as well."""

from auditor.domain.evidence import Location
from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Distribution
from auditor.rules.license import attribution_duty, naming_duty, notice_duty, use_restriction
from tests.unit.frozen import edge, graph, licensed, use
from tests.unit.rules.license.terms_met import doing

CARD = Location("README.md", 3)
EACH = ["license/attribution-duty", "license/naming-duty", "license/notice-duty", "license/use-restriction"]
RULES = (attribution_duty, naming_duty, notice_duty, use_restriction)


def tuned(*more: tuple[str, int], own: bool = True) -> ComponentGraph:
    """An own model made from a Llama, which `more` places use beside the card."""
    places = [use("meta/base", path=path, line=line) for path, line in (("README.md", 3), *more)]
    facts: list[Fact] = [
        licensed("acme/tuned", "LicenseRef-llama"),
        licensed("meta/base", "LicenseRef-llama"),
        edge("acme/tuned", "fine-tuned-from", "meta/base", own=own, at=CARD),
    ]
    return graph([use("acme/tuned"), *places], facts)


def told_of_the_base(built: ComponentGraph) -> list[str]:
    """The rules that speak about the base."""
    policy = doing(hosting=True, distribution=Distribution.WEIGHTS, modification=True)
    found = [finding for rule in RULES for finding in rule.check(built, policy)]
    return [finding.rule for finding in found if finding.component and finding.component.name == "meta/base"]


def test_a_base_that_only_the_card_names() -> None:
    assert told_of_the_base(tuned()) == []


def test_a_base_that_is_loaded_too() -> None:
    assert told_of_the_base(tuned(("app.py", 7))) == EACH


def test_a_base_of_somebody_elses_model() -> None:
    assert told_of_the_base(tuned(own=False)) == EACH
