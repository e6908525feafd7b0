"""What holds of terms, numbers and policies whatever they are: more is never milder, and no answer is no pass."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from auditor.domain.audit import Verdict
from auditor.domain.finding import Finding
from auditor.domain.license import Answer, LicenseTerms, Threshold
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.strictness import dropped, strictness
from auditor.policy import scoring
from auditor.policy.policy import Count, Distribution, Policy, Use
from auditor.rules.license import family_lookalike, looser_than_parent, relicensed
from auditor.rules.run import judge
from tests.unit.frozen import FakeKnowledge, edge, graph, licensed, terms, use
from tests.unit.rules.policy.upkeep import loaded

DRAWN: Final = "LicenseRef-drawn"
DIFFERENCES: Final = {rule.META.id for rule in (family_lookalike, looser_than_parent, relicensed)}
"""rules that hold one licence against another: who asks as much as his base does has nothing to be reproached with"""


def at_least(number: float, metric: str, effect: str, **more: Any) -> Threshold:
    return Threshold(metric=metric, operator=">=", value=number, effect=effect, **more)


SCALES: Final[Mapping[str, Sequence[Any]]] = {
    "commercial_use": ["allowed", Answer(answer="conditional", when="after an application"), "forbidden"],
    "hosting": ["allowed", "forbidden"],
    "redistribution": ["allowed", "forbidden"],
    "modification": ["allowed", "forbidden"],
    "outputs_train_other_models": ["allowed", Answer(answer="conditional", when="with its name"), "forbidden"],
    "outputs_restricted": ["no", "yes"],
    "share_alike": ["no", "required", Answer(answer="required", network=True)],
    "use_restrictions": ["none", "in-text"],
    "use_restrictions_flow_down": ["no", "required"],
    "military_use": ["allowed", "conditional", "forbidden"],
    "name_prefix": ["none", Answer(answer="Drawn")],
    "display_text": ["none", Answer(answer="Built with Drawn")],
    "notice_text": ["none", Answer(answer="required", words="Drawn is licensed")],
    "license_copy": ["no", "required"],
    "regions_excluded": [
        "none",
        Answer(answer=("EU",), modality="multimodal"),
        Answer(answer=("EU",)),
        Answer(answer=("EU", "GB")),
    ],
    "business_excluded": ["none", Answer(answer=("competitor",)), Answer(answer=("competitor", "model-as-a-service"))],
    "thresholds": [
        "none",
        Answer(answer=(at_least(1_000_000, "monthly-active-users", "display-name"),)),
        Answer(
            answer=(
                at_least(1_000_000, "monthly-active-users", "display-name"),
                at_least(5_000_000, "annual-revenue", "rights-end", unit="USD", commercial_only=True),
            )
        ),
        Answer(
            answer=(
                at_least(1_000_000, "monthly-active-users", "display-name"),
                at_least(5_000, "annual-revenue", "rights-end", unit="USD"),
                at_least(10, "monthly-active-users", "request-license"),
            )
        ),
    ],
    "termination_without_breach": ["no", "yes"],
    "revocable": ["no", "yes"],
    "distillation_is_derivative": ["no", "yes"],
}
"""question → answers, each asking at least as much as the one before"""
Degrees = dict[str, int]
DEGREES: st.SearchStrategy[Degrees] = st.fixed_dictionaries(
    {question: st.integers(0, len(scale) - 1) for question, scale in SCALES.items()}
)
QUESTION = st.sampled_from(sorted(SCALES))


def drawn(degrees: Degrees, name: str = DRAWN) -> LicenseTerms:
    return terms(name, steward="acme", **{question: SCALES[question][at] for question, at in degrees.items()})


USES = st.builds(
    Use,
    commercial=st.none() | st.booleans(),
    hosting=st.none() | st.booleans(),
    distribution=st.none() | st.sampled_from(Distribution),
    modification=st.none() | st.booleans(),
    train_on_outputs=st.none() | st.booleans(),
    monthly_active_users=st.none() | st.sampled_from([Count(5), Count(500), Count(2_000_000)]),
    annual_revenue_usd=st.none() | st.sampled_from([Count(0), Count(50_000), Count(10_000_000)]),
    domicile=st.none() | st.sampled_from([("US",), ("DE",), ("GB",)]),
    regions=st.none() | st.sampled_from([("US",), ("US", "DE"), ("worldwide",)]),
    business=st.none() | st.sampled_from([(), ("competitor-of:acme",), ("model-as-a-service", "military")]),
)
NAMES = ["acme/a", "acme/b", "other/c", "other/d", "dataset:huggingface/other/e"]
NAME = st.sampled_from(NAMES)
SHAPES = st.lists(
    st.builds(
        edge, NAME, st.sampled_from(["fine-tuned-from", "merged-from", "distilled-from", "trained-on", "serves"]), NAME
    ),
    max_size=5,
)
STATED = st.sampled_from([DRAWN, DRAWN, "MIT", "CC-BY-NC-4.0", "LicenseRef-llama", "GPL-3.0-only"])
LICENSES = st.tuples(*(STATED for _ in NAMES))


class Knowing(FakeKnowledge):
    """The frozen knowledge, and one licence more."""

    def __init__(self, more: LicenseTerms) -> None:
        super().__init__()
        self._licenses[more.id.casefold()] = more


def under(one: LicenseTerms, shape: Sequence[Any], stated: Sequence[str]) -> ComponentGraph:
    """Three of five are used, each under the licence that is stated of it."""
    facts = [*shape, *(licensed(name, expression) for name, expression in zip(NAMES, stated, strict=True))]
    seen = [use(NAMES[0]), use(NAMES[2], line=2), use(NAMES[4], line=3)]
    return graph(seen, facts, knowledge=Knowing(one))


def found(built: ComponentGraph, policy: Policy) -> tuple[Finding, ...]:
    return judge(built, loaded(policy))


@settings(max_examples=150, deadline=None)
@given(degrees=DEGREES, question=QUESTION, shape=SHAPES, stated=LICENSES, said=USES)
def test_a_restriction_more_never_lowers_a_score_nor_betters_a_verdict(
    degrees: Degrees, question: str, shape: list[Any], stated: tuple[str, ...], said: Use
) -> None:
    assume(degrees[question] + 1 < len(SCALES[question]))
    # A condition on commercial use is told by its numbers where there are any: these two say one thing together.
    assume(question != "thresholds" or degrees["commercial_use"] != 1)
    assume(question != "commercial_use" or degrees["thresholds"] == 0 or degrees["commercial_use"] == 1)
    policy = Policy(name="test", use=said)
    before = found(under(drawn(degrees), shape, stated), policy)
    after = found(under(drawn(degrees | {question: degrees[question] + 1}), shape, stated), policy)
    for name in NAMES:
        milder, stricter = ([f for f in some if f.component and f.component.name in name] for some in (before, after))
        assert no_milder(stricter, milder)
    assert no_milder(after, before)


def no_milder(after: Sequence[Finding], before: Sequence[Finding]) -> bool:
    return all(one >= other for one, other in zip(weighed(after), weighed(before), strict=True))


def weighed(findings: Sequence[Finding]) -> tuple[int, int]:
    """The licence axis's score, and the rank of the verdict."""
    counted = [finding for finding in findings if finding.rule not in DIFFERENCES]
    return scoring.score(counted).license, list(Verdict).index(scoring.verdict(counted))


