"""Manifests of Go, Rust, Ruby, the JVM, .NET and PHP."""

import time

import pytest

from auditor.detectors import package_manifests
from auditor.domain.audit import Diagnostic
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.records import Package
from tests.unit.detectors.fakes import claims, occurrences

AI = {
    "go/github.com/openai/openai-go",
    "go/google.golang.org/genai",
    "cargo/async-openai",
    "gem/ruby-openai",
    "maven/dev.langchain4j:langchain4j",
    "nuget/OpenAI",
    "composer/openai-php/client",
}


class Packages(KnowledgeBase):
    def package(self, ecosystem: str, name: str) -> Package | None:
        return Package(source="test") if f"{ecosystem}/{name}" in AI else None


def told(path: str, text: str) -> list[tuple[str, str | None, int]]:
    found = package_manifests.detect(SourceFile(path, text.encode()), Packages())
    return [(str(each.component), each.version, each.location.line) for each in occurrences(found)]


def test_go() -> None:
    text = """module github.com/openai/openai-go-user
go 1.22
require github.com/openai/openai-go/v3 v3.1.0 // indirect
require (
\tgoogle.golang.org/genai v1.2.3
\tgithub.com/spf13/cobra v1.8.0
)
// github.com/openai/openai-go v1.0.0
replace github.com/openai/openai-go => ../x
"""
    assert told("svc/go.mod", text) == [
        ("library:go/github.com/openai/openai-go", "v3.1.0", 3),
        ("library:go/google.golang.org/genai", "v1.2.3", 5),
    ]


def test_rust() -> None:
    text = """[dependencies]
serde = "1"
async-openai = { version = "=0.29.0", features = [] }
[target.'cfg(unix)'.dependencies]
ai = { package = "async-openai", version = "0.29" }
[workspace.dependencies]
async-openai = "0.29"
[features]
async-openai = []
"""
    assert told("Cargo.toml", text) == [
        ("library:cargo/async-openai", "0.29.0", 3),
        ("library:cargo/async-openai", None, 7),
        ("library:cargo/async-openai", None, 5),
    ]


def test_ruby() -> None:
    gems = "gem 'rails'\ngem \"ruby-openai\", \"7.3.1\"\n# gem 'ruby-openai'\ngem('ruby-openai', '~> 7')\n"
    assert told("Gemfile", gems) == [("library:gem/ruby-openai", "7.3.1", 2), ("library:gem/ruby-openai", None, 4)]
    lock = "GEM\n  specs:\n    ruby-openai (7.3.1)\n      faraday (>= 1)\n"
    assert told("Gemfile.lock", lock) == [("library:gem/ruby-openai", "7.3.1", 3)]
    assert told("a.gemspec", 'Gem::Specification.new do |s|\n  s.add_dependency "ruby-openai", ">= 6"\nend') == [
        ("library:gem/ruby-openai", None, 2)
    ]


def test_the_jvm() -> None:
    pom = """<project><dependencies>
<!-- <dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j</artifactId></dependency> -->
<dependency>
  <groupId>dev.langchain4j</groupId>
  <artifactId>langchain4j</artifactId>
  <version>1.1.0</version>
</dependency>
<dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j</artifactId><version>${v}</version></dependency>
<dependency><groupId>junit</groupId><artifactId>junit</artifactId></dependency>
</dependencies></project>"""
    assert told("pom.xml", pom) == [
        ("library:maven/dev.langchain4j:langchain4j", "1.1.0", 5),
        ("library:maven/dev.langchain4j:langchain4j", None, 8),
    ]
    gradle = "dependencies {\n  implementation 'dev.langchain4j:langchain4j:1.1.0'\n  api(\"junit:junit:4\")\n}"
    assert told("build.gradle", gradle) == [("library:maven/dev.langchain4j:langchain4j", "1.1.0", 2)]
    assert told("app/build.gradle.kts", 'api("dev.langchain4j:langchain4j:$v")') == [
        ("library:maven/dev.langchain4j:langchain4j", None, 1)
    ]
    catalogue = '[libraries]\na = { group = "dev.langchain4j", name = "langchain4j", version.ref = "x" }\n'
    assert told("gradle/libs.versions.toml", catalogue) == [("library:maven/dev.langchain4j:langchain4j", None, 2)]


def test_dotnet() -> None:
    text = """<Project>
<PackageReference Include="OpenAI" Version="2.1.0" />
<PackageReference Version="[2.0,3.0)"
                  Include="OpenAI" />
<!-- <PackageReference Include="OpenAI" /> -->
<PackageReference Include="Serilog" Version="4.0.0" />
</Project>"""
    assert told("a.csproj", text) == [("library:nuget/openai", "2.1.0", 2), ("library:nuget/openai", None, 4)]
    assert told("packages.config", '<package id="OpenAI" version="1.0.0" />') == [("library:nuget/openai", "1.0.0", 1)]


def test_php() -> None:
    text = (
        '{"require": {"php": "^8.2", "openai-php/client": "^0.10"},\n "require-dev": {"openai-php/client": "0.10.3"}}'
    )
    assert told("composer.json", text) == [
        ("library:composer/openai-php/client", None, 1),
        ("library:composer/openai-php/client", "0.10.3", 2),
    ]


@pytest.mark.parametrize(("path", "text"), [("Cargo.toml", "[dependencies\n"), ("composer.json", '{"require": ')])
def test_a_broken_manifest_is_one_diagnostic(path: str, text: str) -> None:
    [found] = claims(package_manifests, path, text)
    assert isinstance(found, Diagnostic)
    assert found.code == "unparsable"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("composer.json", "[]"),
        ("composer.json", '{"require": [1]}'),
        ("Cargo.toml", "dependencies = 3\ntarget = 4\nworkspace = 5\n"),
        ("pom.xml", "<dependency>" * 200_000),
        ("pom.xml", "<!--" * 200_000),
        ("a.csproj", "<PackageReference " * 200_000),
        ("go.mod", "a." * 500_000),
        ("build.gradle", "'" + "a" * 1_000_000),
    ],
)
def test_odd_and_hostile_manifests_ask_for_nothing(path: str, text: str) -> None:
    started = time.process_time()
    assert claims(package_manifests, path, text) == []
    assert time.process_time() - started < 5
