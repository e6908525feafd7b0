"""The graph for other programs: they can read it, whatever the names are."""

import io
import json
from datetime import date
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from auditor.domain.evidence import Location
from auditor.graph.drawing import Drawing, drawn
from auditor.reporters.drawings import FORMATS
from auditor.reporters.json import location_json
from tests.unit.frozen import edge, graph, licensed, use

DAY = date(2026, 11, 25)
SMALL = drawn(
    graph(
        [use("acme/tuned")],
        [edge("acme/tuned", "fine-tuned-from", "dataset:huggingface/acme/data"), licensed("acme/tuned", "MIT")],
    )
)
HOSTILE = 'a/"]; click n1 "javascript:x" <b>&#x\\ `x`\x1b[31m\u202e\n--> ]]>'
WILD = drawn(graph([use(HOSTILE)], [licensed(HOSTILE, 'MIT" OR <x>')]))


def written(name: str, drawing: Drawing = SMALL) -> str:
    return FORMATS[name](drawing, DAY)


def test_mermaid() -> None:
    assert written("mermaid") == (
        "flowchart LR\n"
        '  n1(["our-app"])\n'
        '  n2[("acme/data")]\n'
        '  n3["acme/tuned<br/>MIT"]\n'
        "  n1 -->|uses| n3\n"
        "  n3 -->|fine-tuned-from| n2\n"
    )


def test_dot() -> None:
    assert written("dot") == (
        "digraph components {\n"
        "  rankdir=LR;\n"
        "  node [shape=box];\n"
        '  n1 [label="our-app", shape=oval];\n'
        '  n2 [label="acme/data", shape=cylinder];\n'
        '  n3 [label="acme/tuned\\nMIT"];\n'
        '  n1 -> n3 [label="uses"];\n'
        '  n3 -> n2 [label="fine-tuned-from"];\n'
        "}\n"
    )


HERE = location_json(Location("app.py", 1))


def test_json() -> None:
    told = json.loads(written("json"))
    assert (told["schema"], told["as_of"], told["root"]) == (
        "auditor/graph-1",
        "2026-11-25",
        "application:tree/our-app",
    )
    assert [node["id"] for node in told["nodes"]][1:] == [
        "dataset:huggingface/acme/data",
        "model:huggingface/acme/tuned",
    ]
    assert told["nodes"][2] == {
        "id": "model:huggingface/acme/tuned",
        "kind": "machine-learning-model",
        "ecosystem": "huggingface",
        "name": "acme/tuned",
        "purl": "pkg:huggingface/acme/tuned",
        "license": "MIT",
        "supplier": None,
        "jurisdiction": None,
        "locations": [HERE],
    }
    assert told["edges"][0] == {
        "source": "application:tree/our-app",
        "type": "uses",
        "target": "model:huggingface/acme/tuned",
        "origin": None,
        "location": HERE,
    }


def test_graphml_is_read_by_those_who_know_it() -> None:
    read = nx.read_graphml(io.BytesIO(written("graphml").encode()))
    assert read.nodes["model:huggingface/acme/tuned"] == {
        "name": "acme/tuned",
        "kind": "model",
        "ecosystem": "huggingface",
        "license": "MIT",
        "places": 1,
    }
    kinds = {(source, target): data["type"] for source, target, data in read.edges(data=True)}
    assert kinds[("application:tree/our-app", "model:huggingface/acme/tuned")] == "uses"
    assert len(kinds) == 2


@pytest.mark.parametrize("name", FORMATS)
def test_names_from_strangers_break_nothing(name: str) -> None:
    text = written(name, WILD)
    assert "\x1b" not in text
    assert "\u202e" not in text or name == "json"
    match name:
        case "json":
            assert json.loads(text)["nodes"][1]["name"] == HOSTILE
        case "graphml":
            assert len(ET.fromstring(text).findall(".//{*}node")) == 2  # noqa: S314 - our own
        case "mermaid":
            (line,) = [line for line in text.splitlines() if line.startswith("  n2[")]
            assert line.count('"') == 2
            assert "<b>" not in line
        case _:
            (line,) = [line for line in text.splitlines() if line.startswith("  n2 [")]
            assert line.replace('\\"', "").count('"') == 2


@pytest.mark.parametrize("name", FORMATS)
def test_twice_the_same_bytes(name: str) -> None:
    assert written(name) == written(name)
    assert written(name).endswith("\n")
