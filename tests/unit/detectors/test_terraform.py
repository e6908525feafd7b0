"""Terraform: deployments, permissions, variables."""

import pytest

from auditor.detectors import terraform
from auditor.domain.audit import Diagnostic
from tests.unit.detectors.fakes import claims, occurrences


def named(text: str, path: str = "main.tf") -> list[tuple[str, str | None, str, int]]:
    found = occurrences(claims(terraform, path, text))
    return [(str(each.component), each.version, each.role.value, each.location.line) for each in found]


def test_a_deployment_on_azure_with_its_version() -> None:
    text = """
resource "azurerm_cognitive_deployment" "chat" {
  name = "my-deployment"
  model {
    format  = "OpenAI"
    name    = "gpt-4o"
    version = "2024-08-06"
  }
}
"""
    [(component, version, role, line)] = named(text)
    assert (component.rpartition("/")[2], version, role, line) == ("gpt-4o", "2024-08-06", "default", 6)


def test_bedrock_by_key_and_by_arn() -> None:
    text = """
resource "aws_bedrockagent_agent" "a" { foundation_model = "anthropic.claude-v2" }
locals { model = "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-1-8b-instruct-v1:0" }
data "aws_iam_policy_document" "p" {
  statement {
    resources = ["arn:aws:bedrock:${var.region}::foundation-model/amazon.titan-embed-text-v2:0", "*"]
  }
}
"""
    assert named(text) == [
        ("service:bedrock/anthropic.claude-v2", None, "default", 2),
        ("service:bedrock/meta.llama3-1-8b-instruct-v1:0", None, "default", 3),
        ("service:bedrock/amazon.titan-embed-text-v2:0", None, "choice", 6),
    ]


def test_a_publisher_model_of_vertex() -> None:
    text = 'x { publisher_model_name = "publishers/google/models/gemma3@gemma-3-1b-it" }'
    assert named(text) == [("service:vertex/gemma-3-1b-it", None, "default", 1)]


def test_variables_values_and_environments() -> None:
    text = """
variable "model_id" { default = "meta-llama/Llama-3.1-8B-Instruct" }
set {
  name  = "server.model"
  value = "mistralai/Mistral-7B-v0.1"
}
environment = { HF_MODEL_ID = "Qwen/Qwen2.5-7B" }
"""
    assert named(text) == [
        ("model:huggingface/meta-llama/Llama-3.1-8B-Instruct", None, "default", 2),
        ("model:huggingface/mistralai/Mistral-7B-v0.1", None, "default", 5),
        ("model:huggingface/Qwen/Qwen2.5-7B", None, "default", 7),
    ]
    assert named('llm_model = "gpt-4o"', "prod.tfvars")[0][0] == "service:openai/gpt-4o"


def test_commands_in_a_heredoc() -> None:
    text = "x {\n  user_data = <<EOF\n#!/bin/bash\npip install vllm==0.6.0\nvllm serve Qwen/Qwen2.5-7B\nEOF\n}\n"
    assert named(text) == [
        ("library:pypi/vllm", "0.6.0", "default", 4),
        ("model:huggingface/Qwen/Qwen2.5-7B", None, "default", 5),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'variable "model_id" { description = "such as meta-llama/Llama-3.1-8B-Instruct" }',
        'resource "x" "y" { model { name = "gpt-4o" } }',
        'resource "azurerm_x" "y" { model { format = "OpenAI"\n name = var.name } }',
        'x { model = "${var.model}" }',
        'x { resources = ["arn:aws:bedrock:*::foundation-model/*"] }',
        'x { image = "vllm/vllm-openai:latest" }',
        'x { source = "terraform-aws-modules/vpc/aws" }',
        'provider "registry" { source = "hashicorp/aws" }',
    ],
)
def test_what_names_no_model(text: str) -> None:
    assert named(text) == []


def test_a_broken_file_is_one_diagnostic() -> None:
    [found] = claims(terraform, "main.tf", 'x { model = "gpt-4o"\n')
    assert isinstance(found, Diagnostic)
    assert (found.code, found.location.line if found.location else 0) == ("unparsable", 1)
