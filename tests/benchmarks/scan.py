"""What a scan costs: `python -m tests.benchmarks.scan TREE…` prints a table; nothing is asserted.

For each tree: on an empty cache, again with what the first run kept, and after ten of its source files changed, as a
pre-commit hook would ask. Then the start of the program alone, and a project of fifty files. CPU seconds are user and
system time with all child processes, memory is the highest sum over all processes at one time (shared pages counted
once, where the system tells). Each line is the median of several runs; the program and the knowledge are compiled
beforehand, as an installation does. Trees are copied, never changed.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

CHANGED = 10
SMALL = 50


class Cost(NamedTuple):
    """One run."""

    cpu: float
    wall: float
    memory: float
    """MB"""


def run(arguments: Sequence[str], cache: Path, folder: Path | None = None) -> Cost:
    """Runs the program once, in a folder."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONPYCACHEPREFIX": str(cache), "NO_COLOR": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "auditor", *arguments], stdout=subprocess.DEVNULL, env=environment, cwd=folder
    )
    peaks: list[float] = [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, peaks), daemon=True)
    watch.start()
    status = process.wait()
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    watch.join()
    if status not in {0, 1}:
        raise SystemExit(f"auditor {' '.join(arguments)} ended with {status}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, max(peaks))


def _watch(process: int, peaks: list[float]) -> None:
    """Sums up the memory of a process and all below it, fifty times a second, until it ends."""
    while (now := sum(map(_memory, _family(process)))) > 0:
        peaks.append(now / 1024)
        time.sleep(0.02)


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in listed:
        yield from _family(int(child))


def _memory(process: int) -> int:
    """KB: its own pages, and its share of those that it has in common with others."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _told(what: str, costs: Sequence[Cost]) -> None:
    cpu, wall, memory = (statistics.median(column) for column in zip(*costs, strict=True))
    sys.stdout.write(f"{what:45} {cpu:7.2f} CPU-s {wall:7.2f} s {memory:6.0f} MB\n")


def _scan(*paths: Path) -> list[str]:
    return ["scan", *map(str, paths), "--exit-zero", "--format", "json"]


def _tree(tree: Path, times: int) -> None:
    with tempfile.TemporaryDirectory() as kept:
        copy, cache = Path(kept, tree.name), Path(kept, "cache")
        shutil.copytree(tree, copy, ignore=shutil.ignore_patterns(".git"), symlinks=True)
        run(["--version"], cache)
        first = Path(kept, "first")
        first.mkdir()
        (first / "requirements.txt").write_text("transformers\n")
        run(_scan(first), cache)
        cold, warm, changed = [], [], []
        sources = sorted(path for path in copy.rglob("*.py") if path.is_file()) or sorted(copy.rglob("*.ts"))
        for turn in range(times):
            for claims in cache.rglob("claims-*"):
                claims.unlink()
            cold.append(run(_scan(copy), cache))
            warm.append(run(_scan(copy), cache))
            touched = sources[turn :: max(1, len(sources) // CHANGED)][:CHANGED]
            for path in touched:
                with path.open("a") as file:
                    file.write(f"\n# {turn}\n")
            changed.append(run([*_scan(*touched), "--changed"], cache, copy))
        _told(f"{tree.name}, empty cache", cold)
        _told(f"{tree.name}, again", warm)
        _told(f"{tree.name}, {CHANGED} files changed", changed)


def _small(times: int) -> None:
    with tempfile.TemporaryDirectory() as kept:
        folder, cache = Path(kept, "small"), Path(kept, "cache")
        folder.mkdir()
        for number in range(SMALL):
            text = f"from transformers import pipeline\n\n\ndef run_{number}():\n    return pipeline(model='gpt2')\n"
            Path(folder, f"module_{number}.py").write_text(text)
        run(_scan(folder), cache)
        _told("auditor --version", [run(["--version"], cache) for _ in range(times)])
        costs = []
        for _ in range(times):
            for claims in cache.rglob("claims-*"):
                claims.unlink()
            costs.append(run(_scan(folder), cache))
        _told(f"{SMALL} files, empty cache", costs)
        _told(f"{SMALL} files, again", [run(_scan(folder), cache) for _ in range(times)])


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Print what scans cost.")
    parser.add_argument("trees", nargs="*", type=Path)
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    for tree in given.trees:
        _tree(tree.resolve(), given.times)
    _small(given.times)


if __name__ == "__main__":
    main()
