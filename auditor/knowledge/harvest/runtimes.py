"""Which classes of models the programmes know that run weights: read off their own tables, which are never run."""

import ast
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from auditor.files import yaml_document
from auditor.knowledge.decode import decode
from auditor.knowledge.harvest.yaml_text import block
from auditor.knowledge.records import RuntimeRecord

CLASS: Final = re.compile(r"[A-Z]\w*(?:For[A-Z]\w+|LM|LMHeadModel|Model|Pipeline|ModelForCausalLM|MTP\w*|LMM|V\d?|O)")
"""what the classes of models are called in configurations"""
BEGINNING: Final = "\narchitectures:"
_ENDING: Final = "\nsources:"


def update(folder: Path, places: dict[str, Path], today: date) -> dict[str, int]:
    """Rewrite the lists of classes in `runtimes/*.yaml`. `places` are archives or checkouts, by runtime."""
    counts = {}
    for runtime, place in sorted(places.items()):
        path = folder / f"{runtime}.yaml"
        text = path.read_text(encoding="utf-8")
        record = decode(yaml_document.load_all(text)[0], RuntimeRecord, source=str(path))
        found = tuple(sorted({*READERS[runtime](place)}))
        head, _, rest = text.partition(BEGINNING if BEGINNING in text else _ENDING)
        tail = _ENDING.lstrip("\n") + (rest.partition(_ENDING)[2] if BEGINNING in text else rest)
        tail = re.sub(r"reviewed: \{on: [\d-]+", f"reviewed: {{on: {today}", tail)
        lines = [head, *block("architectures", found), tail.rstrip("\n")]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        counts[record.id] = len(found)
    return counts


