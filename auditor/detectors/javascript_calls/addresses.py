"""Addresses on the hub that a program fetches from: `https://huggingface.co/datasets/org/name/resolve/main/…`."""

import re
from collections.abc import Iterator
from typing import Final

from auditor.detectors.claims import occurrence
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Occurrence, Technique
from auditor.files.javascript_source import JavascriptSource
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NEEDLES: Final = frozenset({b"huggingface.co/", b"hf.co/"})
_FETCHED: Final = re.compile(
    rb"https://(?:huggingface\.co|hf\.co)/(datasets/)?[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9_][\w.-]{0,95}/resolve/[^\s\"'`<>)$]{0,300}"
)
_SAMPLES: Final = re.compile(r"(?i).*\.(?:png|jpe?g|gif|svg|webp|ico|bmp|mp[34]|mov|webm|wav|flac|ogg|m4a|avif|md|pdf)")
"""pictures and clips: they are shown, and no data is read from them"""


def fetched(
    file: SourceFile, source: JavascriptSource, knowledge: KnowledgeBase, detector: str
) -> Iterator[Occurrence]:
    """The repositories whose files are fetched by a text of this file; links to pages and comments say nothing."""
    for match in _FETCHED.finditer(source.content):
        address = match[0].decode()
        node = source.root.descendant_for_byte_range(match.start(), match.start() + 1)
        if (
            node is None
            or node.type not in {"string_fragment", "string", "template_string"}
            or _SAMPLES.fullmatch(address)
        ):
            continue
        kind = ComponentKind.DATASET if match[1] else ComponentKind.MODEL
        identity = knowledge.identify("huggingface", address, kind)
        place = source.at(match.start(), match.end())
        yield occurrence(file, detector, identity, address, place, technique=Technique.SOURCE_CODE)
