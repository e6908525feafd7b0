"""Python's search for cycles, set aside while a great many values are made that hold none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collector() -> Iterator[None]:
    """Python's search for cycles is off meanwhile.

    What the stages build are trees and frozen values, a great many of them and no cycles; to look through all of them
    again and again costs more than to parse the files, and a third of what it takes to judge.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
