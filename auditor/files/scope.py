"""What a file is for, judged by its path alone.

- *test*: below `test`, `tests`, `__tests__`, `spec`, `e2e`, `testdata` or `fixtures`; or named `test_*.py`,
  `*_test.py`, `*_test.go`, `*.test.ts`, `*.spec.ts`, `conftest.py` and the like.
- *example*: below `examples`, `samples`, `demos`, `cookbook`, `tutorials` and the like, or such a word for a name.
- *docs*: below `docs`, or prose: `.md`, `.rst`, `.txt`, `.adoc`. A `README.md` beside weights is a model card, and says
  what a model is rather than how to use one; its detector asks for it whatever its scope.
- *production*: everything else. Notebooks too: many a team ships them, and an example says so by its folder.

Tests come before examples, and examples before docs: `docs/examples/test_chat.py` is a test.
"""

import re
from pathlib import PurePosixPath
from typing import Final

from auditor.domain.evidence import Scope

_TEST_FOLDERS: Final = frozenset(
    {"test", "tests", "testing", "__tests__", "__mocks__", "spec", "specs", "e2e", "testdata", "test-data", "test_data"}
    | {"fixtures", "unittests", "unit_tests", "integration_tests", "integration-tests"}
)
_EXAMPLE_FOLDERS: Final = frozenset(
    {"example", "examples", "sample", "samples", "demo", "demos", "cookbook", "cookbooks", "tutorial", "tutorials"}
    | {"quickstart", "quickstarts", "playground"}
)
_DOCS_FOLDERS: Final = frozenset({"doc", "docs", "documentation", "website"})
_TEST_NAME: Final = re.compile(
    r"test_.*\.(py|ipynb)|.*_test\.(py|go|rb|exs)|conftest\.py|.*[._](test|spec)\.[cm]?[jt]sx?"
)
_EXAMPLE_NAME: Final = re.compile(r"(example|demo|sample)s?([._-].*)?\.(py|ipynb|[cm]?[jt]sx?|sh)")
_PROSE: Final = frozenset({".md", ".mdx", ".markdown", ".rst", ".adoc"})
_MANIFEST: Final = re.compile(r"(.*[-_.])?(requirements|constraints)([-_.].*)?\.(txt|in)")


def scope_of(path: str | PurePosixPath) -> Scope:
    """The scope of a file, from the segments of its path; without regard to case."""
    *folders, name = PurePosixPath(str(path).lower()).parts or ("",)
    if not _TEST_FOLDERS.isdisjoint(folders) or _TEST_NAME.fullmatch(name):
        return Scope.TEST
    if not _EXAMPLE_FOLDERS.isdisjoint(folders) or _EXAMPLE_NAME.fullmatch(name):
        return Scope.EXAMPLE
    suffix = PurePosixPath(name).suffix
    if not _DOCS_FOLDERS.isdisjoint(folders) or suffix in _PROSE:
        return Scope.DOCS
    if suffix == ".txt" and not _MANIFEST.fullmatch(name):
        return Scope.DOCS
    return Scope.PRODUCTION
