"""Lock files: one tree in the words of each tool, and the same claims."""

import json
from pathlib import PurePosixPath

import pytest

from auditor.detectors import lock_files
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Occurrence
from auditor.domain.relationship import Relationship
from tests.unit.detectors.fakes import claims

UV = """\
version = 1
[[package]]
name = "app"
version = "0.1.0"
dependencies = [{ name = "wrapper" }]
[[package]]
name = "numpy"
version = "2.0.0"
[[package]]
name = "transformers"
version = "4.46.0"
dependencies = [{ name = "numpy" }]
[[package]]
name = "wrapper"
version = "1.0"
dependencies = [{ name = "transformers", marker = "x" }, { name = "numpy" }]
"""
POETRY = """\
[[package]]
name = "numpy"
version = "2.0.0"
[[package]]
name = "transformers"
version = "4.46.0"
[package.dependencies]
numpy = ">=1"
[[package]]
name = "wrapper"
version = "1.0"
[package.dependencies]
transformers = {version = ">=4", optional = true}
[metadata]
lock-version = "2.0"
"""
PDM = """\
[[package]]
name = "Transformers"
version = "4.46.0"
[[package]]
name = "wrapper"
version = "1.0"
dependencies = ["transformers>=4"]
"""
CARGO = """\
[[package]]
name = "app"
version = "0.1.0"
dependencies = ["serde 1.0.0 (registry)", "wrapper"]
[[package]]
name = "async-openai"
version = "0.20.0"
dependencies = ["serde 2.0.0"]
[[package]]
name = "serde"
version = "1.0.0"
[[package]]
name = "serde"
version = "2.0.0"
[[package]]
name = "wrapper"
version = "1.0.0"
dependencies = ["async-openai"]
"""
COMPOSER = """\
{
  "packages": [
    {"name": "openai-php/client", "version": "v0.10.3", "require": {"php": "^8.1", "psr/http-client": "^1"}},
    {"name": "psr/http-client", "version": "1.0.3", "require": []}
  ],
  "packages-dev": [
    {"name": "acme/shop", "version": "dev-main", "require": {"OpenAI-PHP/Client": "*"}}
  ]
}
"""
PYLOCK = """\
[[packages]]
name = "transformers"
version = "4.46.0"
[[packages]]
name = "wrapper"
dependencies = [{name = "transformers"}]
"""
NPM = json.dumps(
    {
        "lockfileVersion": 3,
        "packages": {
            "": {"name": "app", "dependencies": {"wrapper": "*"}},
            "node_modules/left-pad": {"version": "1.0.0"},
            "node_modules/openai": {"version": "4.0.0"},
            "node_modules/wrapper": {"version": "1.0.0", "dependencies": {"openai": "^3", "left-pad": "*"}},
            "node_modules/wrapper/node_modules/openai": {"version": "3.0.0"},
        },
    },
    indent=1,
)
NPM_1 = json.dumps(
    {
        "lockfileVersion": 1,
        "dependencies": {
            "openai": {"version": "4.0.0"},
            "wrapper": {
                "version": "1.0.0",
                "requires": {"openai": "^3"},
                "dependencies": {"openai": {"version": "3.0.0"}},
            },
        },
    },
    indent=1,
)
PNPM_9 = """\
lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      wrapper:
        specifier: ^1
        version: 1.0.0
packages:
  '@huggingface/transformers@3.0.0':
    resolution: {integrity: sha512}
  openai@4.0.0:
    resolution: {integrity: sha512}
  wrapper@1.0.0:
    resolution: {integrity: sha512}
snapshots:
  '@huggingface/transformers@3.0.0': {}
  openai@4.0.0(zod@3.0.0): {}
  wrapper@1.0.0:
    dependencies:
      '@huggingface/transformers': 3.0.0
      openai: 4.0.0(zod@3.0.0)
    transitivePeerDependencies:
      - zod
"""
PNPM_6 = """\
lockfileVersion: '6.0'
packages:
  /openai@4.0.0(zod@3.0.0):
    resolution: {integrity: sha512}
  /wrapper@1.0.0:
    dependencies:
      openai: 4.0.0(zod@3.0.0)
    dev: false
"""
PNPM_5 = """\
lockfileVersion: 5.4
packages:
  /openai/4.0.0_zod@3.0.0:
    resolution: {integrity: sha512}
  /wrapper/1.0.0:
    dependencies:
      openai: 4.0.0_zod@3.0.0
"""
YARN_1 = """\
# yarn lockfile v1

"@huggingface/transformers@^3.0.0":
  version "3.0.0"
  resolved "https://r.test/x"

openai@^4.0.0, openai@^4.1.0:
  version "4.2.0"

wrapper@*:
  version "1.0.0"
  dependencies:
    "@huggingface/transformers" "^3.0.0"
    openai "^4.1.0"
"""
YARN_4 = """\
__metadata:
  version: 8

"openai@npm:^4.0.0":
  version: 4.2.0
  resolution: "openai@npm:4.2.0"

"wrapper@npm:*":
  version: 1.0.0
  dependencies:
    openai: "npm:^4.0.0"
"""


