"""What a JavaScript project calls its own folders, as files elsewhere import them."""

import pytest

from auditor.detectors import javascript_projects
from auditor.domain.expression import Binding, Text
from auditor.files.source_file import SourceFile
from tests.unit.detectors.fakes import FakeKnowledge


def told(path: str, text: str) -> list[tuple[str, str]]:
    """Each pattern, behind the folder in which it holds, and the path that it stands for."""
    found = []
    for claim in javascript_projects.detect(SourceFile(path, text.encode()), FakeKnowledge()):
        assert isinstance(claim, Binding)
        assert isinstance(claim.value, Text)
        found.append((claim.name, claim.value.value))
    return found


def test_a_package_of_a_workspace_is_imported_by_its_name_from_anywhere() -> None:
    text = '{"name": "@shop/models", "main": "dist/index.js", "exports": {".": {"import": "./dist/index.mjs"}}}'
    assert told("packages/models/package.json", text) == [
        ("module::@shop/models", "packages/models/dist/index.js"),
        ("module::@shop/models", "packages/models/dist/index.mjs"),
        ("module::@shop/models", "packages/models/src/index"),
        ("module::@shop/models", "packages/models/index"),
        ("module::@shop/models", "packages/models/src/main"),
        ("module::@shop/models", "packages/models/lib/index"),
        ("module::@shop/models/*", "packages/models/*"),
        ("module::@shop/models/*", "packages/models/src/*"),
    ]


def test_paths_of_tsconfig_hold_in_its_folder_and_begin_at_the_base() -> None:
    text = """{
      // comments may stand here
      "compilerOptions": {"baseUrl": "./src", "paths": {"@/*": ["*"], "config": ["settings/models.ts"]}},
    }"""
    assert told("web/tsconfig.json", text) == [
        ("module:web:@/*", "web/src/*"),
        ("module:web:config", "web/src/settings/models.ts"),
        ("module:web:*", "web/src/*"),
    ]


def test_imports_of_a_package_and_of_deno_lead_to_files_and_never_to_an_address() -> None:
    text = '{"imports": {"#models": {"node": "./x.js", "default": "./models.js"}, "zod": "npm:zod@3"}}'
    assert told("package.json", text) == [("module::#models", "models.js")]
    text = '{"imports": {"std/": "https://deno.land/std/", "~/": "./src/"}}'
    assert told("deno.json", text) == [("module::~/", "src")]


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"name": 1}', '{"compilerOptions": []}', '{"compilerOptions": {"paths": 1}}']
)
def test_what_says_nothing_binds_nothing(text: str) -> None:
    assert told("package.json", text) == []
    assert told("tsconfig.json", text) == []


def test_a_table_without_end_is_read_up_to_a_limit() -> None:
    entries = ", ".join(f'"a{number}": ["b"]' for number in range(2_000))
    text = f'{{"compilerOptions": {{"paths": {{{entries}}}}}}}'
    assert len(told("tsconfig.json", text)) == javascript_projects.MOST_ENTRIES
