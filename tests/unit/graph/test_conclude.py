"""Many voices, one profile: standing decides, dates hide, and the order of voices changes nothing."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import Fact, LicenseFact, SupplierFact, SupportStatus
from auditor.domain.profile import Profile
from auditor.graph.conclude import conclude
from auditor.reporters import wording
from tests.unit.frozen import TODAY, FakeKnowledge, component, licensed, made_by, origin, supported, use

KNOWLEDGE = FakeKnowledge()


def concluded(*facts: Fact, name: str = "acme/one", as_of: date = TODAY, version: str | None = None) -> Profile:
    return conclude(component(name), [use(name, version=version)], facts, KNOWLEDGE, as_of)


def ids(profile: Profile) -> list[list[str]]:
    return [[terms.id for terms in offer] for offer in profile.offers]


def test_a_curation_outranks_the_lock_and_the_lock_a_guess() -> None:
    profile = concluded(
        licensed("acme/one", "CC-BY-NC-4.0", Standing.FAMILY, guess=True),
        licensed("acme/one", "MIT", Standing.CURATION),
        licensed("acme/one", "LicenseRef-llama"),
    )
    assert [fact.expression for fact in profile.licenses] == ["MIT", "LicenseRef-llama", "CC-BY-NC-4.0"]
    assert (ids(profile), profile.conflicting, profile.guessed) == ([["MIT"]], (), False)


def test_what_the_tree_says_of_its_own_outranks_a_guess_only() -> None:
    own = licensed("acme/one", "MIT", Standing.OWN_STATEMENT)
    assert ids(concluded(own, licensed("acme/one", "Apache-2.0", Standing.FAMILY))) == [["MIT"]]
    assert ids(concluded(own, licensed("acme/one", "CC-BY-NC-4.0"))) == [["CC-BY-NC-4.0"]]


def test_equal_standing_and_other_licences_conflict_and_the_strictest_is_judged() -> None:
    profile = concluded(
        licensed("acme/one", "MIT", origin=origin(source="lock-file", as_of=date(2026, 11, 20))),
        licensed("acme/one", "CC-BY-NC-4.0"),
    )
    assert ids(profile) == [["CC-BY-NC-4.0"]]
    assert [fact.expression for fact in profile.conflicting] == ["MIT", "CC-BY-NC-4.0"]
    assert profile.licenses[0].expression == "CC-BY-NC-4.0"


def test_two_spellings_of_one_licence_agree() -> None:
    profile = concluded(
        licensed("acme/one", "apache2"), licensed("acme/one", "Apache-2.0", origin=origin(source="lock-file"))
    )
    assert (ids(profile), profile.conflicting) == ([["Apache-2.0"]], ())


def test_a_choice_is_milder_than_its_strict_branch() -> None:
    profile = concluded(
        licensed("acme/one", "MIT OR CC-BY-NC-4.0"),
        licensed("acme/one", "AGPL-3.0-only", origin=origin(source="lock-file")),
    )
    assert ids(profile) == [["AGPL-3.0-only"]]


def test_no_statement_and_statements_that_say_nothing_are_typed_unknowns() -> None:
    assert (concluded().unknown, concluded().stated) == ("none-stated", None)
    other = concluded(licensed("acme/one", "other"))
    assert (other.unknown, other.stated, other.offers) == ("other", "other", ())
    odd = concluded(licensed("acme/one", "acme community terms v9"))
    assert (odd.unknown, odd.stated) == ("unparsable", "acme community terms v9")
    gated = concluded(supported("acme/one", SupportStatus.GATED))
    assert gated.unknown == "gated"


def test_other_leaves_the_word_to_a_weaker_voice_that_says_which() -> None:
    profile = concluded(licensed("acme/one", "other"), licensed("acme/one", "MIT", Standing.FAMILY, guess=True))
    assert (ids(profile), profile.unknown, profile.guessed) == ([["MIT"]], None, True)


def test_a_text_that_is_not_understood_conflicts_with_one_that_is() -> None:
    profile = concluded(
        licensed("acme/one", "acme terms"), licensed("acme/one", "MIT", origin=origin(source="lock-file"))
    )
    assert (ids(profile), len(profile.conflicting)) == ([["MIT"]], 2)


def test_what_was_announced_later_is_invisible_but_what_was_read_later_is_not() -> None:
    ends = supported(
        "acme/one", SupportStatus.DEPRECATED, announced=date(2026, 6, 17), end_of_support=date(2026, 12, 1)
    )
    assert concluded(ends, as_of=date(2026, 6, 16)).support == ()
    assert concluded(ends, as_of=date(2026, 6, 17)).support == (ends,)
    read_later = licensed("acme/one", "MIT", origin=origin(as_of=date(2026, 11, 22)))
    assert ids(concluded(read_later, as_of=date(2026, 1, 1))) == [["MIT"]]


def test_an_end_that_only_observers_tell_is_known_when_they_were_read_or_when_it_came() -> None:
    read = origin(says="observers", as_of=date(2026, 8, 20))
    ends = supported("acme/one", SupportStatus.SUPPORT, end_of_support=date(2026, 12, 1), origin=read)
    ended = supported("acme/one", SupportStatus.END_OF_SUPPORT, end_of_support=date(2025, 3, 1), origin=read)
    assert concluded(ends, as_of=date(2026, 8, 19)).support == ()
    assert concluded(ends, as_of=date(2026, 8, 20)).support == (ends,)
    assert concluded(ended, as_of=date(2025, 2, 28)).support == ()
    assert concluded(ended, as_of=date(2025, 3, 1)).support == (ended,)
    own = supported("acme/one", SupportStatus.SUPPORT, end_of_support=date(2026, 12, 1), origin=origin(says="maker"))
    assert concluded(own, as_of=date(2026, 1, 1)).support == (own,)


def test_a_promise_whose_day_is_past_says_nothing_of_today() -> None:
    promise = supported("acme/one", SupportStatus.SUPPORT, not_sooner_than=date(2026, 6, 1))
    kept = concluded(promise, as_of=date(2026, 6, 1)).support[0]
    over = concluded(promise, as_of=date(2026, 6, 2)).support[0]
    assert (kept.lapsed, over.lapsed) == (False, True)
    assert wording.support((kept,)) == "supported; ends not sooner than 2026-06-01"
    assert wording.support((over,)) == "supported; may end any day since 2026-06-01"
    ends = supported(
        "acme/one", SupportStatus.DEPRECATED, not_sooner_than=date(2026, 6, 1), end_of_support=date(2027, 1, 1)
    )
    assert not concluded(ends, as_of=date(2026, 7, 1)).support[0].lapsed


def test_a_relicensed_model_is_judged_by_the_day() -> None:
    facts = [
        licensed("acme/one", "MIT", valid_from=date(2025, 1, 1)),
        licensed("acme/one", "CC-BY-NC-4.0", valid_from=date(2026, 3, 1)),
    ]
    before, after = concluded(*facts, as_of=date(2026, 2, 28)), concluded(*facts, as_of=date(2026, 3, 1))
    assert (ids(before), ids(after)) == ([["MIT"]], [["CC-BY-NC-4.0"]])
    assert after.conflicting == ()


def test_a_pinned_revision_is_judged_by_its_own_licence() -> None:
    sha = "0123456789abcdef0123456789abcdef01234567"
    facts = [licensed("acme/one", "MIT", revision=sha), licensed("acme/one", "CC-BY-NC-4.0")]
    assert ids(concluded(*facts, version=sha[:12])) == [["MIT"]]
    assert ids(concluded(*facts)) == [["CC-BY-NC-4.0"]]
    assert ids(concluded(*facts, version="f" * 40)) == [["CC-BY-NC-4.0"]]


def test_a_service_is_under_its_hosts_terms_unless_it_is_ones_own_server() -> None:
    name = "service:openai/gpt-x"
    called = conclude(component(name), [use(name)], (), KNOWLEDGE, TODAY)
    assert (ids(called), called.unknown) == ([["LicenseRef-host-terms"]], None)
    held = conclude(component(name), [use(name, held=True)], (), KNOWLEDGE, TODAY)
    assert (ids(held), held.unknown) == ([], "none-stated")
    bare = conclude(component("service:bare/x"), [use("service:bare/x")], (), KNOWLEDGE, TODAY)
    assert bare.unknown == "none-stated"


def test_the_supplier_is_looked_up_and_one_that_is_not_listed_keeps_its_id() -> None:
    known, new = concluded(made_by("acme/one", "meta")), concluded(made_by("acme/one", "brand-new"))
    assert known.supplier is not None
    assert (known.supplier.name, known.supplier.jurisdiction) == ("Meta", "US")
    assert new.supplier is not None
    assert (new.supplier.id, new.supplier.jurisdiction) == ("brand-new", None)
    assert concluded().supplier is None


_origins = st.builds(
    Origin,
    st.sampled_from(Standing),
    st.sampled_from(["knowledge-base", "lock-file"]),
    st.sampled_from([None, date(2026, 1, 1), date(2026, 2, 2)]),
    st.sampled_from([None, "https://example.org"]),
    st.sampled_from([None, "maker"]),
)
_dates = st.sampled_from([None, date(2025, 1, 1), date(2026, 1, 1), date(2027, 1, 1)])
_facts = st.one_of(
    st.builds(
        LicenseFact,
        component=st.just(component("acme/one")),
        expression=st.sampled_from(
            ["MIT", "mit", "Apache-2.0", "CC-BY-NC-4.0", "other", "odd", "MIT OR AGPL-3.0-only"]
        ),
        revision=st.sampled_from([None, "a" * 40]),
        valid_from=_dates,
        valid_to=_dates,
        origin=_origins,
    ),
    st.builds(
        supported,
        st.just("acme/one"),
        st.sampled_from(SupportStatus),
        origin=_origins,
        announced=_dates,
        valid_from=_dates,
    ),
    st.builds(
        SupplierFact,
        component=st.just(component("acme/one")),
        supplier=st.sampled_from(["meta", "acme"]),
        origin=_origins,
    ),
)


@given(st.lists(_facts, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_facts_and_repeating_them_change_nothing(facts: list[Fact], chance: random.Random) -> None:
    shuffled = [*facts, *facts[:2]]
    chance.shuffle(shuffled)
    assert concluded(*shuffled) == concluded(*facts)
