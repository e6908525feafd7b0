"""What lists say that hosted models can do, and how little of a file that changes."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from auditor.knowledge.harvest import models_dev, price_list, router_list, service_files
from auditor.knowledge.harvest.abilities import of_modalities, of_mode
from auditor.knowledge.harvest.sighting import Sighting

SERVICE = """\
id: acorn
name: Acorn API
supplier: acorn-labs
apis: [openai-chat-completions]
sources: [https://example.org/acorn]  # a remark in the head stays
reviewed: {on: 2026-11-01, by: maintainers}
models:
  Acorn-Chat:
    support:
      - {status: endOfSupport, end-of-support: 2026-03-01, source: https://example.org/ends}
    source: https://example.org/acorn
  acorn-embed: {tasks: [text-ranking], source: https://example.org/acorn}
  acorn-old: {source: https://example.org/acorn}
"""
DAY = date(2026, 7, 2)


def test_a_chat_model_s_further_abilities_are_told() -> None:
    assert of_mode("chat", sees=True, calls_tools=True, reasons=False) == (
        "text-generation",
        "chat",
        "image-text-to-text",
        "tools",
    )
    assert of_mode("embedding", sees=True, calls_tools=True, reasons=True) == ("feature-extraction",)
    assert of_mode("vector_store", sees=False, calls_tools=False, reasons=False) == ()


@pytest.mark.parametrize(
    ("takes", "gives", "tasks"),
    [
        (("text",), ("text",), ("text-generation", "chat")),
        (("text", "image"), ("text",), ("text-generation", "chat", "image-text-to-text")),
        (("audio",), ("text",), ("automatic-speech-recognition",)),
        (("text",), ("audio",), ("text-to-speech",)),
        (("text",), ("text", "image"), ()),
        ((), (), ()),
    ],
)
def test_what_goes_in_and_out_tells_the_task_or_does_not(
    takes: tuple[str, ...], gives: tuple[str, ...], tasks: tuple[str, ...]
) -> None:
    assert of_modalities(takes, gives) == tasks


def test_models_dev_s_models_have_what_their_base_has(tmp_path: Path) -> None:
    (tmp_path / "models/acorn").mkdir(parents=True)
    folder = tmp_path / "providers/groq/models/acorn"
    folder.mkdir(parents=True)
    (tmp_path / "models/acorn/acorn-2.toml").write_text(
        'tool_call = true\nreasoning = true\n[limit]\ncontext = 8192\n[modalities]\ninput = ["text"]\noutput = ["text"]\n'
    )
    (folder / "acorn-2.toml").write_text('base_model = "acorn/acorn-2"\nreasoning = false\n')
    (folder / "broken.toml").write_text("= nothing")
    (folder / "lost.toml").symlink_to(tmp_path / "nowhere")
    found = {one.id: (one.tasks, one.context) for one in models_dev.read(tmp_path, DAY)}
    assert found == {
        "acorn/acorn-2": (("text-generation", "chat", "tools"), 8192),
        "acorn/broken": ((), None),
        "acorn/lost": ((), None),
    }


def test_the_price_list_tells_the_length_of_vectors(tmp_path: Path) -> None:
    rows = {"acorn-embed": {"litellm_provider": "openai", "mode": "embedding", "output_vector_size": 768}}
    with zipfile.ZipFile(tmp_path / "litellm-1.0-py3.whl", "w") as archive:
        archive.writestr(price_list.MEMBER, json.dumps(rows))
    (found,) = price_list.read([tmp_path / "litellm-1.0-py3.whl"])
    assert (found.tasks, found.embedding_dimension) == (("feature-extraction",), 768)


def test_a_router_s_list_tells_what_may_be_asked(tmp_path: Path) -> None:
    shape = {"input_modalities": ["text", "image"], "output_modalities": ["text"]}
    row = {"id": "acorn/a", "architecture": shape, "supported_parameters": ["tools", "seed"]}
    (tmp_path / "models.json").write_text(json.dumps({"data": [row]}))
    (found,) = router_list.read(tmp_path / "models.json", DAY)
    assert found.tasks == ("text-generation", "chat", "image-text-to-text", "tools")


def test_describing_completes_and_changes_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "acorn.yaml"
    path.write_text(SERVICE)
    seen = [
        Sighting(host="acorn", id="acorn-chat", source="s", listed_in="https://example.org/list", tasks=("chat",)),
        Sighting(host="acorn", id="acorn-chat", source="https://example.org/other", context=4096, end=date(2030, 1, 1)),
        Sighting(host="acorn", id="acorn-embed", source="s", tasks=("feature-extraction",), embedding_dimension=384),
        Sighting(host="acorn", id="acorn-new", source="s", tasks=("chat",)),
    ]
    assert service_files.describe(tmp_path, seen) == {"acorn": 2}
    text = path.read_text()
    listed = "sources: [https://example.org/acorn, https://example.org/list, https://example.org/other, s]  # a remark"
    assert text.startswith(SERVICE.partition("\nsources:")[0])
    assert listed in text
    assert "acorn-new" not in text
    assert "2030" not in text
    assert "tasks: [chat]" in text
    assert "context: 4096" in text
    assert "tasks: [text-ranking]" in text  # what a person wrote stays
    assert "embedding-dimension: 384" in text
    assert service_files.describe(tmp_path, seen) == {}
    assert path.read_text() == text
