"""Two snapshots → what differs; and that it differs the other way round when they change places."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.comparison.compare import Steps, compare
from auditor.comparison.difference import (
    Basis,
    Component,
    Difference,
    Direction,
    Edge,
    Finding,
    LicenseShift,
    Place,
    Replaced,
    Side,
    TermChange,
)
from auditor.comparison.snapshot import Snapshot
from tests.unit.frozen import FakeKnowledge

KNOWLEDGE = FakeKnowledge()


def component(name: str = "acme/one", **more: Any) -> Component:
    given: dict[str, Any] = {
        "id": f"model:huggingface/{name}", "kind": "machine-learning-model", "name": name, "used": True, "family": None,
        "versions": [], "license_concluded": None, "license_unknown": "none-stated", "license_declared": [],
        "license_guessed": False, "license_conflicting": [], "license_offers": [], "supplier": None,
        "jurisdiction": None, "support": None, "end_of_support": None, "not_sooner_than": None, "superseded_by": None,
        "places": [],
    }  # fmt: skip
    return Component(**(given | more))


def licensed(name: str, expression: str, **more: Any) -> Component:
    return component(
        name, license_concluded=expression, license_unknown=None, license_declared=[expression],
        license_offers=[[expression]], **more,
    )  # fmt: skip


def finding(name: str = "acme/one", rule: str = "license/unknown", action: str = "fail", **more: Any) -> Finding:
    given: dict[str, Any] = {
        "rule": rule, "severity": "high", "action": action, "message": f"{name}: a message",
        "component": f"model:huggingface/{name}", "about": "", "fingerprint": f"{rule} {name}", "waived": None,
        "known": False, "places": [Place("app.py", 3)],
    }  # fmt: skip
    return Finding(**(given | more))


def snapshot(*items: Component | Finding | Edge, **more: str) -> Snapshot:
    given = {"policy": "p1", "knowledge": "k1", "as_of": "2026-11-25", "tool": "1"} | more
    side = Side(
        name="x", commit=None, as_of=given["as_of"], tool=given["tool"], policy=Basis("ours", given["policy"]),
        knowledge=Basis("2026-11-25", given["knowledge"]), verdict="pass", actions={}, components=0, unresolved=0,
    )  # fmt: skip
    return Snapshot(
        side=side,
        components={one.id: one for one in items if isinstance(one, Component)},
        edges=frozenset(one for one in items if isinstance(one, Edge)),
        findings={one.fingerprint: one for one in items if isinstance(one, Finding)},
    )


def diff(old: Snapshot, new: Snapshot) -> Difference:
    return compare(old, new, KNOWLEDGE)


class TestComponents:
    def test_come_gone_and_changed(self) -> None:
        told = diff(
            snapshot(component("a/gone"), component("a/kept", versions=["1"])),
            snapshot(component("a/come"), component("a/kept", versions=["2"], supplier="Acme")),
        ).components
        assert [one.component.name for one in told.come] == ["a/come"]
        assert [one.component.name for one in told.gone] == ["a/gone"]
        (changed,) = told.changed
        assert [(change.field, change.old, change.new) for change in changed.changes] == [
            ("versions", ["1"], ["2"]),
            ("supplier", None, "Acme"),
        ]

    def test_other_places_are_no_change(self) -> None:
        old, new = component(places=[Place("a.py", 1)]), component(places=[Place("b.py", 9), Place("c.py", 1)])
        assert diff(snapshot(old), snapshot(new)).is_empty

    def test_a_licence_that_changed_says_what_is_stricter(self) -> None:
        old, new = licensed("acme/one", "MIT"), licensed("acme/one", "CC-BY-NC-4.0")
        (changed,) = compare(snapshot(old), snapshot(new), KNOWLEDGE).components.changed
        assert changed.license == LicenseShift(
            old="MIT",
            new="CC-BY-NC-4.0",
            old_name="MIT",
            new_name="CC-BY-NC-4.0",
            direction="stricter",
            terms=[TermChange("commercial-use", "allowed", "forbidden", stricter=True)],
        )

    @pytest.mark.parametrize(
        ("old", "new", "direction"),
        [
            ("CC-BY-NC-4.0", "MIT", "milder"),
            ("MIT", "Apache-2.0", "same"),
            ("LicenseRef-small-firms", "LicenseRef-euro", "unknown"),
            ("MIT", "Never-Heard-Of", "unknown"),
        ],
    )
    def test_directions(self, old: str, new: str, direction: str) -> None:
        told = compare(snapshot(licensed("a/b", old)), snapshot(licensed("a/b", new)), KNOWLEDGE)
        shift = told.components.changed[0].license
        assert shift is not None
        assert shift.direction == direction

    def test_a_licence_that_is_no_longer_known_is_never_milder(self) -> None:
        (changed,) = compare(snapshot(licensed("a/b", "MIT")), snapshot(component("a/b")), KNOWLEDGE).components.changed
        assert changed.license is not None
        assert (changed.license.direction, changed.license.new_name) == ("unknown", "not known (none stated)")


class TestWhoStandsInWhosePlace:
    @pytest.mark.parametrize(
        ("old", "new", "relation"),
        [
            ({"family": "m2"}, {"family": "m2"}, "family"),
            ({"superseded_by": "m3"}, {"family": "m3"}, "successor"),
            ({"family": "llama-3.1", "supplier": "Meta"}, {"family": "llama-3.3", "supplier": "Meta"}, "series"),
            ({"family": "llama-3.1", "supplier": "Meta"}, {"family": "llama-3.3", "supplier": "Nvidia"}, "namespace"),
            ({"family": "m2", "used": False}, {"family": "m2"}, None),
            ({"kind": "library", "family": "m2"}, {"kind": "library", "family": "m2"}, None),
        ],
    )
    def test_kin(self, old: dict[str, Any], new: dict[str, Any], relation: str | None) -> None:
        told = diff(snapshot(component("a/m-2.5", **old)), snapshot(component("a/m-2.7", **new)))
        assert [one.relation for one in told.components.replaced] == ([relation] if relation else [])

    def test_strangers_are_no_kin(self) -> None:
        assert diff(snapshot(component("a/m-2.5")), snapshot(component("b/m-2.5"))).components.replaced == []
        assert diff(snapshot(component("a/m-2.5")), snapshot(component("a/other"))).components.replaced == []

    def test_each_has_one_place_and_the_nearest_name_takes_it(self) -> None:
        gone = [component(name, family="f") for name in ("a/f-7b-chat", "a/f-70b-chat")]
        come = [component(name, family="f") for name in ("a/f2-70b-chat", "a/f2-7b-chat", "a/f2-1b")]
        pairs = {(one.old, one.new) for one in diff(snapshot(*gone), snapshot(*come)).components.replaced}
        ids = "model:huggingface/a/"
        assert pairs == {(f"{ids}f-7b-chat", f"{ids}f2-7b-chat"), (f"{ids}f-70b-chat", f"{ids}f2-70b-chat")}


class TestFindings:
    def test_what_fails_now_and_did_not_before_counts(self) -> None:
        told = diff(
            snapshot(finding("a"), finding("b", action="warn"), finding("c", waived="why"), finding("d", known=True)),
            snapshot(finding("a"), finding("b"), finding("c"), finding("d"), finding("e"), finding("f", action="warn")),
        )
        assert told.failing == 4
        assert [one.new.component for one in told.findings.changed] == [f"model:huggingface/{name}" for name in "bcd"]
        assert [one.finding.message for one in told.findings.come] == ["e: a message", "f: a message"]

    def test_a_new_one_that_is_waived_or_known_fails_nothing(self) -> None:
        assert diff(snapshot(), snapshot(finding(waived="why"), finding("b", known=True))).failing == 0

    def test_a_moved_line_is_nothing(self) -> None:
        assert diff(snapshot(finding()), snapshot(finding(places=[Place("b.py", 70)]))).is_empty


class TestCauses:
    def test_with_the_same_policy_knowledge_day_and_tool_only_the_code_can_be_one(self) -> None:
        told = diff(snapshot(), snapshot(finding()))
        assert (told.basis, told.separated, told.findings.come[0].because) == ([], True, ["code"])

    def test_without_the_trees_nothing_is_guessed(self) -> None:
        told = diff(snapshot(), snapshot(finding(), policy="p2", as_of="2026-12-01"))
        assert (told.basis, told.separated, told.findings.come[0].because) == (["policy", "day"], False, [])

    def test_each_difference_stands_with_the_steps_that_made_it(self) -> None:
        old = snapshot(finding("a"), finding("b", action="warn"), policy="p1", knowledge="k1")
        known = snapshot(finding("a"), finding("b", action="warn"), finding("k"), policy="p1", knowledge="k2")
        ruled = snapshot(finding("a"), finding("b"), finding("k"), finding("p"), policy="p2", knowledge="k2")
        new = snapshot(
            finding("b", severity="critical"), finding("k"), finding("p"), finding("c"), policy="p2", knowledge="k2"
        )
        steps: Steps = (("knowledge", known), ("policy", ruled), ("code", new))
        told = compare(old, new, KNOWLEDGE, steps=steps)
        come = {one.finding.message[0]: one.because for one in told.findings.come}
        assert come == {"k": ["knowledge"], "p": ["policy"], "c": ["code"]}
        assert [one.because for one in told.findings.gone] == [["code"]]
        assert [one.because for one in told.findings.changed] == [["policy", "code"]]


NAMES = st.sampled_from(["a/m-1", "a/m-2", "a/n-1", "b/m-1", "b/m-2"])
COMPONENTS = st.builds(
    component,
    NAMES,
    family=st.sampled_from([None, "m-1", "m-2"]),
    supplier=st.sampled_from([None, "Acme"]),
    versions=st.sampled_from([[], ["1"], ["1", "2"]]),
    license_concluded=st.sampled_from([None, "MIT", "CC-BY-NC-4.0", "Apache-2.0"]),
    license_offers=st.sampled_from([[], [["MIT"]], [["CC-BY-NC-4.0"], ["MIT"]]]),
    superseded_by=st.sampled_from([None, "m-2"]),
    used=st.booleans(),
)
FINDINGS = st.builds(
    finding,
    NAMES,
    action=st.sampled_from(["note", "warn", "fail"]),
    severity=st.sampled_from(["low", "high"]),
    waived=st.sampled_from([None, "why"]),
    known=st.booleans(),
)
EDGES = st.builds(Edge, NAMES, st.just("serves"), NAMES)
SNAPSHOTS = st.lists(COMPONENTS | FINDINGS | EDGES, max_size=10).map(lambda items: snapshot(*items))


@settings(deadline=None)
@given(SNAPSHOTS)
def test_nothing_differs_from_itself(one: Snapshot) -> None:
    told = compare(one, one, KNOWLEDGE)
    assert told.is_empty
    assert told.failing == 0


@settings(deadline=None)
@given(SNAPSHOTS, SNAPSHOTS)
def test_the_other_way_round_everything_is_mirrored(one: Snapshot, other: Snapshot) -> None:
    assert mirrored(compare(one, other, KNOWLEDGE)) == content(compare(other, one, KNOWLEDGE))


def content(told: Difference) -> dict[str, Any]:
    """All that can be mirrored."""
    built = msgspec.to_builtins(told)
    return {key: built[key] for key in ("old", "new", "components", "relationships", "findings")}


def mirrored(told: Difference) -> dict[str, Any]:
    """The difference as it should look from the other end."""
    parts = told.components
    swapped = msgspec.structs.replace(
        told,
        old=told.new,
        new=told.old,
        components=msgspec.structs.replace(
            parts,
            come=parts.gone,
            gone=parts.come,
            changed=[
                msgspec.structs.replace(
                    one,
                    changes=[msgspec.structs.replace(c, old=c.new, new=c.old) for c in one.changes],
                    license=turned(one.license) if one.license else None,
                )
                for one in parts.changed
            ],
            replaced=[Replaced(one.new, one.old, one.relation, turned(one.license)) for one in parts.replaced],
        ),
        relationships=msgspec.structs.replace(
            told.relationships, come=told.relationships.gone, gone=told.relationships.come
        ),
    )
    built = content(swapped)
    built["findings"]["come"], built["findings"]["gone"] = built["findings"]["gone"], built["findings"]["come"]
    for one in built["findings"]["changed"]:
        one["old"], one["new"] = one["new"], one["old"]
    order = {one.finding.fingerprint: n for n, one in enumerate(told.findings.come)}
    assert len(order) == len(told.findings.come)
    built["findings"]["changed"].sort(key=lambda one: weight(one["new"]))
    return built


def weight(one: dict[str, Any]) -> tuple[object, ...]:
    ranks = ["fail", "warn", "note"], ["critical", "high", "medium", "low", "note"]
    worst_first = ranks[0].index(one["action"]), ranks[1].index(one["severity"])
    return (*worst_first, one["rule"], one["component"], one["about"], one["fingerprint"])


def turned(shift: LicenseShift) -> LicenseShift:
    opposite: dict[Direction, Direction] = {"stricter": "milder", "milder": "stricter"}
    direction = opposite.get(shift.direction, shift.direction)
    return LicenseShift(
        old=shift.new,
        new=shift.old,
        old_name=shift.new_name,
        new_name=shift.old_name,
        direction=direction,
        terms=[
            TermChange(t.question, t.new, t.old, None if t.stricter is None else not t.stricter) for t in shift.terms
        ],
    )
