"""Go, Java, Kotlin, C#, Rust, Ruby and PHP, against the call-sites tables as they are shipped."""

import time
from pathlib import Path

import pytest

from auditor.detectors import language_calls
from auditor.detectors.base import Claim
from auditor.detectors.run import detect
from auditor.domain.audit import Diagnostic
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.load import open_knowledge
from tests.unit.detectors.fakes import occurrences


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return open_knowledge()


def found(knowledge: KnowledgeBase, path: str, text: str) -> list[Claim]:
    return list(language_calls.detect(SourceFile(path, text.encode()), knowledge))


def told(knowledge: KnowledgeBase, path: str, text: str) -> list[tuple[str, int, str]]:
    return [
        (str(each.component), each.location.line, each.literal) for each in occurrences(found(knowledge, path, text))
    ]


def test_go(knowledge: KnowledgeBase) -> None:
    text = """package m
import (
	goopenai "github.com/sashabaranov/go-openai"
	"google.golang.org/genai"
)
const other = "gpt-4.1"
func f() {
	req := goopenai.ChatCompletionRequest{Model: goopenai.GPT4oMini, User: "gpt-4"}
	req.Model = other
	client.Models.GenerateContent(ctx, "gemini-2.5-flash", genai.Text("gpt-4"), nil)
	x := goopenai.ChatCompletionRequest{Model: cfg.Model}
	y := goopenai.ChatCompletionRequest{Model: fmt.Sprintf("%s-4o", "gpt")}
}
"""
    assert told(knowledge, "svc/main.go", text) == [
        ("service:openai/gpt-4o-mini", 8, "GPT4oMini"),
        ("service:openai/gpt-4.1", 6, "gpt-4.1"),
        ("service:gemini-api/gemini-2.5-flash", 10, "gemini-2.5-flash"),
    ]


def test_a_constant_s_way_to_its_call(knowledge: KnowledgeBase) -> None:
    text = 'package m\nimport _ "github.com/openai/openai-go"\nconst m = "gpt-4.1"\nvar p = P{\n Model: m}\n'
    [claim] = occurrences(found(knowledge, "a.go", text))
    assert (claim.location.line, [hop.line for hop in claim.through]) == (3, [5])


def test_java_and_kotlin(knowledge: KnowledgeBase) -> None:
    java = """import dev.langchain4j.model.openai.OpenAiChatModel;
class A {
  private static final String CHOSEN = "gpt-4o-mini";
  void f() {
    OpenAiChatModel.builder().apiKey("gpt-4").modelName(CHOSEN).build();
    b.model(ChatModel.GPT_4_1);
  }
}
"""
    assert told(knowledge, "A.java", java) == [
        ("service:openai/gpt-4o-mini", 3, "gpt-4o-mini"),
        ("service:openai/gpt-4.1", 6, "GPT_4_1"),
    ]
    kotlin = """import com.aallam.openai.client.OpenAI
private const val CHOSEN = "gpt-4o"
fun f() {
  ChatCompletionRequest(model = ModelId("gpt-4.1"), user = "gpt-4")
  b.modelName(CHOSEN)
}
"""
    assert told(knowledge, "A.kt", kotlin) == [
        ("service:openai/gpt-4.1", 4, "gpt-4.1"),
        ("service:openai/gpt-4o", 2, "gpt-4o"),
    ]


def test_csharp(knowledge: KnowledgeBase) -> None:
    text = """using OpenAI;
using Microsoft.SemanticKernel;
class A {
  void F(string embedModel = "text-embedding-3-small") {
    b.AddOpenAIChatCompletion(apiKey: "gpt-4", modelId: "gpt-4.1");
    b.AddAzureOpenAIChatCompletion("gpt-4o", endpoint);
    client.GetChatClient(Environment.GetEnvironmentVariable("M") ?? "gpt-4o-mini");
    k.AddOllamaChatCompletion("phi3", uri);
    b.AddOpenAIChatCompletion($"{x}-4o", k);
  }
}
"""
    assert told(knowledge, "A.cs", text) == [
        ("service:openai/text-embedding-3-small", 4, "text-embedding-3-small"),
        ("service:openai/gpt-4.1", 5, "gpt-4.1"),
        ("service:azure/gpt-4o", 6, "gpt-4o"),
        ("service:openai/gpt-4o-mini", 7, "gpt-4o-mini"),
        ("model:ollama/phi3", 8, "phi3"),
    ]


def test_rust(knowledge: KnowledgeBase) -> None:
    text = """use async_openai::Client;
use hf_hub::api::sync::Api;
const M: &str = "gpt-4o";
fn f() {
  A::default().model("gpt-4.1").user("gpt-4").model(M);
  let r = R { model: "gpt-3.5-turbo".to_string() };
  let repo = api.model("sentence-transformers/all-MiniLM-L6-v2".into());
}
"""
    assert sorted(told(knowledge, "a.rs", text), key=lambda each: each[1]) == [
        ("service:openai/gpt-4o", 3, "gpt-4o"),
        ("service:openai/gpt-4.1", 5, "gpt-4.1"),
        ("service:openai/gpt-3.5-turbo", 6, "gpt-3.5-turbo"),
        ("model:huggingface/sentence-transformers/all-MiniLM-L6-v2", 7, "sentence-transformers/all-MiniLM-L6-v2"),
    ]


