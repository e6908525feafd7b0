"""What is read out of public lists of models, and what is left out."""

import json
import zipfile
from pathlib import Path

import pytest

from auditor.knowledge.harvest import conversions, embedding_models, gallery
from auditor.knowledge.harvest.listing import Listing, converts, hub_id, is_conversion, languages, size

GALLERY = """\
- &acorn
  name: acorn-2
  license: apache-2.0
  urls: [https://huggingface.co/acorn/Acorn-2-7B, https://huggingface.co/somebody/Acorn-2-7B-GGUF]
- !!merge <<: *acorn
  name: birch
  urls: [https://huggingface.co/birch-ai/Birch-1B]
- name: two-origins
  license: mit
  urls: [https://huggingface.co/acorn/Acorn-3, https://huggingface.co/birch-ai/Birch-3]
- name: another-model-s-projector
  license: mit
  urls: [https://huggingface.co/acorn/Cedar-9B]
  files: [{uri: "huggingface://somebody/Dogwood-9B-GGUF/projector.gguf"}]
- name: a-dataset
  license: mit
  urls: [https://huggingface.co/datasets/acorn/chats]
"""

ENTRIES = """\
from .other import COMMON
DATA = {"NQ"} | COMMON
SPOKEN = ["eng-Latn", "python-Code"]
small = ModelMeta(name="acorn/embed-small", languages=[*SPOKEN, "zho-Hans"],
    open_weights=True, license="mit", release_date="2025-02-03",
    n_parameters=118_000_000, embed_dim=384, max_tokens=512, adapted_from="acorn/bert", training_datasets=DATA)
spoken = ModelMeta(name="acorn/speech", open_weights=True, license="mit", modalities=["audio"])
hosted = ModelMeta(name="acorn/api", open_weights=False, license="mit")
unsaid = ModelMeta(name="acorn/bare", open_weights=True, license=None, max_tokens=np.inf)
"""


def test_a_pair_in_the_gallery_is_an_origin_and_its_conversion(tmp_path: Path) -> None:
    (tmp_path / "index.yaml").write_text(GALLERY)
    found = {one.id: (one.license, one.quantized_from) for one in gallery.read(tmp_path / "index.yaml")}
    assert found == {
        "acorn/Acorn-2-7B": ("apache-2.0", None),
        "somebody/Acorn-2-7B-GGUF": ("apache-2.0", "acorn/Acorn-2-7B"),
        "birch-ai/Birch-1B": (None, None),  # its licence came over an anchor from another model
        "acorn/Cedar-9B": ("mit", None),  # and the file is another model's
    }


def test_the_benchmark_is_parsed_and_never_run(tmp_path: Path) -> None:
    wheel = tmp_path / "mteb.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(embedding_models.FOLDER + "acorn_models.py", ENTRIES)
        archive.writestr(embedding_models.FOLDER + "other.py", 'raise SystemExit\nCOMMON = {"MSMARCO", "MSMARCO-PL"}\n')
    found = {one.id: one for one in embedding_models.read(wheel)}
    assert sorted(found) == ["acorn/bare", "acorn/embed-small", "acorn/speech"]
    small = found["acorn/embed-small"]
    assert (small.license, small.parameters, small.embedding_dimension) == ("mit", "118M", 384)
    assert (small.fine_tuned_from, small.released) == ("acorn/bert", "2025-02-03")
    assert small.languages == ("en", "zh"), "without what is programmed in"
    assert small.trained_on == ("microsoft/ms_marco", "google-research-datasets/natural_questions")
    assert found["acorn/speech"].license is None, "speech models carry their code's licence there"
    assert found["acorn/bare"].context is None


def test_every_width_of_a_mirror_leads_to_the_official_id(tmp_path: Path) -> None:
    wheel = tmp_path / "unsloth.whl"
    table = """{
        "unsloth/acorn-4bit": ("unsloth/acorn", "acorn/Acorn"),
        "unsloth/birch-4bit": {"8": ("RedHatAI/birch-FP8",), "16": ("birch-ai/Birch",)},
    }"""
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("unsloth/models/mapper.py", f"import nothing\n__INT_TO_FLOAT_MAPPER = {table}\n")
    assert {one.id: one.quantized_from for one in conversions.unsloth(wheel)} == {
        "unsloth/acorn-4bit": "acorn/Acorn",
        "unsloth/acorn": "acorn/Acorn",
        "unsloth/birch-4bit": "birch-ai/Birch",
        "RedHatAI/birch-FP8": "birch-ai/Birch",
    }