@settings(max_examples=100, deadline=None)
@given(degrees=DEGREES, question=QUESTION, other=STATED, said=USES)
def test_nor_does_it_better_the_verdict_where_there_is_another_offer(
    degrees: Degrees, question: str, other: str, said: Use
) -> None:
    """The score may fall: the verdict comes first when an offer is chosen."""
    assume(degrees[question] + 1 < len(SCALES[question]))
    assume({"thresholds", "commercial_use"}.isdisjoint({question}))
    shape = [edge("acme/a", "fine-tuned-from", "acme/b")]
    stated = ("MIT", f"{DRAWN} OR {other}", f"{other} OR {DRAWN}", "MIT", "MIT")
    policy = Policy(name="test", use=said)
    before = found(under(drawn(degrees), shape, stated), policy)
    after = found(under(drawn(degrees | {question: degrees[question] + 1}), shape, stated), policy)
    assert weighed(after)[1] >= weighed(before)[1]


@settings(max_examples=100, deadline=None)
@given(
    degrees=DEGREES,
    shape=SHAPES,
    stated=LICENSES,
    said=USES,
    figures=st.tuples(st.integers(0, 2_000_000), st.integers(0, 2_000_000)),
    key=st.sampled_from(["monthly_active_users", "annual_revenue_usd"]),
)
def test_more_users_or_revenue_never_remove_a_finding_about_a_number(
    degrees: Degrees, shape: list[Any], stated: tuple[str, ...], said: Use, figures: tuple[int, int], key: str
) -> None:
    built = under(drawn(degrees), shape, stated)
    fewer, more = sorted(figures)
    told = []
    for figure in (fewer, more):
        policy = Policy(name="test", use=msgspec.structs.replace(said, **{key: Count(figure)}))
        of_numbers = [f for f in found(built, policy) if f.rule in THRESHOLDS]
        told.append({f.fingerprint: f.severity.rank for f in of_numbers})
    assert all(told[1][one] >= rank for one, rank in told[0].items())


