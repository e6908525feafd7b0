"""The graph as text that other programs draw: Mermaid, GraphML, DOT, JSON. Names come from strangers and are escaped."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from html import escape
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location
from auditor.graph.drawing import Drawing, Node
from auditor.reporters.escape import mermaid, plain, well_formed
from auditor.reporters.json import location_json

_SHAPES: Final = {
    ComponentKind.APPLICATION: ("([", "])"),
    ComponentKind.SERVICE: ("(", ")"),
    ComponentKind.DATASET: ("[(", ")]"),
    ComponentKind.LIBRARY: ("[[", "]]"),
    ComponentKind.FILE: ("[/", "/]"),
}
"""Mermaid's brackets; a box for everything else"""
_DOT_SHAPES: Final = {
    ComponentKind.APPLICATION: "oval",
    ComponentKind.SERVICE: "component",
    ComponentKind.DATASET: "cylinder",
    ComponentKind.LIBRARY: "tab",
    ComponentKind.FILE: "note",
}
_GRAPHML: Final = (
    ("name", "node"),
    ("kind", "node"),
    ("ecosystem", "node"),
    ("license", "node"),
    ("supplier", "node"),
    ("jurisdiction", "node"),
    ("places", "node"),
    ("type", "edge"),
    ("origin", "edge"),
    ("place", "edge"),
)


def as_mermaid(drawing: Drawing, as_of: date) -> str:
    """A flowchart; arrows are read along."""
    return "\n".join(_mermaid(drawing)) + "\n"


def _mermaid(drawing: Drawing) -> Iterator[str]:
    names = _numbered(drawing)
    yield "flowchart LR"
    for node in drawing.nodes:
        left, right = _SHAPES.get(node.component.kind, ("[", "]"))
        label = "<br/>".join(mermaid(line) for line in _label(node))
        yield f'  {names[node.component.key]}{left}"{label}"{right}'
    for edge in drawing.edges:
        yield f"  {names[edge.source.key]} -->|{edge.type}| {names[edge.target.key]}"


def as_dot(drawing: Drawing, as_of: date) -> str:
    """Graphviz."""
    return "\n".join(_dot(drawing)) + "\n"


def _dot(drawing: Drawing) -> Iterator[str]:
    names = _numbered(drawing)
    yield "digraph components {"
    yield "  rankdir=LR;"
    yield "  node [shape=box];"
    for node in drawing.nodes:
        shape = _DOT_SHAPES.get(node.component.kind)
        label = "\\n".join(_dot_text(line) for line in _label(node))
        yield f'  {names[node.component.key]} [label="{label}"{f", shape={shape}" if shape else ""}];'
    for edge in drawing.edges:
        yield f'  {names[edge.source.key]} -> {names[edge.target.key]} [label="{edge.type}"];'
    yield "}"


def _dot_text(text: str) -> str:
    return plain(text).replace("\\", "\\\\").replace('"', '\\"')


def as_graphml(drawing: Drawing, as_of: date) -> str:
    """GraphML, as yEd, Gephi and networkx read it; ids are component ids."""
    return "\n".join(_graphml(drawing)) + "\n"


def _graphml(drawing: Drawing) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name, what in _GRAPHML:
        kind = "int" if name == "places" else "string"
        yield f'  <key id="{what}-{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>'
    yield '  <graph id="components" edgedefault="directed">'
    for node in drawing.nodes:
        component = node.component
        yield f'    <node id="{_xml(component.key)}">'
        yield from _data(
            "node",
            name=component.name,
            kind=component.kind.word,
            ecosystem=component.ecosystem,
            license=node.license,
            supplier=node.supplier,
            jurisdiction=node.jurisdiction,
            places=str(len(node.places)),
        )
        yield "    </node>"
    for number, edge in enumerate(drawing.edges):
        yield f'    <edge id="e{number}" source="{_xml(edge.source.key)}" target="{_xml(edge.target.key)}">'
        yield from _data("edge", type=edge.type, origin=edge.origin or None, place=_place(edge.location))
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(what: str, **values: str | None) -> Iterator[str]:
    for name, value in values.items():
        if value is not None:
            yield f'      <data key="{what}-{name}">{_xml(value)}</data>'


def _xml(text: str) -> str:
    return escape(plain(well_formed(text)), quote=True)


def as_json(drawing: Drawing, as_of: date) -> str:
    """Nodes and edges, for scripts."""
    told = {
        "schema": "auditor/graph-1",
        "as_of": as_of.isoformat(),
        "root": well_formed(str(drawing.root)),
        "nodes": [_node(node) for node in drawing.nodes],
        "edges": [
            {
                "source": well_formed(str(edge.source)),
                "type": edge.type,
                "target": well_formed(str(edge.target)),
                "origin": edge.origin or None,
                "location": location_json(edge.location) if edge.location else None,
            }
            for edge in drawing.edges
        ],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _node(node: Node) -> dict[str, object]:
    component = node.component
    return {
        "id": well_formed(str(component)),
        "kind": component.kind.value,
        "ecosystem": well_formed(component.ecosystem),
        "name": well_formed(component.name),
        "purl": well_formed(component.purl) if component.purl else None,
        "license": well_formed(node.license) if node.license else None,
        "supplier": node.supplier,
        "jurisdiction": node.jurisdiction,
        "locations": [location_json(place) for place in node.places],
    }


FORMATS: Final[Mapping[str, Callable[[Drawing, date], str]]] = {
    "mermaid": as_mermaid,
    "graphml": as_graphml,
    "dot": as_dot,
    "json": as_json,
}
"""each format, and who writes it"""


def _numbered(drawing: Drawing) -> dict[str, str]:
    """Names that no format can misread."""
    return {node.component.key: f"n{number}" for number, node in enumerate(drawing.nodes, 1)}


def _label(node: Node) -> list[str]:
    """A node's lines: its name, and its licence where that is known."""
    return [node.component.name, *([node.license] if node.license else [])]


def _place(location: Location | None) -> str | None:
    return well_formed(str(location)) if location else None