def told(path: str, text: str) -> tuple[list[tuple[str, str | None, int]], list[tuple[str, str]]]:
    found = claims(lock_files, path, text)
    assert not any(isinstance(each, Diagnostic) for each in found), found
    seen = [(each.component.name, each.version, each.location.line) for each in found if isinstance(each, Occurrence)]
    return seen, [(each.source.name, each.target.name) for each in found if isinstance(each, Relationship)]


@pytest.mark.parametrize(
    ("path", "text", "seen", "edges"),
    [
        ("uv.lock", UV, [("transformers", "4.46.0", 10)], [("app", "wrapper"), ("wrapper", "transformers")]),
        ("poetry.lock", POETRY, [("transformers", "4.46.0", 5)], [("wrapper", "transformers")]),
        ("pdm.lock", PDM, [("transformers", "4.46.0", 2)], [("wrapper", "transformers")]),
        ("pylock.toml", PYLOCK, [("transformers", "4.46.0", 2)], [("wrapper", "transformers")]),
        ("Pipfile.lock", '{"default": {"torch": {"version": "==2.1"}, "x": {}}}', [("torch", "2.1", 1)], []),
        ("package-lock.json", NPM, [("openai", "4.0.0", 13), ("openai", "3.0.0", 23)], [("wrapper", "openai")]),
        ("package-lock.json", NPM_1, [("openai", "4.0.0", 4), ("openai", "3.0.0", 13)], [("wrapper", "openai")]),
        (
            "pnpm-lock.yaml",
            PNPM_9,
            [("@huggingface/transformers", "3.0.0", 9), ("openai", "4.0.0", 11)],
            [("wrapper", "@huggingface/transformers"), ("wrapper", "openai")],
        ),
        ("pnpm-lock.yaml", PNPM_6, [("openai", "4.0.0", 3)], [("wrapper", "openai")]),
        ("pnpm-lock.yaml", PNPM_5, [("openai", "4.0.0", 3)], [("wrapper", "openai")]),
        (
            "yarn.lock",
            YARN_1,
            [("@huggingface/transformers", "3.0.0", 3), ("openai", "4.2.0", 7)],
            [("wrapper", "@huggingface/transformers"), ("wrapper", "openai")],
        ),
        ("yarn.lock", YARN_4, [("openai", "4.2.0", 4)], [("wrapper", "openai")]),
        ("Cargo.lock", CARGO, [("async-openai", "0.20.0", 6)], [("app", "wrapper"), ("wrapper", "async-openai")]),
        ("composer.lock", COMPOSER, [("openai-php/client", "0.10.3", 3)], [("acme/shop", "openai-php/client")]),
    ],
)
def test_versions_and_the_edges_that_lead_to_ai_packages(
    path: str, text: str, seen: list[tuple[str, str | None, int]], edges: list[tuple[str, str]]
) -> None:
    assert told(path, text) == (seen, edges)


def test_packages_that_lead_nowhere_are_left_out() -> None:
    assert told("uv.lock", '[[package]]\nname = "numpy"\nversion = "1"\ndependencies = [{name = "six"}]\n') == ([], [])


def test_circles_end() -> None:
    text = '[[package]]\nname = "a"\ndependencies = ["b", "torch"]\n[[package]]\nname = "b"\ndependencies = ["a"]\n'
    assert told("pdm.lock", text + '[[package]]\nname = "torch"\nversion = "2"\n') == (
        [("torch", "2", 8)],
        [("a", "b"), ("a", "torch"), ("b", "a")],
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("uv.lock", "[[package]]\nname = \n"),
        ("uv.lock", "[[package]]\nversion = '1'\n"),
        ("poetry.lock", "package = 7\n"),
        ("Pipfile.lock", '{"default": []}'),
        ("package-lock.json", '{"packages": {"a": {'),
        ("package-lock.json", '{"dependencies": ' + '{"a": {"dependencies": ' * 20_000),
        ("pnpm-lock.yaml", "packages: [\n"),
        ("yarn.lock", "<<<<<<< HEAD\n"),
        ("Cargo.lock", "[[package]]\nname = 'a'\n"),
        ("composer.lock", '{"packages": {"name": "a"}}'),
    ],
)
def test_a_broken_file_is_one_diagnostic(path: str, text: str) -> None:
    [claim] = claims(lock_files, path, text)
    assert isinstance(claim, Diagnostic)


def test_an_empty_file_says_nothing() -> None:
    assert all(claims(lock_files, path, "") == [] for path in ("uv.lock", "yarn.lock", "pnpm-lock.yaml"))


def test_wants() -> None:
    assert lock_files.wants(PurePosixPath("a/pylock.gpu.toml"))
    assert not lock_files.wants(PurePosixPath("flake.lock"))
