"""Constants of other files of the same package, module or class, as a whole tree is read."""

from datetime import date
from pathlib import Path

import pytest

from auditor.pipeline import Request, survey


def uses(folder: Path, files: dict[str, str]) -> list[str]:
    """Every model that the tree names: where its literal stands, and by which place it reaches its call."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    surveyed = survey(Request(root=folder, as_of=date(2026, 11, 25), cache=False))
    return [
        f"{o.location.path}:{o.location.line} {o.component}"
        + "".join(f" via {hop.path}:{hop.line}" for hop in o.through)
        for o in surveyed.linked.occurrences
        if not str(o.component).startswith("library:")
    ]


GO_CALL = """package main
import (
	"example.com/app/internal/config"
	openai "github.com/sashabaranov/go-openai"
)
func f(cfg Config) {
	a := openai.ChatCompletionRequest{Model: config.Chat}
	b := openai.ChatCompletionRequest{Model: chosen}
	c := openai.ChatCompletionRequest{Model: cfg.Other}
}
"""


def test_go(tmp_path: Path) -> None:
    files = {
        "cmd/main.go": GO_CALL,
        "cmd/names.go": 'package main\nconst chosen = "gpt-4.1"\n',
        "cmd/names_test.go": 'package main\nconst chosen = "gpt-4"\n',
        "internal/config/config.go": 'package config\nconst (\n\tChat = "gpt-4o"\n\tOther = "gpt-4o-mini"\n)\n',
        "vendored/config/config.go": 'package config\nconst Chat = "o3"\n',
    }
    assert uses(tmp_path, files) == [
        "cmd/names.go:2 service:openai/gpt-4.1 via cmd/main.go:8",
        "internal/config/config.go:3 service:openai/gpt-4o via cmd/main.go:7",
    ]


JAVA_CALL = """package com.acme;
import com.acme.settings.Models;
import dev.langchain4j.model.openai.OpenAiChatModel;
class A {
  void f() { OpenAiChatModel.builder().modelName(Models.CHAT).build(); }
}
"""


def test_java_and_kotlin(tmp_path: Path) -> None:
    models = 'package com.acme.settings;\nclass Models {\n  static final String CHAT = "gpt-4o";\n}\n'
    kotlin = """package com.acme
import com.acme.settings.EMBEDDER
import com.aallam.openai.client.OpenAI
fun f() { EmbeddingRequest(model = ModelId(EMBEDDER)) }
"""
    files = {
        "src/com/acme/A.java": JAVA_CALL,
        "src/com/acme/B.kt": kotlin,
        "src/com/acme/settings/Models.java": models,
        "src/com/acme/settings/Names.kt": 'const val EMBEDDER = "text-embedding-3-small"\n',
        "other/Models.java": models.replace("gpt-4o", "o3"),
    }
    assert uses(tmp_path, files) == [
        "src/com/acme/settings/Models.java:3 service:openai/gpt-4o via src/com/acme/A.java:5",
        "src/com/acme/settings/Names.kt:1 service:openai/text-embedding-3-small via src/com/acme/B.kt:4",
    ]


RUST_CALL = """use async_openai::Client;
use crate::config::CHAT;
fn f() { a.model(CHAT).model(settings::FAST); }
"""


def test_csharp_rust_ruby_and_php(tmp_path: Path) -> None:
    files = {
        "cs/A.cs": "using OpenAI;\nclass A { void F() { c.GetChatClient(ModelNames.Chat); } }\n",
        "cs/ModelNames.cs": 'static class ModelNames {\n  public const string Chat = "gpt-4o";\n}\n',
        "rs/src/main.rs": RUST_CALL,
        "rs/src/config.rs": 'pub const CHAT: &str = "gpt-4.1";\n',
        "rs/src/settings/mod.rs": 'pub static FAST: &str = "gpt-4o-mini";\n',
        "rb/a.rb": "client = OpenAI::Client.new\nclient.chat(parameters: { model: ModelNames::CHAT })\n",
        "rb/model_names.rb": 'module ModelNames\n  CHAT = "o3-mini"\nend\n',
        "php/A.php": "<?php\nuse OpenAI\\Client;\nuse App\\ModelNames;\n$c->chat()->create(['model' => ModelNames::CHAT]);\n",
        "php/ModelNames.php": "<?php\nclass ModelNames {\n  const CHAT = 'gpt-4';\n}\n",
    }
    assert uses(tmp_path, files) == [
        "cs/ModelNames.cs:2 service:openai/gpt-4o via cs/A.cs:2",
        "php/ModelNames.php:3 service:openai/gpt-4 via php/A.php:4",
        "rb/model_names.rb:2 service:openai/o3-mini via rb/a.rb:2",
        "rs/src/config.rs:1 service:openai/gpt-4.1 via rs/src/main.rs:3",
        "rs/src/settings/mod.rs:1 service:openai/gpt-4o-mini via rs/src/main.rs:3",
    ]


@pytest.mark.parametrize(
    "names",
    [
        {"cmd/a.go": 'package main\nconst chosen = "gpt-4o"\n', "cmd/b.go": 'package main\nconst chosen = "o3"\n'},
        {"cmd/a.go": 'package main\nfunc g() { const chosen = "gpt-4o" }\n'},
        {"other/a.go": 'package other\nconst chosen = "gpt-4o"\n'},
        {"cmd/a.go": 'package main\nvar chosen = read("gpt-4o")\n'},
        {"cmd/a.go": 'package main\nconst chosen = "gpt-4o" + suffix\n'},
    ],
    ids=["two values", "a function's own", "another package", "computed", "put together"],
)
def test_what_stays_unknown(tmp_path: Path, names: dict[str, str]) -> None:
    assert uses(tmp_path, {"cmd/main.go": GO_CALL, **names}) == []
