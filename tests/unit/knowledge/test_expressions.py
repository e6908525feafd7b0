"""Expressions become choices over our own ids, and what is not understood is None, never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.knowledge.expressions import MAX_BRANCHES, branches

KNOWN = {
    "mit": "MIT",
    "apache-2.0": "Apache-2.0",
    "agpl-3.0-only": "AGPL-3.0-only",
    "openmdw-1.0": "OpenMDW-1.0",
    "llama3.1": "LicenseRef-llama-3.1",
    "llama 3.1 community license": "LicenseRef-llama-3.1",
    "classpath": "GPL-2.0-only WITH Classpath-exception-2.0",
    "gpl-2.0-only with classpath-exception-2.0": "GPL-2.0-only WITH Classpath-exception-2.0",
}


def single(name: str) -> str | None:
    """Every single word is a known id."""
    return None if " " in name else name


def resolve(name: str) -> str | None:
    return KNOWN.get(name.casefold())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MIT", (("MIT",),)),
        (" mit ", (("MIT",),)),
        ("llama3.1", (("LicenseRef-llama-3.1",),)),
        ("Llama 3.1 Community License", (("LicenseRef-llama-3.1",),)),
        ("MIT OR Apache-2.0", (("Apache-2.0",), ("MIT",))),
        ("MIT AND Apache-2.0", (("Apache-2.0", "MIT"),)),
        ("mit AND (openmdw-1.0 OR agpl-3.0-only)", (("AGPL-3.0-only", "MIT"), ("MIT", "OpenMDW-1.0"))),
        ("MIT OR (MIT AND AGPL-3.0-only)", (("MIT",),)),
        ("Apache-2.0 WITH LLVM-exception", (("Apache-2.0",),)),
        ("GPL-2.0-only WITH Classpath-exception-2.0", (("GPL-2.0-only WITH Classpath-exception-2.0",),)),
    ],
)
def test_an_expression_is_an_or_of_ands(text: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert branches(text, resolve) == expected


@pytest.mark.parametrize(
    "text",
    ["", "other", "Other", "NOASSERTION", "MIT OR other", "MIT AND acme-1.0", "MIT AND", "MIT/Apache-2.0", "((MIT"],
)
def test_what_is_not_understood_is_none(text: str) -> None:
    assert branches(text, resolve) is None


def test_other_stays_unknown_even_when_somebody_calls_a_licence_that() -> None:
    assert branches("other", single) is None
    assert branches("MIT AND other", single) is None


def test_choices_that_double_with_every_pair_are_refused() -> None:
    hostile = " AND ".join(f"(a{i} OR b{i})" for i in range(20))
    assert branches(hostile, single) is None
    assert branches(" OR ".join(f"a{i}" for i in range(MAX_BRANCHES + 1)), single) is None
    assert len(branches(" OR ".join(f"a{i}" for i in range(MAX_BRANCHES)), single) or ()) == MAX_BRANCHES


def test_a_deep_or_endless_text_is_refused() -> None:
    assert branches("(" * 900 + "MIT" + ")" * 90, resolve) is None
    assert branches("MIT OR " * 100_000 + "MIT", resolve) is None


@given(st.text(alphabet="MITOR AND()WITHapche-2.0\n+", max_size=60))
def test_no_text_raises(text: str) -> None:
    branches(text, resolve)