def test_ruby(knowledge: KnowledgeBase) -> None:
    text = """client = OpenAI::Client.new
CHOSEN = ENV.fetch("OPENAI_MODEL", "gpt-4o")
client.chat(parameters: { model: CHOSEN, user: "gpt-4" })
client.embeddings(parameters: { "model" => "text-embedding-3-small" })
Car.create(model: "Corolla")
"""
    assert told(knowledge, "a.rb", text) == [
        ("service:openai/gpt-4o", 2, "gpt-4o"),
        ("service:openai/text-embedding-3-small", 4, "text-embedding-3-small"),
    ]


def test_php(knowledge: KnowledgeBase) -> None:
    text = """<?php
use OpenAI\\Client;
class A {
  private const CHOSEN = 'gpt-4o';
  function f($c) {
    $c->chat()->create(['model' => self::CHOSEN, 'user' => 'gpt-4']);
    $c->chat()->create(['model' => env('OPENAI_MODEL', 'gpt-4.1')]);
  }
}
"""
    assert told(knowledge, "a.php", text) == [
        ("service:openai/gpt-4o", 4, "gpt-4o"),
        ("service:openai/gpt-4.1", 7, "gpt-4.1"),
    ]


LISTS = {
    "a.go": """import "google.golang.org/genai"
const Pro = "gemini-2.5-pro"
var GEMINI_MODELS = []string{
	Pro, "gemini-2.5-flash",
}
""",
    "A.java": """import com.google.genai.Client;
class A {
  static final String PRO = "gemini-2.5-pro";
  static final List<String> MODELS = List.of(PRO, "gemini-2.5-flash");
}
""",
    "A.cs": """using OpenAI;
class A {
  const string Pro = "gemini-2.5-pro";
  static readonly string[] Models = { Pro, "gemini-2.5-flash" };
}
""",
    "a.rb": "client = OpenAI::Client.new\nMODELS = %w[gemini-2.5-pro gemini-2.5-flash].freeze\n",
    "a.php": """<?php
use OpenAI\\Client;
class A {
  const PRO = 'gemini-2.5-pro';
  const MODELS = [self::PRO, 'gemini-2.5-flash'];
}
""",
}


@pytest.mark.parametrize(("path", "text"), LISTS.items())
def test_lists_of_models(knowledge: KnowledgeBase, path: str, text: str) -> None:
    seen = sorted((str(each.component), each.role.value) for each in occurrences(found(knowledge, path, text)))
    assert seen == [
        ("service:gemini-api/gemini-2.5-flash", "choice"),
        ("service:gemini-api/gemini-2.5-pro", "choice"),
    ]


def test_lists_of_something_else(knowledge: KnowledgeBase) -> None:
    text = """import "google.golang.org/genai"
var CAR_MODELS = []string{"Corolla", "Golf-7"}
var names = []string{"gpt-4o", "o3"}
"""
    assert told(knowledge, "a.go", text) == []


def test_a_host_s_own_client_says_whose_an_id_is(knowledge: KnowledgeBase) -> None:
    call = 'class A { void f() { X.builder().modelName("ibm/granite-9-new").build(); } }\n'
    watsonx = "import dev.langchain4j.model.watsonx.WatsonxChatModel;\n" + call
    assert told(knowledge, "A.java", watsonx) == [("service:watsonx/ibm/granite-9-new", 2, "ibm/granite-9-new")]
    jlama = "import dev.langchain4j.model.jlama.JlamaChatModel;\n" + call.replace(
        "ibm/granite-9-new", "Qwen/Qwen2.5-7B"
    )
    assert told(knowledge, "A.java", jlama) == [("model:huggingface/Qwen/Qwen2.5-7B", 2, "Qwen/Qwen2.5-7B")]


def test_defaults_of_options_and_settings(knowledge: KnowledgeBase) -> None:
    text = """import "github.com/sashabaranov/go-openai"
func init() {
	flag.StringVar(&model, "model", "gpt-4o", "which model")
	viper.SetDefault("openai.model", "gpt-4.1")
	flag.String("name", "gpt-4", "who asks")
	flag.String("model", "mine", "another")
}
"""
    assert told(knowledge, "main.go", text) == [
        ("service:openai/gpt-4o", 3, "gpt-4o"),
        ("service:openai/gpt-4.1", 4, "gpt-4.1"),
    ]


