"""Where comments stand, by the rules of each kind of file."""

from pathlib import PurePosixPath

import pytest

from auditor.files.comments import comments, has_comments
from auditor.files.source_file import SourceFile


def found(path: str, text: str) -> list[str]:
    """The comments in which `HERE` stands."""
    return [text[begin:end] for begin, end in comments(SourceFile(path, text.encode()), text, "HERE")]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.py", 'x = "# HERE" # HERE é\n"""\n# HERE\n"""\n', ["# HERE é"]),
        ("a.py", "x = 'it\\'s # HERE'  # HERE", ["# HERE"]),
        ("a.py", "x = 'never closed # HERE\ny = 1  # HERE two", ["# HERE two"]),
        ("a.ts", 'const a = "// HERE", b = `\n// HERE`; // HERE é\n/* HERE\n */', ["// HERE é", "/* HERE\n */"]),
        ("a.js", "const quote = /['\"]/; // HERE", ["// HERE"]),
        ("a.vue", "<template><!-- HERE --></template>\n<script>\n// HERE\n</script>", ["<!-- HERE -->", "// HERE"]),
        ("a.go", "x := `// HERE` // HERE", ["// HERE"]),
        ("a.rs", "fn f<'a>(x: &'a str) {} // HERE", ["// HERE"]),
        ("a.java", 'String s = """\n // HERE\n """; /* HERE */', ["/* HERE */"]),
        ("a.php", "<?php $a = '# HERE'; # HERE", ["# HERE"]),
        ("a.sql", "select 'it''s -- HERE'; -- HERE", ["-- HERE"]),
        ("a.sh", "cat <<END\n# HERE\nEND\necho 'x # HERE' # HERE", ["# HERE"]),
        ("a.sh", 'echo "${#HERE}" a#HERE', []),
        ("a.tf", 'x = "# HERE" # HERE\n/* HERE */', ["# HERE", "/* HERE */"]),
        ("a.toml", 'a = """\n# HERE""" # HERE', ["# HERE"]),
        ("a.yaml", 'a: |\n  # HERE\nb: "# HERE" # HERE one\n# HERE two\n', ["# HERE one", "# HERE two"]),
        ("a.yaml", "c: don't # HERE\nurl: a#HERE\n", ["# HERE"]),
        ("a.yaml", "a: {{ .Values.x }}\nb: 1 # HERE\n", ["# HERE"]),
        ("requirements.txt", "openai==1  # HERE\n", ["# HERE"]),
        ("a.ini", "; HERE\nx = 1 ; HERE too\n", ["; HERE", "; HERE too"]),
        ("Dockerfile", "RUN it's\n# HERE\n", ["# HERE"]),
        (
            "README.md",
            "---\nlicense: mit # HERE\n---\n<!-- HERE -->\n```\n<!-- HERE -->\n```\n# HERE",
            ["# HERE", "<!-- HERE -->"],
        ),
        ("a.csproj", "<!-- HERE --><a><![CDATA[<!-- HERE -->]]></a>", ["<!-- HERE -->"]),
    ],
)
def test_a_string_that_holds_the_words_of_a_comment_is_none(path: str, text: str, expected: list[str]) -> None:
    assert found(path, text) == expected


@pytest.mark.parametrize("path", ["model.bin", "a.json", "LICENSE", "data.csv"])
def test_some_files_have_no_comments(path: str) -> None:
    assert not has_comments(PurePosixPath(path))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", '"' * 1_000_000 + "HERE"),
        ("a.py", "HERE'\\" * 200_000),
        ("a.sh", "<<A\nHERE" * 200_000),
        ("a.md", "```\nHERE" * 200_000),
        ("a.ts", "HERE;" * 60_000),
        ("a.xml", "<!--HERE" * 200_000),
        ("a.sql", "'HERE--" * 200_000),
        ("a.yaml", "# HERE " * 200_000),
        ("a.txt", ("#'\" HERE" * 1_000 + "\n") * 200),
    ],
)
def test_no_text_is_slow(path: str, text: str) -> None:
    """Each takes a fraction of a second; what is quadratic would take hours."""
    assert len(found(path, text)) <= 200