def test_a_conversion_comes_from_the_weights_of_its_size(tmp_path: Path) -> None:
    def spec(form: str, billions: int | str, name: str, quantizations: list[str]) -> dict[str, object]:
        hub = {"model_id": name, "quantizations": quantizations}
        return {"model_format": form, "model_size_in_billions": billions, "model_src": {"huggingface": hub}}

    family = {
        "context_length": 4096,
        "model_lang": ["en", "de"],
        "model_ability": ["chat", "tools"],
        "model_specs": [
            spec("pytorch", "1_8", "acorn/Acorn-1.8B", ["none"]),
            spec("pytorch", 7, "acorn/Acorn-7B", ["none"]),
            spec("gptq", 7, "acorn/Acorn-7B-GPTQ-{quantization}", ["Int4", "Int8"]),
            spec("mlx", 70, "mlx-community/Acorn-70B-4bit", ["4bit"]),
        ],
    }
    wheel = tmp_path / "xinference.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("xinference/model/llm/models/acorn.json", json.dumps([family]))
    found = {one.id: one for one in conversions.xinference(wheel)}
    assert {name: (one.quantized_from, one.parameters) for name, one in found.items()} == {
        "acorn/Acorn-1.8B": (None, "1.8B"),
        "acorn/Acorn-7B": (None, "7B"),
        "acorn/Acorn-7B-GPTQ-Int4": ("acorn/Acorn-7B", "7B"),
        "acorn/Acorn-7B-GPTQ-Int8": ("acorn/Acorn-7B", "7B"),
        "mlx-community/Acorn-70B-4bit": (None, "70B"),  # nothing of its size to come from
    }
    assert found["acorn/Acorn-7B"].tasks == ("text-generation", "tools")
    assert found["acorn/Acorn-7B"].languages == (), "a list of two is not all that a chat model speaks"


def test_a_long_list_of_languages_is_told_in_one_word() -> None:
    assert languages(f"a{letter}-Latn" for letter in "abcdefghijkl") == ("multilingual",)


def test_languages_are_told_by_their_codes(tmp_path: Path) -> None:
    def spec(name: str, language: object) -> dict[str, object]:
        return {"model_src": {"huggingface": {"model_id": f"acorn/{name}"}}, "language": language}

    listed = [spec("one", "EN"), spec("country", "JP"), spec("words", ["30+ languages supported"])]
    wheel = tmp_path / "xinference.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("xinference/model/audio/models/acorn.json", json.dumps(listed))
    assert {one.id: one.languages for one in conversions.xinference(wheel)} == {
        "acorn/one": ("en",),
        "acorn/country": ("ja",),
        "acorn/words": ("multilingual",),
    }


def test_the_file_that_is_fetched_is_a_conversion_of_the_model_that_is_named(tmp_path: Path) -> None:
    wheel = tmp_path / "fastembed.whl"
    entry = 'DenseModelDescription(model="acorn/e", dim=384, license="mit", sources=ModelSource(hf="Qdrant/e-onnx"))'
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("fastembed/text/dense.py", f"models = [{entry}]\n")
    assert [(one.id, one.license, one.quantized_from) for one in conversions.fastembed(wheel)] == [
        ("acorn/e", "mit", None),
        ("Qdrant/e-onnx", None, "acorn/e"),
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("huggingface://acorn/A-GGUF/a.gguf", "acorn/A-GGUF"),
        ("https://huggingface.co/acorn/A/resolve/main/a.gguf", "acorn/A"),
        ("https://huggingface.co/datasets/acorn/chats", None),
        ("https://huggingface.co/acorn", None),
        ("https://example.org/acorn/A", None),
    ],
)
def test_addresses_of_models(address: str, name: str | None) -> None:
    assert hub_id(address) == name


def test_a_conversion_says_so_in_its_name() -> None:
    assert is_conversion("somebody/Acorn-7B-Q4_K_M-GGUF")
    assert is_conversion("acorn/Acorn-7B-Instruct-AWQ")
    assert not is_conversion("gguf-fans/Acorn-7B"), "the namespace is not the name"
    assert converts("bartowski/acorn_Acorn-2.5-7B-GGUF", "acorn/Acorn-2.5-7B")
    assert not converts("somebody/Acorn-2-7B-GGUF", "acorn/Acorn-2.5-7B")


@pytest.mark.parametrize(("billions", "text"), [(0.27, "270M"), (1.5, "1.5B"), (7, "7B"), (2400, "2.4T")])
def test_sizes_are_written_as_people_say_them(billions: float, text: str) -> None:
    assert size(billions) == text


def test_a_listing_says_nothing_of_what_the_list_leaves_out() -> None:
    bare = Listing(id="acorn/A", source="https://example.org/list")
    assert bare.license is None
    assert bare.quantized_from is None
