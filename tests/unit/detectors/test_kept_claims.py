"""What was found out once is not found out again: neither which files are wanted, nor what one says, nor that it says nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from auditor.cache import Cache
from auditor.detectors.base import Claim
from auditor.detectors.run import Detection, detect
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Location, Occurrence
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from tests.unit.frozen import FakeKnowledge

ACME = ComponentId(ComponentKind.MODEL, "huggingface", "acme/model")


class Watched:
    """Sees `acme/model` in text files, and remembers what it was asked."""

    NAME = "watched"
    NEEDLES = (b"acme",)

    def __init__(self) -> None:
        self.wanted: list[str] = []
        self.read: list[str] = []

    def wants(self, path: PurePosixPath) -> bool:
        self.wanted.append(str(path))
        return path.suffix == ".txt"

    def detect(self, file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
        self.read.append(str(file.path))
        yield Occurrence(component=ACME, location=Location(str(file.path), 1), literal="acme/model", detector=self.NAME)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    root.mkdir()
    for name, text in {"a.txt": "acme/model", "b.txt": "nothing", "c.bin": "acme/model"}.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    opened = Cache(tmp_path / "cache.db")
    yield opened
    opened.close()


def found(tree: Path, cache: Cache | None, watched: Watched) -> Detection:
    paths = [path.name for path in tree.iterdir()]
    return detect(tree, paths, FakeKnowledge(), jobs=1, cache=cache, detectors=[watched])


def test_names_are_looked_at_once(tree: Path, cache: Cache) -> None:
    first, again = Watched(), Watched()
    fresh, kept = found(tree, cache, first), found(tree, cache, again)
    assert first.wanted == ["a.txt", "b.txt", "c.bin"]
    assert again.wanted == []
    assert fresh == kept == with_digests(found(tree, None, Watched()), fresh)


def with_digests(plain: Detection, cached: Detection) -> Detection:
    """A detection without a cache, with the digests that only a cache needs."""
    return Detection(plain.claims, plain.diagnostics, plain.files_read, keys=cached.keys, digest=cached.digest)


def test_a_further_file_is_wanted_or_not_by_its_own_name(tree: Path, cache: Cache) -> None:
    found(tree, cache, Watched())
    (tree / "d.txt").write_text("acme/model", encoding="utf-8")
    watched = Watched()
    assert sorted(found(tree, cache, watched).claims) == ["a.txt", "d.txt"]
    assert watched.read == ["d.txt"]


def test_a_file_that_says_nothing_is_not_searched_again_until_it_changes(tree: Path, cache: Cache) -> None:
    found(tree, cache, Watched())
    watched = Watched()
    assert list(found(tree, cache, watched).claims) == ["a.txt"]
    (tree / "b.txt").write_text("acme/model", encoding="utf-8")
    assert list(found(tree, cache, watched).claims) == ["a.txt", "b.txt"]
    assert watched.read == ["b.txt"]


def test_other_detectors_are_asked_anew(tree: Path, cache: Cache) -> None:
    found(tree, cache, Watched())
    other = Watched()
    other.NAME = "other"
    found(tree, cache, other)
    assert other.wanted == ["a.txt", "b.txt", "c.bin"]
    assert other.read == ["a.txt"]


def test_a_scan_of_what_did_not_change_loads_no_detector(tree: Path, tmp_path: Path) -> None:
    (tree / "app.py").write_text("from transformers import pipeline\npipeline(model='gpt2')\n", encoding="utf-8")
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from auditor.pipeline import Request, audit\n"
        "told = audit(Request(root=Path(sys.argv[1]), as_of=date(2026, 11, 25)))\n"
        "print(len(told.assessments), 'auditor.detectors.shipped' in sys.modules)\n"
    )
    said = [
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", script, str(tree)],
            capture_output=True,
            text=True,
            check=True,
            env={"XDG_CACHE_HOME": str(tmp_path / "kept"), "PYTHONPATH": str(Path(__file__).parents[3])},
        ).stdout.split()
        for _ in range(2)
    ]
    assert said[0][0] == said[1][0] != "0"
    assert [loaded for _, loaded in said] == ["True", "False"]
