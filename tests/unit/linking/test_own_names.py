"""A model of the tree, called by the name under which its card publishes it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from auditor.graph.component_graph import ComponentGraph
from auditor.pipeline import Request, survey

ADAPTER = """\
---
license: apache-2.0
base_model: acme/base
base_model_relation: adapter
---
# acme/poster-lora
"""
BASE = """\
---
license: mit
base_model: meta-llama/Llama-3.2-1B
---
# acme/base
"""
LOADED = """\
from diffusers import FluxPipeline
FluxPipeline.from_pretrained("black-forest-labs/FLUX.1-dev").load_lora_weights("acme/poster-lora")
"""


def surveyed(folder: Path, files: Mapping[str, str]) -> ComponentGraph:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return survey(Request(root=folder, as_of=date(2026, 11, 25), cache=False)).graph


def used(graph: ComponentGraph) -> list[str]:
    return [f"{profile.component} {use.location}" for profile in graph.profiles() for use in profile.uses]


def test_loading_it_by_that_name_is_a_use_of_what_lies_here(tmp_path: Path) -> None:
    graph = surveyed(tmp_path, {"README.md": ADAPTER, "draw.py": LOADED})
    assert used(graph) == [
        "model:huggingface/acme/base README.md:3:13",
        "model:huggingface/black-forest-labs/FLUX.1-dev draw.py:2:30",
        "model:tree/. README.md:6:3",
        "model:tree/. draw.py:2:80",
    ]


def test_a_lineage_goes_on_over_the_cards_of_the_tree(tmp_path: Path) -> None:
    graph = surveyed(tmp_path, {"models/lora/README.md": ADAPTER, "models/base/README.md": BASE})
    edges = [f"{e.source} {e.type} {e.target}" for e in graph.relationships() if e.source.ecosystem == "tree"]
    assert edges == [
        "model:tree/models/base fine-tuned-from model:huggingface/meta-llama/Llama-3.2-1B",
        "model:tree/models/lora adapter-of model:tree/models/base",
    ]


def test_two_cards_of_one_name_leave_it_the_hubs(tmp_path: Path) -> None:
    graph = surveyed(tmp_path, {"a/README.md": ADAPTER, "b/README.md": ADAPTER, "draw.py": LOADED})
    assert "model:huggingface/acme/poster-lora draw.py:2:80" in used(graph)


def test_a_copied_card_does_not_speak_for_its_publisher(tmp_path: Path) -> None:
    card = "---\nlicense: mit\nlibrary_name: diffusers\n---\n# black-forest-labs/FLUX.1-dev\n"
    graph = surveyed(tmp_path, {"copy/README.md": card, "draw.py": LOADED})
    assert "model:huggingface/black-forest-labs/FLUX.1-dev draw.py:2:30" in used(graph)


def test_a_title_in_words_is_no_name(tmp_path: Path) -> None:
    card = ADAPTER.replace("# acme/poster-lora", "# Posters")
    graph = surveyed(tmp_path, {"README.md": card, "draw.py": LOADED})
    assert "model:huggingface/acme/poster-lora draw.py:2:80" in used(graph)
