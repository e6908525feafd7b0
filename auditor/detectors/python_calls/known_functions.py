"""Functions whose result is what they are given: a value in another wrapping, one of several, what a person may choose."""

import ast
from collections.abc import Callable
from typing import Final

from auditor.domain.expression import Expression, Lookup, OneOf, Table

MOST_PARTS: Final = 500
"""entries of one literal, or parts of one concatenation, that are read"""
Translate = Callable[[ast.expr], Expression]
"""what a node means"""
Known = Callable[[Translate, ast.Call], Expression | None]
"""None: nothing is known of this call"""


def known(full: str, function: ast.expr) -> Known | None:
    """How the result of a function follows from its arguments, by its full name; None for all others."""
    if full in _KNOWN:
        return _KNOWN[full]
    return _WIDGETS.get(function.attr) if isinstance(function, ast.Attribute) else None


def _last(translate: Translate, node: ast.Call) -> Expression:
    return translate(node.args[-1]) if node.args else OneOf(())


def _first(translate: Translate, node: ast.Call) -> Expression:
    return translate(node.args[0]) if node.args else OneOf(())


def _any_entry(translate: Translate, node: ast.Call) -> Expression:
    return Lookup(_last(translate, node), None)


def _attribute(translate: Translate, node: ast.Call) -> Expression:
    if len(node.args) < 2:  # noqa: PLR2004 - an object and a name
        return OneOf(())
    parts = [translate(part) for part in node.args]
    return Lookup(parts[0], parts[1], parts[2] if len(parts) > 2 else None)  # noqa: PLR2004


def _dict(translate: Translate, node: ast.Call) -> Expression:
    entries = [("**", translate(part)) for part in node.args[:1]]
    entries += [(part.arg or "**", translate(part.value)) for part in node.keywords]
    return Table(tuple(entries[:MOST_PARTS]))


def _argument(node: ast.Call, position: int, *keywords: str) -> ast.expr | None:
    given = next((each.value for each in node.keywords if each.arg in keywords), None)
    return given or (node.args[position] if position < len(node.args) else None)


def _chosen(translate: Translate, node: ast.Call) -> Expression | None:
    """One of the options that a person is shown."""
    options = _argument(node, 1, "options")
    return Lookup(translate(options), None) if options is not None else None


def _preset(translate: Translate, node: ast.Call) -> Expression | None:
    """What stands in a field, or is taken for an empty answer."""
    value = _argument(node, 1, "value", "default")
    return translate(value) if value is not None else None


def _asked(translate: Translate, node: ast.Call) -> Expression | None:
    """The same where the default is always named."""
    value = _argument(node, len(node.args), "default")
    return translate(value) if value is not None else None


_CHOICES: Final = ("selectbox", "select_slider", "segmented_control", "radio", "pills")
_KNOWN: Final[dict[str, Known]] = {
    "typing.cast": _last,
    "json.dumps": _first,
    "json.loads": _first,
    "io.BytesIO": _first,
    "random.choice": _any_entry,
    "next": _any_entry,
    "getattr": _attribute,
    "dict": _dict,
    "click.prompt": _preset,
    "typer.prompt": _preset,
    "rich.prompt.Prompt.ask": _asked,
    **{f"streamlit{place}.{name}": _chosen for place in ("", ".sidebar") for name in _CHOICES},
    **{f"streamlit{place}.{name}": _preset for place in ("", ".sidebar") for name in ("text_input", "text_area")},
}
_WIDGETS: Final[dict[str, Known]] = dict.fromkeys(_CHOICES[:3], _chosen)
"""names that Streamlit alone uses, of columns and other containers too"""
