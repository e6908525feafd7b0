"""The artefacts of the tree's own making, as cards, configurations and Modelfiles speak of them."""

import posixpath
from typing import Final

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Origin, Standing
from auditor.files.source_file import SourceFile


def own_model(file: SourceFile) -> ComponentId:
    """The model that lies in the file's folder; the folder's path is its name, `.` for the scanned folder itself."""
    return ComponentId(ComponentKind.MODEL, "tree", str(file.path.parent))


def own_dataset(file: SourceFile) -> ComponentId:
    """The dataset that lies in the file's folder."""
    return ComponentId(ComponentKind.DATASET, "tree", str(file.path.parent))


def own_weights(file: SourceFile) -> ComponentId:
    """All weights files that lie in the file's folder, whatever their names; the name ends with a slash."""
    return ComponentId(ComponentKind.FILE, "tree", f"{file.path.parent}/")


BY_LINK: Final = "its link"
"""what `Origin.says` holds where a licence is told by the address of its text alone"""


def own_statement(link: str | None = None, *, by_link: bool = False) -> Origin:
    """The tree speaks of what it made itself; `link`: where it says that the text stands."""
    return Origin(Standing.OWN_STATEMENT, "scanned-tree", url=link, says=BY_LINK if by_link else None)


def tree_file(file: SourceFile, name: str) -> ComponentId:
    """A weights file that is named relative to the file that names it; a path out of the tree stays as written."""
    path = posixpath.normpath(posixpath.join(str(file.path.parent), name))
    inside = not path.startswith(("..", "/", "~"))
    return ComponentId(ComponentKind.FILE, "tree", path if inside else name)