def vllm(wheel: Path) -> Iterator[str]:
    """The keys of vLLM's tables, without those that it once knew, and those that only draft for another model."""
    with zipfile.ZipFile(wheel) as archive:
        tree = ast.parse(archive.read("vllm/model_executor/models/registry.py"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Dict):
            table = node.targets[0].id
            if table.endswith("_MODELS") and not re.search("PREVIOUSLY|OOT|SPECULATIVE|BACKEND", table):
                yield from _texts(*(key for key in node.value.keys if key is not None))


def sglang(wheel: Path) -> Iterator[str]:
    """What each of SGLang's modules names as its `EntryClass`."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if not re.fullmatch(r"sglang/srt/models/\w+\.py", name) or name.endswith("/transformers.py"):
                continue
            for node in ast.parse(archive.read(name)).body:
                if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "EntryClass":
                    yield from (word.id for word in ast.walk(node.value) if isinstance(word, ast.Name))


def transformers(wheel: Path) -> Iterator[str]:
    """Every class that its automatic classes may load."""
    for table in _auto(wheel).values():
        for classes in table.values():
            yield from classes


def llama_cpp(archive: Path) -> Iterator[str]:
    """What llama.cpp's converter turns into GGUF files, from the source archive of its Python bindings."""
    with tarfile.open(archive) as files:
        member = next(m for m in files if m.name.endswith("vendor/llama.cpp/conversion/__init__.py"))
        source = files.extractfile(member)
        tree = ast.parse(source.read() if source else b"")
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "TEXT_MODEL_MAP":
            yield from _texts(*(key for key in getattr(node.value, "keys", ()) if key is not None))


def mlx_lm(folder: Path) -> Iterator[str]:
    """MLX-LM goes by the type of a model, so its modules are told in the classes that Transformers has for the types.

    `folder` holds both wheels.
    """
    wheel = next(folder.glob("mlx_lm-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        types = {
            found[1] for name in archive.namelist() if (found := re.fullmatch(r"mlx_lm/models/([a-z]\w*)\.py", name))
        }
        table = re.search(r"MODEL_REMAPPING = (\{.*?\n\})", archive.read("mlx_lm/utils.py").decode(), re.DOTALL)
    renamed: dict[str, str] = ast.literal_eval(table[1]) if table else {}
    types |= {name for name, module in renamed.items() if module in types}
    tables = _auto(next(folder.glob("transformers-*.whl")))
    for table_ in ("MODEL_FOR_CAUSAL_LM_MAPPING_NAMES", "MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES"):
        for name in types & tables[table_].keys():
            yield from tables[table_][name]


def ollama(checkout: Path) -> Iterator[str]:
    """What Ollama takes in as safetensors."""
    source = (checkout / "convert/convert.go").read_text(encoding="utf-8")
    for line in re.findall(r'case ((?:"\w+"(?:, )?)+):', source):
        yield from (word for word in re.findall(r'"(\w+)"', line) if CLASS.fullmatch(word))


def lmdeploy(checkout: Path) -> Iterator[str]:
    """The classes of both of LMDeploy's engines, without those that were removed."""
    engine = (checkout / "lmdeploy/turbomind/supported_models.py").read_text(encoding="utf-8")
    yield from re.findall(r"^    (\w+)='", engine, re.MULTILINE)
    tree = ast.parse((checkout / "lmdeploy/pytorch/models/module_map.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "MODULE_MAP.update":
            for table in node.args:
                yield from _texts(*(key for key in getattr(table, "keys", ()) if key is not None))


def exllamav2(checkout: Path) -> Iterator[str]:
    """The classes that ExLlamaV2 compares a configuration with."""
    yield from _compared((checkout / "exllamav2/architecture.py").read_text(encoding="utf-8"))


def onnxruntime(checkout: Path) -> Iterator[str]:
    """The classes that the builder of onnxruntime-genai knows."""
    yield from _compared((checkout / "src/python/py/models/builder.py").read_text(encoding="utf-8"))


def diffusers(checkout: Path) -> Iterator[str]:
    """The pipelines of Diffusers."""
    source = (checkout / "src/diffusers/pipelines/__init__.py").read_text(encoding="utf-8")
    yield from (word for word in re.findall(r'"(\w+)"', source) if word.endswith("Pipeline"))


def ctranslate2(wheel: Path) -> Iterator[str]:
    """The classes from which CTranslate2's converter loads weights."""
    with zipfile.ZipFile(wheel) as archive:
        source = archive.read("ctranslate2/converters/transformers.py").decode()
    loaded = re.findall(r"def architecture_name\(self\):\s+return \"(\w+)\"", source)
    yield from (word for word in loaded if not word.startswith("Auto"))


READERS: Final[dict[str, Callable[[Path], Iterator[str]]]] = {
    "vllm": vllm,
    "sglang": sglang,
    "transformers": transformers,
    "llama-cpp": llama_cpp,
    "mlx-lm": mlx_lm,
    "ollama": ollama,
    "lmdeploy": lmdeploy,
    "exllamav2": exllamav2,
    "onnxruntime-genai": onnxruntime,
    "diffusers": diffusers,
    "ctranslate2": ctranslate2,
}


def _texts(*nodes: ast.expr) -> Iterator[str]:
    yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _compared(source: str) -> Iterator[str]:
    """Texts that an `==` or `in` of the source holds against something, where they are called as classes are."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            for side in node.comparators:
                items = side.elts if isinstance(side, ast.List | ast.Tuple | ast.Set) else [side]
                yield from (word for word in _texts(*items) if CLASS.fullmatch(word))


def _auto(wheel: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Transformers' tables: table → type of model → its classes."""
    with zipfile.ZipFile(wheel) as archive:
        tree = ast.parse(archive.read("transformers/models/auto/modeling_auto.py"))
    tables: dict[str, dict[str, tuple[str, ...]]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and node.value.args:
            rows = node.value.args[0]
            pairs = [row.elts for row in getattr(rows, "elts", ()) if isinstance(row, ast.Tuple)]
            tables[getattr(node.targets[0], "id", "")] = {
                key: tuple(_texts(*(value.elts if isinstance(value, ast.Tuple) else [value])))
                for name, value in pairs
                for key in _texts(name)
            }
    return tables
