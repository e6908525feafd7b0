"""Files as the world has them: with byte-order marks and CRLF, templates, megabytes, archives, pointers and depth."""

import io
import json
import tarfile
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from auditor.pipeline import Request, Survey, survey

LLAMA = "meta-llama/Llama-3.1-8B-Instruct"
FILES = {
    "values.yaml": "a: 1\nmodel:\n  name: MODEL\n",
    "config.json": '{\n  "a": 1,\n  "model": "MODEL"\n}\n',
    "settings.toml": 'a = 1\n[llm]\nmodel = "MODEL"\n',
    "app.ini": "[llm]\nmodel = MODEL\n",
    ".env": "A=1\nMODEL_ID=MODEL\n",
    "Dockerfile": "FROM python:3.12\nRUN pip install vllm && \\\n    hf download MODEL\n",
    "run.sh": "set -e\nvllm serve \\\n  MODEL --port 80\n",
    "Makefile": "serve:\n\tvllm serve MODEL\n",
    "compose.yaml": "services:\n  a:\n    image: vllm/vllm-openai\n    command: --model MODEL\n",
    "app.py": "from transformers import pipeline\n\npipeline(model='MODEL')\n",
    "app.ipynb": json.dumps(
        {"cells": [{"cell_type": "code", "source": ["from transformers import pipeline\n", "pipeline(model='MODEL')"]}]}
    ),
    "app.ts": 'import { pipeline } from "@huggingface/transformers";\nawait pipeline("text-generation", "MODEL");\n',
    "main.go": 'package m\nimport _ "github.com/openai/openai-go"\nvar p = P{\n\tModel: "MODEL",\n}\n',
    "main.tf": 'variable "model_id" {\n  default = "MODEL"\n}\n',
    "seed.sql": "INSERT INTO models (id, model_id) VALUES\n  (1, 'MODEL');\n",
    "recipe.yml": "base_model: MODEL\ndatasets:\n  - path: data.jsonl\n",
    "adapter_config.json": '{\n  "base_model_name_or_path": "MODEL"\n}\n',
    "card/README.md": "---\nlicense: mit\nbase_model: MODEL\n---\n# A card\n",
    ".gitmodules": '[submodule "m"]\n\tpath = m\n\turl = https://huggingface.co/MODEL\n',
}


def seen(folder: Path, name: str, content: bytes) -> list[tuple[str, int, int]]:
    """The models that a tree of one file names, and where."""
    return places(of(folder, {name: content}))


def of(folder: Path, files: dict[str, bytes]) -> Survey:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return survey(Request(root=folder, as_of=date(2026, 11, 25), cache=False))


def places(surveyed: Survey) -> list[tuple[str, int, int]]:
    return [
        (str(o.component), o.location.line, o.location.column)
        for o in surveyed.linked.occurrences
        if str(o.component).startswith(("model:huggingface/meta", "service:"))
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_byte_order_mark_and_crlf_change_nothing(tmp_path: Path, name: str) -> None:
    plain = FILES[name].replace("MODEL", LLAMA, 1) if name != ".env" else f"A=1\nMODEL_ID={LLAMA}\n"
    expected = seen(tmp_path / "plain", name, plain.encode())
    assert [component for component, _, _ in expected] in (
        [f"model:huggingface/{LLAMA}"],
        [f"service:openai/{LLAMA}"],
    ), name
    strange = b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()
    if name.endswith(".ipynb"):
        strange = b"\xef\xbb\xbf" + json.dumps(json.loads(plain.replace("\\n", "\\r\\n")), indent=1).encode()
        assert [each[0] for each in seen(tmp_path / "strange", name, strange)] == [each[0] for each in expected]
        return
    assert seen(tmp_path / "strange", name, strange) == expected


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{{- if .Values.on }}\nmodel: MODEL\n{{- end }}\nother: {{ .Values.model | quote }}\n", 2),
        ('{% if on %}\nmodel: MODEL\n{% else %}\nmodel: "{{ model }}"\n{% endif %}\n', 2),
        ("a: {{ include `x` . | nindent 4 }}\nargs:\n  - --model={{ .Values.x }}\n  - --tokenizer=MODEL\n", 4),
        ("{{ range .Values.models }}\n- model: {{ .name }}\n  base_model: MODEL\n{{ end }}\n", 3),
    ],
    ids=["Helm", "Jinja", "arguments", "a loop"],
)
def test_templates_keep_what_is_written_out(tmp_path: Path, template: str, line: int) -> None:
    found = seen(tmp_path, "templates/deployment.yaml", template.replace("MODEL", LLAMA).encode())
    assert [(component, at) for component, at, _ in found] == [(f"model:huggingface/{LLAMA}", line)]


