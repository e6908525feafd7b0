"""Nothing that does the same, from anybody else, on terms that one could take."""

from collections.abc import Sequence

from auditor.domain.component import ComponentKind
from auditor.domain.fact import Fact, SupportStatus
from auditor.domain.finding import Action
from auditor.graph.component_graph import ComponentGraph
from auditor.knowledge.base import Details, Group, Peers
from auditor.policy.policy import ConcentrationSection, Policy, Suppliers, Use
from auditor.rules.concentration import without_alternative
from auditor.rules.run import judge
from tests.unit.frozen import FakeKnowledge, graph, licensed, made_by, supported, use
from tests.unit.rules.judging import PLAIN, only, told
from tests.unit.rules.policy.upkeep import loaded

OURS, OTHER = "acme/film", "else/film"
SELLS = Policy(name="test", use=Use(commercial=True))
ALONE = ["medium warn: acme/film: nothing for text-to-video is known from another supplier that this use could take"]


OPEN = ["note note: whether anything could stand in for acme/film is not known"]


def group(supplier: str, terms: str, *ids: str, tasks: tuple[str, ...] = ("text-to-video",)) -> Group:
    components = tuple(f"model:huggingface/{name}" for name in ids)
    return Group(ComponentKind.MODEL, tasks, (), supplier, terms, components)


def tree(*groups: Group, facts: Sequence[Fact] = (), tasks: tuple[str, ...] = ("text-to-video",)) -> ComponentGraph:
    """One model of Acme's, and what the knowledge says of others."""
    details = {f"model:huggingface/{OURS}": Details(tasks=tasks)}
    knowledge = FakeKnowledge(facts, details=details, peers=Peers(groups=groups))
    return graph([use(OURS)], [made_by(OURS, "acme")], knowledge=knowledge)


def test_others_do_the_same_and_none_could_be_taken() -> None:
    built = tree(group("meta", "CC-BY-NC-4.0", OTHER), facts=[licensed(OTHER, "CC-BY-NC-4.0")])
    assert told(without_alternative, built, SELLS) == ALONE
    assert only(without_alternative, built, SELLS).policy_key == "concentration.without-alternative"
    assert told(without_alternative, built, Policy(name="test", use=Use(commercial=False))) == []


def test_that_nobody_else_is_known_may_be_a_gap() -> None:
    built = tree(group("acme", "MIT", "acme/film-2"), group("meta", "MIT", "meta/talk", tasks=("text-to-speech",)))
    assert told(without_alternative, built) == OPEN


def test_another_supplier_does() -> None:
    facts = [licensed(OTHER, "MIT")]
    assert told(without_alternative, tree(group("meta", "MIT", OTHER), facts=facts), SELLS) == []


def test_a_brand_of_the_same_owner_is_no_other_supplier() -> None:
    assert told(without_alternative, tree(group("acme-labs", "MIT", OTHER), facts=[licensed(OTHER, "MIT")])) == OPEN


def test_what_has_ended_is_none_but_an_older_one_may_go_on() -> None:
    gone = supported(OTHER, SupportStatus.REMOVED)
    facts: list[Fact] = [licensed(OTHER, "MIT"), gone, licensed("else/film-1", "MIT")]
    assert told(without_alternative, tree(group("meta", "MIT", OTHER), facts=facts)) == OPEN
    assert told(without_alternative, tree(group("meta", "MIT", OTHER, "else/film-1"), facts=facts)) == []


def test_of_what_writes_text_and_can_do_more_only_that_is_asked_which_is_used() -> None:
    both = ("text-generation", "image-text-to-text", "chat")
    other = group("meta", "MIT", OTHER, tasks=("text-generation",))
    built = tree(other, facts=[licensed(OTHER, "MIT")], tasks=both)
    assert told(without_alternative, built) == []
    assert told(without_alternative, built, Policy(name="test", use=Use(modalities=("text",)))) == []
    pictures = Policy(name="test", use=Use(modalities=("text", "image")))
    assert told(without_alternative, built, pictures) == OPEN


def test_one_of_several_tasks_is_enough_where_nobody_says_which_is_used() -> None:
    other = group("meta", "MIT", OTHER, tasks=("text-to-image",))
    built = tree(other, facts=[licensed(OTHER, "MIT")], tasks=("text-to-image", "image-to-image"))
    assert told(without_alternative, built) == []


def test_a_hosted_model_whose_tasks_nobody_states_is_compared_by_what_it_takes_and_gives() -> None:
    hosted = "service:openai/gpt-x"
    other = Group(ComponentKind.SERVICE, (), ("image", "text"), "acme", "bare", ("service:bare/talk",))

    def asked(*modalities: str, used: tuple[str, ...] | None = None) -> list[str]:
        knowledge = FakeKnowledge(details={hosted: Details(modalities=modalities)}, peers=Peers(groups=(other,)))
        built = graph([use(hosted)], [made_by(hosted, "openai")], knowledge=knowledge)
        return told(without_alternative, built, Policy(name="test", use=Use(modalities=used)))

    assert asked("text") == []
    assert asked("text", "video") == [], "what is used of it, the policy does not say"
    assert asked("text", "video", used=("text", "image")) == []
    unclear = ["note note: whether anything could stand in for gpt-x on OpenAI API is not known"]
    assert asked("text", "video", used=("text", "video")) == unclear
    assert asked("audio") == unclear


def test_what_nobody_says_the_purpose_of_is_told_once_and_quietly() -> None:
    built = graph([use("acme/one"), use("acme/two")])
    assert told(without_alternative, built) == [
        "note note: whether anything could stand in for acme/one, acme/two is not known"
    ]
    strict = Policy(name="test", concentration=ConcentrationSection(without_alternative=Action.FAIL))
    assert [f.action for f in judge(built, loaded(strict)) if f.rule == without_alternative.META.id] == ["note"]


def test_the_policy_says_how_loud() -> None:
    for action in Action:
        section = ConcentrationSection(without_alternative=action)
        policy = Policy(name="test", use=Use(commercial=True), concentration=section)
        built = tree(group("meta", "CC-BY-NC-4.0", OTHER), facts=[licensed(OTHER, "CC-BY-NC-4.0")])
        found = [f.action for f in judge(built, loaded(policy)) if f.rule == without_alternative.META.id]
        assert found == [action]


def test_ones_own_and_what_the_policy_does_not_count_are_not_asked() -> None:
    ours = Policy(name="test", suppliers=Suppliers(internal=("model:huggingface/acme/*",)))
    assert told(without_alternative, tree(), ours) == []
    assert (
        told(without_alternative, tree(), Policy(name="test", concentration=ConcentrationSection(count=("service",))))
        == []
    )
    assert (
        told(without_alternative, graph([use("dataset:huggingface/a/b"), use("library:pypi/transformers")]), PLAIN)
        == []
    )
