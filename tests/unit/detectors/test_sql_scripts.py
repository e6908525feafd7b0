"""SQL: seeds and migrations that name models."""

import time

import pytest

from auditor.detectors import sql_scripts
from tests.unit.detectors.fakes import claims, occurrences


def told(text: str) -> list[tuple[str, int, str]]:
    found = occurrences(claims(sql_scripts, "db/seed.sql", text))
    return [
        (str(each.component), each.location.line, each.role if each.strength == "use" else each.strength)
        for each in found
    ]


def test_a_column_of_an_insert() -> None:
    text = """-- gpt-4o in a comment
INSERT INTO public.workspaces (id, name, default_model) VALUES
('1', 'gpt-4o', 'gpt-4o'),
('2', 'It''s; (a) name', 'claude-opus-4-5');
"""
    assert told(text) == [("service:openai/gpt-4o", 3, "default"), ("service:anthropic/claude-opus-4-5", 4, "default")]


def test_a_table_of_models_is_a_catalogue() -> None:
    text = "INSERT INTO \"llm_models\" (\"name\", \"note\") VALUES ('gpt-4o', 'gpt-4o'), ('claude-opus-4-5', NULL);"
    assert told(text) == [("service:openai/gpt-4o", 1, "choice"), ("service:anthropic/claude-opus-4-5", 1, "choice")]


def test_updates_set_and_conditions_only_mention() -> None:
    text = "UPDATE chats\nSET model = 'gpt-4o'\nWHERE model = 'claude-opus-4-5';\n"
    assert told(text) == [("service:openai/gpt-4o", 2, "default"), ("service:anthropic/claude-opus-4-5", 3, "mention")]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE TABLE a (id int, model TEXT NOT NULL DEFAULT 'gpt-4o', other TEXT DEFAULT 'x');",
        "ALTER TABLE a ADD COLUMN chat_model VARCHAR(40) DEFAULT 'gpt-4o';",
        "ALTER TABLE a ALTER COLUMN model SET DEFAULT 'gpt-4o';",
        "INSERT INTO settings (key, value) VALUES ('default_model', 'gpt-4o');",
        'INSERT INTO a (id, config) VALUES (1, \'{"llm_model": "gpt-4o"}\');',
        "DO $$\nDECLARE x UUID;\nBEGIN\nINSERT INTO a (id, model)\nVALUES (gen(1, 'x'), 'gpt-4o');\nEND $$;",
        "INSERT INTO a (id, model) SELECT id, 'gpt-4o' FROM b;",
    ],
)
def test_where_else_a_model_may_stand(text: str) -> None:
    assert [(component, role) for component, _, role in told(text)] == [("service:openai/gpt-4o", "default")]


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO posts (title, model) VALUES ('gpt-4o', 'T-34');",
        "INSERT INTO cars (model) VALUES ('Model 3'), ('corolla');",
        "SELECT 'gpt-4o' AS model;",
        "INSERT INTO users (name) VALUES ('model'), ('gpt-4o');",
        "/* INSERT INTO a (model) VALUES ('gpt-4o'); */",
        "model",
        "",
    ],
)
def test_what_names_no_model(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "model '" + "a''" * 300_000,
        "/*model" * 200_000,
        "model(" * 200_000,
        "INSERT INTO model (" + "a," * 200_000 + ") VALUES (" + "'b'," * 200_000,
        "model '{" + '"model":"x",' * 200_000,
    ],
)
def test_hostile_scripts_are_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    claims(sql_scripts, "a.sql", text)
    assert time.process_time() - started < 5
