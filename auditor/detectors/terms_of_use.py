"""One's own terms of use, and whether they pass on a list of forbidden uses: they lead to the policy by its address."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.domain.obligation import ArtifactKind, ComplianceArtifact
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "terms-of-use"

_NAMES: Final = re.compile(
    r"(?:[\w-]{1,40}[-_.])?(?:terms|tos|eula|acceptable[-_.]?use|usage[-_.]?policy|user[-_.]?agreement)(?:[-_.][\w.-]{1,60})?",
    re.IGNORECASE,
)
_ENDINGS: Final = frozenset(
    {"", ".md", ".mdx", ".txt", ".rst", ".adoc", ".html", ".htm", ".tsx", ".jsx", ".vue", ".svelte", ".astro", ".rtf"}
)


def wants(path: PurePosixPath) -> bool:
    return path.suffix.lower() in _ENDINGS and _NAMES.fullmatch(path.stem or path.name) is not None


def needles(knowledge: KnowledgeBase) -> frozenset[bytes]:
    return frozenset(address.encode() for _, address in _addresses(knowledge))


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    for license_, address in _addresses(knowledge):
        match = re.search(rf"(?<![\w-]){re.escape(address)}(?![\w-]|[./]\w)", file.text)
        if match:
            place = file.location_at(match.start(), len(address))
            yield ComplianceArtifact(kind=ArtifactKind.USE_POLICY, what=license_, location=place)


def _addresses(knowledge: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Every licence whose list of forbidden uses stands at an address of its own, and the address without its scheme."""
    for license_ in knowledge.ids("license"):
        terms = knowledge.license(license_)
        address = terms.answer("use-restrictions").url if terms else None
        if address:
            yield license_, re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")
