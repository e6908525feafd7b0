"""Which classes of models a programme knows, read off its tables."""

import io
import tarfile
import zipfile
from datetime import date
from pathlib import Path

from auditor.knowledge.harvest import runtimes

REGISTRY = """\
_TEXT_GENERATION_MODELS = {"AcornForCausalLM": ("acorn", "A"), "BirchForCausalLM": ("birch", "B")}
_SPECULATIVE_DECODING_MODELS = {"AcornDraft": ("acorn", "D")}
_PREVIOUSLY_SUPPORTED_MODELS = {"CedarForCausalLM": "0.1"}
_VLLM_MODELS = {**_TEXT_GENERATION_MODELS}
"""
AUTO = """\
from collections import OrderedDict
MODEL_FOR_CAUSAL_LM_MAPPING_NAMES = OrderedDict([("acorn", "AcornForCausalLM"), ("elm", "ElmForCausalLM")])
MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES = OrderedDict([("fir", ("FirA", "FirB"))])
OTHER = computed()
"""
RUNTIME = """\
id: vllm
name: vLLM
encodings: [safetensors]
{list}sources:
  - https://example.org/vllm
reviewed: {{on: 2026-01-01, by: maintainers}}
"""


def wheel(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/") + ".py", text)
    return path


def test_what_was_dropped_and_what_only_drafts_is_left_out(tmp_path: Path) -> None:
    archive = wheel(tmp_path / "v.whl", vllm__model_executor__models__registry=REGISTRY)
    assert [*runtimes.vllm(archive)] == ["AcornForCausalLM", "BirchForCausalLM"]


def test_a_module_s_entry_class_is_one_name_or_a_list(tmp_path: Path) -> None:
    archive = wheel(
        tmp_path / "s.whl",
        sglang__srt__models__acorn="EntryClass = AcornForCausalLM\n",
        sglang__srt__models__birch="EntryClass = [BirchA, BirchB]\n",
        sglang__srt__models__transformers="EntryClass = [Fallback]\n",
        sglang__srt__other="EntryClass = Elsewhere\n",
    )
    assert sorted(runtimes.sglang(archive)) == ["AcornForCausalLM", "BirchA", "BirchB"]


def test_types_of_models_are_told_as_classes(tmp_path: Path) -> None:
    wheel(
        tmp_path / "mlx_lm-1-py3.whl",
        mlx_lm__models__acorn="",
        mlx_lm__models__fir="",
        mlx_lm__utils='MODEL_REMAPPING = {\n    "elm": "acorn",\n    "oak": "gone",\n}\n',
    )
    wheel(tmp_path / "transformers-1-py3.whl", transformers__models__auto__modeling_auto=AUTO)
    assert sorted(runtimes.mlx_lm(tmp_path)) == ["AcornForCausalLM", "ElmForCausalLM", "FirA", "FirB"]


def test_a_converter_s_table_is_read_from_the_source_archive(tmp_path: Path) -> None:
    source = b'TEXT_MODEL_MAP: dict[str, str] = {"AcornForCausalLM": "acorn"}\nMMPROJ_MODEL_MAP: dict = {"Eye": "e"}\n'
    with tarfile.open(tmp_path / "l.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("x-1/vendor/llama.cpp/conversion/__init__.py")
        member.size = len(source)
        archive.addfile(member, io.BytesIO(source))
    assert [*runtimes.llama_cpp(tmp_path / "l.tar.gz")] == ["AcornForCausalLM"]


def test_the_file_keeps_its_head_and_its_sources(tmp_path: Path) -> None:
    archive = wheel(tmp_path / "v.whl", vllm__model_executor__models__registry=REGISTRY)
    path = tmp_path / "vllm.yaml"
    for before in ("", "architectures:\n  - OldForCausalLM\n"):
        path.write_text(RUNTIME.format(list=before))
        assert runtimes.update(tmp_path, {"vllm": archive}, date(2026, 11, 25)) == {"vllm": 2}
        assert path.read_text() == RUNTIME.format(list="architectures: [AcornForCausalLM, BirchForCausalLM]\n").replace(
            "2026-01-01", "2026-11-25"
        )
