"""The models of MTEB, the benchmark of embeddings: licence, release, what each was adapted from and trained on."""

import ast
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from auditor.knowledge.harvest.listing import Listing, languages, size

FOLDER: Final = "mteb/models/model_implementations/"
ADDRESS: Final = "https://github.com/embeddings-benchmark/mteb/blob/main/"
TRAINING: Final = {
    "MSMARCO": "microsoft/ms_marco",
    "NQ": "google-research-datasets/natural_questions",
    "HotpotQA": "hotpotqa/hotpot_qa",
    "FEVER": "fever/fever",
    "MIRACLRetrieval": "miracl/miracl",
    "MrTidyRetrieval": "castorini/mr-tydi",
    "QuoraRetrieval": "BeIR/quora",
}
"""MTEB's name of a task → the dataset whose training split the name stands for"""


def read(wheel: Path) -> Iterator[Listing]:
    """Every entry that is written out. The files are parsed, never run."""
    with zipfile.ZipFile(wheel) as archive:
        sources = {
            name: ast.parse(archive.read(name))
            for name in sorted(archive.namelist())
            if name.startswith(FOLDER) and name.endswith(".py")
        }
    constants = Constants(sources)
    for path, tree in sources.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ModelMeta":
                values = {word.arg: constants.value(word.value, path) for word in node.keywords if word.arg}
                if (listing := _listing(values, ADDRESS + path)) is not None:
                    yield listing


def _listing(values: Mapping[str, Any], source: str) -> Listing | None:
    name = values.get("name")
    if not isinstance(name, str) or name.count("/") != 1 or values.get("open_weights") is not True:
        return None
    modalities = tuple(value for value in values.get("modalities") or ("text",) if isinstance(value, str))
    # The benchmark's licences of speech models are the code's, not the weights'.
    license_ = None if "audio" in modalities else values.get("license")
    base = values.get("adapted_from")
    parameters = values.get("n_parameters")
    trained = values.get("training_datasets") or ()
    successor = values.get("superseded_by")
    released = str(values.get("release_date") or "")
    return Listing(
        id=name,
        source=source,
        license=license_ if isinstance(license_, str) and license_ != "not specified" else None,
        fine_tuned_from=base if isinstance(base, str) and base.count("/") == 1 and base != name else None,
        trained_on=tuple(TRAINING[task] for task in TRAINING if task in trained),
        superseded_by=successor if isinstance(successor, str) and successor.count("/") == 1 else None,
        released=released if len(released) == len("2024-02-08") else None,
        modalities=tuple(sorted(modalities)),
        tasks=("text-ranking",)
        if values.get("is_cross_encoder") or "cross-encoder" in (values.get("model_type") or ())
        else ("feature-extraction",),
        parameters=size(parameters / 1e9) if isinstance(parameters, int) and parameters > 1e6 else None,  # noqa: PLR2004
        context=_whole(values.get("max_tokens")),
        languages=_spoken(values.get("languages")),
        embedding_dimension=_whole(values.get("embed_dim")),
    )


def _spoken(told: object) -> tuple[str, ...]:
    """Without the languages of programming, which stand in the same list, with a script that is not one."""
    return languages(sorted(word for word in told if not word.endswith("-Code"))) if isinstance(told, set) else ()


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) and 1 < value < 1e8 else None  # noqa: PLR2004 - inf stands for unknown


class Constants:
    """What the modules' names stand for, as far as it is written out."""

    def __init__(self, sources: Mapping[str, ast.Module]) -> None:
        self._bound: dict[tuple[str, str], ast.expr] = {}
        self._imported: dict[tuple[str, str], tuple[str, str]] = {}
        for path, tree in sources.items():
            for node in tree.body:
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    self._bound[path, node.targets[0].id] = node.value
                elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                    self._bound[path, node.target.id] = node.value
                elif isinstance(node, ast.ImportFrom) and node.module:
                    home = f"{PurePosixPath(path).parent}/{node.module.rpartition('.')[2]}.py"
                    for alias in node.names:
                        self._imported[path, alias.asname or alias.name] = (home, alias.name)

    def value(self, node: ast.expr, path: str, depth: int = 0) -> Any:  # noqa: ANN401 - a literal is what it is
        """A constant, a set of constants, or None where it would have to be computed."""
        if depth > 20:  # noqa: PLR2004 - a circle of imports
            return None
        match node:
            case ast.Constant():
                return node.value
            case ast.Set(elts=items) | ast.List(elts=items) | ast.Tuple(elts=items):
                values = [self.value(item, path, depth + 1) for item in items if not isinstance(item, ast.Starred)]
                named = {value for value in values if isinstance(value, str)}
                spread = [self.value(item.value, path, depth + 1) for item in items if isinstance(item, ast.Starred)]
                return named.union(*(value for value in spread if isinstance(value, set)))
            case ast.Dict(keys=keys):
                return {key.value for key in keys if isinstance(key, ast.Constant)}
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                sides = (self.value(left, path, depth + 1), self.value(right, path, depth + 1))
                return set().union(*(side for side in sides if isinstance(side, set)))
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                one, two = self.value(left, path, depth + 1), self.value(right, path, depth + 1)
                return one * two if isinstance(one, int | float) and isinstance(two, int | float) else None
            case ast.Name(id=name):
                if (path, name) in self._bound:
                    return self.value(self._bound[path, name], path, depth + 1)
                if (path, name) in self._imported:
                    home, original = self._imported[path, name]
                    return self.value(ast.Name(original), home, depth + 1)
            case _:
                pass
        return None