THRESHOLDS: Final = {"license/user-threshold", "license/revenue-threshold"}


@settings(max_examples=150, deadline=None)
@given(degrees=DEGREES, shape=SHAPES, stated=LICENSES, said=USES, key=st.sampled_from(Use.__struct_fields__[:10]))
def test_what_the_policy_leaves_open_is_asked_and_never_passed_over(
    degrees: Degrees, shape: list[Any], stated: tuple[str, ...], said: Use, key: str
) -> None:
    """Wherever some answer brings a failure that rests on it, no answer brings a question."""
    assume(key != "confidential_inputs")  # of hosts, which have tests of their own
    answer = getattr(said, key)
    assume(answer is not None)
    built = under(drawn(degrees), shape, stated)
    name = key.replace("_", "-")
    answered = found(built, Policy(name="test", use=said))
    silent = found(built, Policy(name="test", use=msgspec.structs.replace(said, **{key: None})))
    for finding in answered:
        if finding.policy_key == f"use.{name}" and finding.action.value == "fail":
            assert any(one.component == finding.component and speaks_of(one, name) for one in silent), finding.message


def speaks_of(finding: Finding, key: str) -> bool:
    """Whether a finding rests on a key, or asks for it."""
    return (
        finding.policy_key == f"use.{key}"
        or f"use.{key}" in finding.about.split()
        or "policy does not say" in finding.message
    )


@settings(max_examples=200)
@given(one=DEGREES, two=DEGREES, three=DEGREES)
def test_keeping_all_that_another_asks_is_a_partial_order(one: Degrees, two: Degrees, three: Degrees) -> None:
    a, b, c = (((drawn(degrees, name),),) for degrees, name in ((one, "a"), (two, "b"), (three, "c")))
    assert dropped(a, a) == ()
    if not dropped(a, b) and not dropped(b, c):
        assert dropped(a, c) == ()
    if not dropped(a, b) and not dropped(b, a):  # neither asks more: they bind alike, as far as derivatives go
        assert dropped(a, c) == dropped(b, c)


@settings(max_examples=200)
@given(degrees=DEGREES, question=QUESTION)
def test_a_restriction_more_keeps_what_was_asked_and_is_no_less_strict(degrees: Degrees, question: str) -> None:
    assume(degrees[question] + 1 < len(SCALES[question]))
    before = ((drawn(degrees),),)
    after = ((drawn(degrees | {question: degrees[question] + 1}),),)
    assert dropped(after, before) == ()
    assert strictness(after) >= strictness(before)
    assert strictness((*before, *after)) == strictness(before)
