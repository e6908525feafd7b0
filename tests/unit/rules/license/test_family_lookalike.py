"""A name that says whose weights are inside, under terms that their maker did not give."""

from datetime import date

from auditor.domain.evidence import Location, Standing
from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.knowledge.base import Details
from auditor.knowledge.records import DatedLicense, FamilyRecord
from auditor.rules.license import family_lookalike
from tests.unit.frozen import REVIEWED, FakeKnowledge, edge, graph, licensed, made_by, origin, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import clauses

LLAMA = FamilyRecord(
    id="llama-3.1", name="Llama 3.1", supplier="meta", license="llama3.1", sources=("https://x",), reviewed=REVIEWED
)


class Named(FakeKnowledge):
    """Knows one family by its name."""

    def resembled(self, name: str) -> str | None:
        return "llama-3.1" if "llama-3.1" in name.lower().replace(" ", "-") else None


def knowing(family: FamilyRecord = LLAMA) -> Named:
    details = {"model:huggingface/meta/base": Details(family="llama-3.1")}
    return Named(families=[family], details=details)


def named(name: str, *facts: Fact, family: FamilyRecord = LLAMA) -> ComponentGraph:
    return graph([use(name)], facts, knowledge=knowing(family))


def test_a_name_of_llama_under_mit() -> None:
    name = "acme/my-Llama-3.1-8B"
    finding = only(family_lookalike, named(name, licensed(name, "MIT")))
    assert (finding.severity, finding.action, finding.about) == ("medium", "warn", "llama-3.1")
    assert finding.message == (
        "acme/my-Llama-3.1-8B bears the name of Llama 3.1, which is under llama3.1, and is said to be under MIT; "
        "whether it holds weights of that family nobody says: commercial use, thresholds, use restrictions, name prefix left out"
    )
    assert clauses(finding) == [
        "LicenseRef-llama 1: commercial-use",
        "LicenseRef-llama 2: thresholds",
        "LicenseRef-llama 1: use-restrictions",
        "LicenseRef-llama 1.b.i: name-prefix",
    ]


def test_the_title_of_a_card_is_a_name_too() -> None:
    own = licensed("model:tree/m", "MIT", origin=origin(Standing.OWN_STATEMENT, "scanned-tree"))
    seen = [use("model:tree/m", "m/README.md", literal="Llama 3.1 for ships")]
    built = graph(seen, [own], knowledge=knowing())
    finding = only(family_lookalike, built)
    assert finding.message.startswith("Llama 3.1 for ships bears the name of Llama 3.1, which is under llama3.1")
    assert finding.locations == (Location("m/README.md", 1),)


def test_who_says_what_it_was_made_from_and_who_made_the_family() -> None:
    name = "acme/my-Llama-3.1-8B"
    base = licensed("meta/base", "llama3.1")
    assert told(family_lookalike, named(name, licensed(name, "MIT"), base, edge(name, "adapter-of", "meta/base"))) == []
    assert told(family_lookalike, named(name, licensed(name, "MIT"), made_by(name, "meta"))) == []
    data = edge(name, "trained-on", "meta/base")
    assert len(told(family_lookalike, named(name, licensed(name, "MIT"), base, data))) == 1


def test_the_same_terms_no_terms_a_guess_and_other_names() -> None:
    name = "acme/my-Llama-3.1-8B"
    assert told(family_lookalike, named(name, licensed(name, "llama3.1"))) == []
    assert told(family_lookalike, named(name)) == []
    assert told(family_lookalike, named(name, licensed(name, "other"))) == []
    assert told(family_lookalike, named(name, licensed(name, "MIT", Standing.FAMILY, guess=True))) == []
    assert told(family_lookalike, named("acme/tug", licensed("acme/tug", "MIT"))) == []
    service = "service:openai/llama-3.1"
    assert told(family_lookalike, named(service, licensed(service, "MIT"))) == []


def test_the_familys_terms_are_those_of_the_day() -> None:
    name = "acme/my-Llama-3.1-8B"
    first = DatedLicense(expression="MIT", to=date(2026, 1, 1))
    later = DatedLicense(expression="llama3.1", from_=date(2026, 1, 2))
    dated = FamilyRecord(
        id="llama-3.1",
        name="Llama",
        supplier="meta",
        licenses=(first, later),
        sources=("https://x",),
        reviewed=REVIEWED,
    )
    assert len(told(family_lookalike, named(name, licensed(name, "MIT"), family=dated))) == 1
    unknown = FamilyRecord(id="llama-3.1", name="Llama", supplier="meta", sources=("https://x",), reviewed=REVIEWED)
    assert told(family_lookalike, named(name, licensed(name, "MIT"), family=unknown)) == []
