"""Values that one file alone may not settle: what a name is bound to, and what a call asks for.

A detector writes them down, the linker evaluates them over the whole tree.
"""

import msgspec

from auditor.domain.evidence import Location


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A string literal."""

    value: str
    location: Location


class Name(msgspec.Struct, frozen=True, tag="name"):
    """A dotted name, made absolute as far as the file tells: `app.settings.MODEL`, or a parameter `app.load::name`."""

    name: str
    location: Location


class Environment(msgspec.Struct, frozen=True, tag="environment"):
    """An environment variable, and what stands in for it."""

    name: str
    default: "Expression | None"
    location: Location


class Joined(msgspec.Struct, frozen=True, tag="joined"):
    """Strings put together: f-strings, `+`, `%`, `.format`."""

    parts: tuple["Expression", ...]


class OneOf(msgspec.Struct, frozen=True, tag="one-of"):
    """Any of several: branches of a condition, entries of a list that is looped over."""

    options: tuple["Expression", ...]
    catalogue: bool = False
    """entries to choose from, rather than branches"""


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A dict literal, or the fields of an object."""

    entries: tuple[tuple[str, "Expression"], ...]


class Lookup(msgspec.Struct, frozen=True, tag="lookup"):
    """`of[key]`, `of.key`, `of.get(key, default)`; a key that is not known means any entry."""

    of: "Expression"
    key: "Expression | None"
    default: "Expression | None" = None


class Dynamic(msgspec.Struct, frozen=True, tag="dynamic"):
    """What cannot be known from the text."""

    source: str
    reason: str
    location: Location


Expression = Text | Name | Environment | Joined | OneOf | Table | Lookup | Dynamic


class Binding(msgspec.Struct, frozen=True, tag_field="claim", tag="binding"):
    """A name has a value: a constant, an attribute, a field's or parameter's default, an environment variable (`env:NAME`)."""

    name: str
    value: Expression
    location: Location


class Function(msgspec.Struct, frozen=True, tag_field="claim", tag="function"):
    """A function of the tree, so that calls of the project's own wrappers can be followed."""

    name: str
    parameters: tuple[str, ...]
    location: Location


class Reference(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="reference"):
    """A call wants a value: it names a component once the value is known."""

    call: str
    """the function by its import path"""
    library: str
    """purl of the library whose call site it is"""
    names: str
    """model, dataset, service, file, adapter"""
    ecosystem: str
    value: Expression
    revision: Expression | None = None
    base_url: Expression | None = None
    location: Location
    """of the argument, or of the call where it has none"""
    implied: bool = False
    snippet: str = ""
