"""The detectors over many files, by several processes where that pays."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final

import msgspec

from auditor.detectors.file_claims import FileClaims, Run

_CHUNKS_PER_PROCESS: Final = 8


def shared_out(run: Run, paths: Sequence[str], jobs: int | None) -> Iterator[tuple[str, FileClaims]]:
    """The claims of many files, by several processes where the platform can copy ours safely, else here."""
    processes = min(jobs or os.cpu_count() or 1, len(paths))
    left = list(paths)
    if processes > 1 and sys.platform == "linux" and threading.active_count() == 1:
        size = max(1, len(paths) // (processes * _CHUNKS_PER_PROCESS))
        chunks = [left[start : start + size] for start in range(0, len(left), size)]
        run.prefilter.passing((), b"")  # made here, once for all
        context = multiprocessing.get_context("fork")
        try:
            # A forked process has the knowledge already: nothing has to be opened or sent again.
            with ProcessPoolExecutor(processes, context, initializer=_adopt, initargs=(run,)) as pool:
                for chunk, encoded in zip(chunks, pool.map(_work, chunks), strict=True):
                    results = msgspec.msgpack.decode(encoded, type=list[FileClaims])
                    yield from zip(chunk, results, strict=True)
                    left = left[len(chunk) :]
        except (BrokenProcessPool, OSError, msgspec.MsgspecError, RecursionError):
            pass  # a process was killed, or there may be no more: what is left is done here
    for path in left:
        yield path, run.claims_of(path)


_adopted: list[Run] = []


def _adopt(run: Run) -> None:
    _adopted[:] = [run]


def _work(paths: Sequence[str]) -> bytes:
    return msgspec.msgpack.encode([_adopted[0].claims_of(path) for path in paths])
