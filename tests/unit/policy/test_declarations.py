"""What no source line shows is declared, and judged like any other use; what is no model leaves the inventory."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from auditor.domain.audit import Audit
from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location, Role, Strength, Technique
from auditor.pipeline import Request, audit
from auditor.policy.curations import is_no_model
from auditor.policy.declarations import declared
from auditor.policy.load import load_policy
from auditor.policy.policy import Curation

DECLARED = """\
schema: 1
name: test
use: {commercial: true}
declare:
  - {component: "model:huggingface/coqui/XTTS-v2", role: choice, because: chosen in the admin console}
"""


def scan(tree: Path, policy: Path) -> Audit:
    return audit(Request(root=tree, as_of=date(2026, 11, 23), policy=str(policy), cache=False))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/app.py").write_text("print('hello')\n")
    return tmp_path / "tree"


def test_a_declared_component_joins_the_inventory_at_its_line(tree: Path) -> None:
    policy = tree / "policy.yaml"
    policy.write_text(DECLARED)
    found = scan(tree, policy)
    (assessment,) = found.assessments
    (occurrence,) = assessment.profile.uses
    assert str(occurrence.component) == "model:huggingface/coqui/XTTS-v2"
    assert (occurrence.location.path, occurrence.location.line) == ("policy.yaml", 5)
    assert (occurrence.role, occurrence.strength) == (Role.CHOICE, Strength.USE)
    assert (occurrence.technique, occurrence.detector) == (Technique.ATTESTATION, "policy")
    assert occurrence.snippet == "declared: chosen in the admin console"
    told = [f for f in found.findings if f.rule == "license/non-commercial"]
    assert [place.line for f in told for place in f.locations] == [5]


def test_a_policy_outside_of_the_tree_is_named_without_its_folder(tree: Path, tmp_path: Path) -> None:
    policy = tmp_path / "house.yaml"
    policy.write_text(DECLARED)
    loaded = load_policy(str(policy))
    assert [one.location for one in declared(loaded, tree)] == [Location("house.yaml", 5, 6)]
    assert str(tmp_path) not in repr(scan(tree, policy).assessments)


def test_without_a_policy_nothing_is_declared(tree: Path) -> None:
    assert scan(tree, Path("default")).assessments == ()


LOOKED_AT = """\
schema: 1
name: test
curations:
  - {component: "model:huggingface/acme/table", not-a-model: true, because: it is a table of a database}
"""
CALL = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/{}")\n'


def test_what_is_no_model_is_neither_listed_nor_judged(tree: Path, tmp_path: Path) -> None:
    (tree / "app.py").write_text(CALL.format("table") + CALL.format("other"))
    policy = tmp_path / "policy.yaml"
    policy.write_text(LOOKED_AT)
    names = ["acme/other", "acme/table"]
    assert [a.profile.component.name for a in scan(tree, Path("default")).assessments] == names
    found = scan(tree, policy)
    assert [a.profile.component.name for a in found.assessments] == names[:1]
    assert {f.component.name for f in found.findings if f.component} == set(names[:1])


def test_a_curation_that_says_something_else_dismisses_nothing() -> None:
    one = ComponentId.parse("model:huggingface/acme/table")

    def said(curations: Sequence[Curation]) -> bool:
        return is_no_model(one, curations)

    assert said([Curation(component="model:huggingface/ACME/*", not_a_model=True, because="a table")])
    assert not said([Curation(component="model:huggingface/acme/*", license="MIT", because="read")])
    assert not said([Curation(component="dataset:huggingface/acme/*", not_a_model=True, because="a table")])


CURATED = """\
schema: 1
name: test
curations:
  - component: "model:huggingface/acme/voice"
    license: MIT
    supplier: acme-inc
    fine-tuned-from: model:huggingface/coqui/XTTS-v2
    because: we made it
"""


def test_a_curation_states_licence_supplier_and_origin_and_the_origin_still_binds(tree: Path, tmp_path: Path) -> None:
    (tree / "app.py").write_text(CALL.format("voice"))
    policy = tmp_path / "policy.yaml"
    policy.write_text(CURATED)
    found = scan(tree, policy)
    (assessment,) = found.assessments
    profile = assessment.profile
    assert [fact.expression for fact in profile.licenses] == ["MIT"]
    assert profile.supplier is not None
    assert profile.supplier.id == "acme-inc"
    (told,) = [f for f in found.findings if f.rule == "license/inherited-terms"]
    assert told.message.startswith("acme/voice comes from coqui/XTTS-v2, which may not be used commercially")
    assert [step.component.name for step in told.chain] == ["tree", "acme/voice", "coqui/XTTS-v2"]
