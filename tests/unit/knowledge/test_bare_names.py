"""Names without a tag or an organisation, as Ollama, PyTorch Hub and old cards write them."""

import pytest

from auditor.domain.component import ComponentId
from auditor.domain.fact import LicenseFact
from auditor.knowledge.store import StoredKnowledge


def told(knowledge: StoredKnowledge, component: str) -> list[str]:
    """The licences stated of a component; a guess ends with a question mark."""
    facts = knowledge.facts(ComponentId.parse(component))
    return [f"{fact.expression}{'?' * fact.guess}" for fact in facts if isinstance(fact, LicenseFact)]


@pytest.mark.parametrize(
    ("name", "licenses"),
    [
        ("gemma4", ["Apache-2.0?"]),
        ("gemma4:31b", ["Apache-2.0"]),
        ("exaone3.5", ["LicenseRef-scancode-exaone-ai-model-1.1-nc?"]),
        ("gemma4-of-ours", []),
    ],
)
def test_a_name_without_a_tag_is_of_the_family_of_its_tags(
    real: StoredKnowledge, name: str, licenses: list[str]
) -> None:
    assert told(real, f"model:ollama/{name}") == licenses


@pytest.mark.parametrize(
    ("repository", "license_"),
    [
        ("facebookresearch/dinov2", "Apache-2.0"),
        ("facebookresearch/dinov3", "LicenseRef-meta-dinov3"),
        ("ultralytics/yolov5", "AGPL-3.0-only"),
        ("snakers4/silero-vad", "MIT"),
    ],
)
def test_a_repository_from_which_weights_are_loaded(real: StoredKnowledge, repository: str, license_: str) -> None:
    assert told(real, f"model:github/{repository}") == [license_]