def test_a_lock_file_of_30_megabytes_is_read_at_once(tmp_path: Path) -> None:
    entry = {
        "version": "1.0.0",
        "resolved": "https://example.org/" + "p" * 60,
        "integrity": "sha512-" + "A" * 88,
        "engines": {"node": ">=18"},
    }
    packages: dict[str, object] = {"": {"name": "app"}}
    for number in range(75_000):
        packages[f"node_modules/p{number}"] = entry | {
            "dependencies": {f"p{number // 2}": "^1", f"p{number // 3}": "^1"}
        }
    packages["node_modules/wrapper"] = {"version": "2.0.0", "dependencies": {"openai": "^4", "p7": "^1"}}
    packages["node_modules/openai"] = {"version": "4.0.0"}
    content = json.dumps({"lockfileVersion": 3, "packages": packages}, indent=2).encode()
    assert len(content) > 30_000_000
    (tmp_path / "package-lock.json").write_bytes(content)
    of(tmp_path / "warm", {"requirements.txt": b"openai\n"})
    started = time.process_time()
    surveyed = survey(Request(root=tmp_path, as_of=date(2026, 11, 25), cache=False, exclude=("warm",)))
    spent = time.process_time() - started
    assert [str(o.component) for o in surveyed.linked.occurrences] == ["library:npm/openai"]
    assert [(str(edge.source), str(edge.target)) for edge in surveyed.linked.relationships] == [
        ("library:npm/wrapper", "library:npm/openai")
    ]
    assert spent < 4, "about 0.6 seconds on a machine that does nothing else"


def test_a_notebook_of_4_megabytes(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["text " * 20_000]},
        {
            "cell_type": "code",
            "source": "from transformers import pipeline\npipeline(model='meta-llama/Llama-3.1-8B-Instruct')\n",
            "outputs": [{"data": {"image/png": "iVBORw0K" * 500_000}}],
        },
    ]
    content = json.dumps({"cells": cells, "nbformat": 4}).encode()
    assert len(content) > 4_000_000
    started = time.process_time()
    surveyed = of(tmp_path, {"big.ipynb": content})
    assert time.process_time() - started < 10
    [found] = [o for o in surveyed.linked.occurrences if o.component.ecosystem == "huggingface"]
    assert (found.location.cell, found.location.cell_line) == (1, 2)
    assert surveyed.diagnostics == ()


def test_archives_are_never_unpacked(tmp_path: Path) -> None:
    named = f'{{"model": "{LLAMA}"}}'.encode()
    zipped, packed = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("config.json", named)
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        info = tarfile.TarInfo("config.json")
        info.size = len(named)
        archive.addfile(info, io.BytesIO(named))
    names = ("a.zip", "a.whl", "a.jar", "config.json", "values.yaml")
    surveyed = of(tmp_path, dict.fromkeys(names, zipped.getvalue()) | {"a.tar.gz": packed.getvalue()})
    assert places(surveyed) == []
    assert {diagnostic.code for diagnostic in surveyed.diagnostics} <= {"unparsable"}


@pytest.mark.parametrize("name", ["model.safetensors", "model.gguf", "pytorch_model.bin", "config.json", "values.yaml"])
def test_a_git_lfs_pointer_is_unreadable_and_not_clean(tmp_path: Path, name: str) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 123456\n"
    surveyed = of(tmp_path, {name: pointer})
    assert [(each.code, each.location.path if each.location else "") for each in surveyed.diagnostics] == [
        ("git-lfs-pointer", name)
    ]


DEEP = {
    "a.py": "from transformers import pipeline\nx = " + "(" * 100_000,
    "b.py": "from transformers import pipeline\nx = " + "-" * 100_000 + "1",
    "a.ts": 'import OpenAI from "openai";\nconst model = ' + "[" * 100_000,
    "a.tf": 'model_id = "gpt-4o"\nx = ' + "{a=" * 50_000,
    "a.toml": "model = " + "[" * 100_000,
    "a.yaml": "model: " + "[" * 100_000,
    "b.yaml": "".join(" " * depth + "model:\n" for depth in range(2_000)),
    "a.json": '{"model": ' * 100_000,
    "a.ipynb": '{"cells": ' + "[" * 100_000,
    "a.sql": "INSERT INTO models (model_id) VALUES " + "(" * 100_000,
    "a.sh": "vllm serve " + "$(" * 50_000,
    "a.go": 'package m\nimport "github.com/openai/openai-go"\nvar x = ' + "f(" * 50_000,
    "Modelfile": "FROM x\nPARAMETER " + '"' * 100_001,
    "card/README.md": "---\nbase_model: " + "[" * 50_000 + "\n---\n",
}


@pytest.mark.parametrize("name", DEEP)
def test_depth_ends_in_at_most_one_diagnostic(tmp_path: Path, name: str) -> None:
    started = time.process_time()
    surveyed = of(tmp_path, {name: DEEP[name].encode()})
    assert time.process_time() - started < 15
    assert len(surveyed.diagnostics) <= 1
    assert "detector-failed" not in {diagnostic.code for diagnostic in surveyed.diagnostics}