def test_texts_that_are_put_together(knowledge: KnowledgeBase) -> None:
    text = """package m
import goopenai "github.com/sashabaranov/go-openai"
const family = "gpt-4"
func f(suffix string) {
	a := goopenai.ChatCompletionRequest{Model: family + "o-mini"}
	b := goopenai.ChatCompletionRequest{Model: "gpt-4o" + suffix}
	c := goopenai.ChatCompletionRequest{Model: pick("gpt-4o" == suffix)}
}
"""
    assert [(component, literal) for component, _, literal in told(knowledge, "m.go", text)] == [
        ("service:openai/gpt-4o-mini", "gpt-4o-mini")
    ]


def test_an_address_in_the_file_says_whose_server_it_is(knowledge: KnowledgeBase) -> None:
    text = """require "openai"
client = OpenAI::Client.new(base_url: "https://api.groq.com/openai/v1")
client.chat(parameters: { model: "llama-3.1-8b-instant" })
"""
    [(component, _, _)] = told(knowledge, "a.rb", text)
    assert component == "service:groq/llama-3.1-8b-instant"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.go", 'package m\nvar p = P{Model: "gpt-4o"}\n'),
        ("a.go", 'package m\nimport _ "github.com/openai/openai-go"\nvar p = Car{Model: "Corolla"}\n'),
        ("a.rb", "# OpenAI::Client\nputs 'gpt-4o'\n"),
        ("a.rs", '// async_openai\nfn f() { let model_path = "./gpt-4o"; }\n'),
        ("a.java", 'import com.openai.X;\nclass A { @Table(name = "gpt-4o") int x; }'),
    ],
)
def test_what_names_no_model(knowledge: KnowledgeBase, path: str, text: str) -> None:
    assert told(knowledge, path, text) == []


def test_a_language_that_cannot_be_read_is_told_once(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(language_calls, "parse", lambda *_: None)
    root = tmp_path
    for name in ("a.go", "b.go"):
        (root / name).write_text('package m\nimport _ "github.com/openai/openai-go"\n')
    (root / "c.go").write_text("package m\n")
    (root / "d.rb").write_text("x = 1\n")
    detection = detect(root, ["a.go", "b.go", "c.go", "d.rb"], knowledge, detectors=[language_calls])
    [told_once] = detection.diagnostics
    assert isinstance(told_once, Diagnostic)
    assert told_once.code == "language-not-read"
    assert "go" in told_once.message
    assert "openweight-auditor[languages]" in told_once.message


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.go", 'import "github.com/openai/openai-go"\n' + "f(" * 50_000),
        ("a.rb", "OpenAI::Client\n" + "[" * 100_000),
        ("a.rs", "use async_openai;\n" + "a.model(" * 20_000 + '"gpt-4o"'),
        ("a.php", "<?php use OpenAI\\Client; $x = " + "['model' => " * 20_000),
        ("a.go", 'import "github.com/openai/openai-go"\nconst m = m\nvar p = P{Model: m}\n'),
        ("a.java", "import com.openai.X; " + "x = y + " * 100_000),
        ("a.cs", "using OpenAI;\0\0\0 class"),
    ],
)
def test_hostile_sources_end(knowledge: KnowledgeBase, path: str, text: str) -> None:
    started = time.process_time()
    found(knowledge, path, text)
    assert time.process_time() - started < 10


def test_entries_of_a_list_are_choices(knowledge: KnowledgeBase) -> None:
    text = """package m
import _ "github.com/sashabaranov/go-openai"
var all = []M{
	{Name: "a", Model: "gpt-4o"},
	{Name: "b", Model: "gpt-4.1"},
}
var one = M{Name: "c", Model: "gpt-4o-mini"}
var test = M{Model: "test-model"}
"""
    seen = [(each.literal, each.role.value) for each in occurrences(found(knowledge, "a.go", text))]
    assert seen == [("gpt-4o", "choice"), ("gpt-4.1", "choice"), ("gpt-4o-mini", "default")]


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        (
            "a.go",
            'package m\nimport openai "github.com/sashabaranov/go-openai"\nfunc f() {\n\tc.CreateThread(x, y)\n}\n',
            [4],
        ),
        ("a.rb", 'require "openai"\nc = OpenAI::Client.new\nc.threads.create\nc.runs.create(thread_id: "x")\n', [3, 4]),
        ("a.php", "<?php\n$c = OpenAI::client($k);\n$c->assistants()->create(['name' => 'x']);\n", [3]),
        ("b.rb", 'require "openai"\nc = OpenAI::Client.new\nc.files.create\nUser.create(name: "threads")\n', []),
        ("b.php", "<?php\n$c = OpenAI::client($k);\n$c->users()->create(['name' => 'threads']);\n", []),
    ],
)
def test_a_surface_that_is_reached_and_not_named(
    knowledge: KnowledgeBase, path: str, text: str, lines: list[int]
) -> None:
    reached = [one for one in occurrences(found(knowledge, path, text)) if one.role == "implied"]
    assert [(str(one.component), one.location.line) for one in reached] == [
        ("service:openai/assistants-api", line) for line in lines
    ]
