"""Values that one file alone may not settle: what a name is bound to, and what a call is handed.

A detector translates source code into these, the linker evaluates them over the whole tree.

Names are written in one of three ways:

- `src/app.py::load.name`: what stands in a file of the tree, by the file's path and the way through its classes and
  functions (here the local variable or parameter `name` of the function `load`);
- `transformers.AutoModel`: an import path, which may lead into the tree or to a library;
- `/src/app/settings/MODEL`: a relative import, already resolved against the folder of the file that has it; the part
  behind the last `/` is an attribute of that module, or a module of that folder.
"""

import msgspec

from auditor.domain.evidence import Location

RETURN = "<return>"
"""the attribute of a function under which its results are bound"""
INPUTS = "INPUT_TYPES"
"""the function of a ComfyUI node that tells what a user may choose for each parameter of the method named by `FUNCTION`"""
MODULE = "module:"
"""begins the name of a binding that says what an import path stands for: `module:FOLDER:PATTERN`, bound to a path"""
OPTIONS = "<options>"
"""the name of a module under which its command line's options are bound"""


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A string literal, or a number as it is written."""

    value: str
    location: Location


class Name(msgspec.Struct, frozen=True, tag="name"):
    """A dotted name; what stands behind the last bound name is looked up as attributes."""

    name: str
    location: Location
    """of the use, not of what it names"""


class Environment(msgspec.Struct, frozen=True, tag="environment"):
    """An environment variable, and what stands in for it."""

    name: str
    default: "Expression | None"
    location: Location


class Joined(msgspec.Struct, frozen=True, tag="joined"):
    """Strings put together: f-strings, `+`, `%`, `.format`."""

    parts: tuple["Expression", ...]
    location: Location


class OneOf(msgspec.Struct, frozen=True, tag="one-of"):
    """Any of several: the branches of a condition, `a or b`. None of them: the value `None`."""

    options: tuple["Expression", ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A dict literal; a list or tuple has the keys `0`, `1`, … The key `**` spreads another table into this one."""

    entries: tuple[tuple[str, "Expression"], ...]
    sequence: bool = False


class Lookup(msgspec.Struct, frozen=True, tag="lookup"):
    """`of[key]`, `of.key`, `of.get(key, default)`; a key that is not known means any entry."""

    of: "Expression"
    key: "Expression | None"
    default: "Expression | None" = None
    each: bool = False
    """a loop: every entry is taken, rather than one of them chosen"""


class Argument(msgspec.Struct, frozen=True, omit_defaults=True):
    """One argument of a call."""

    value: "Expression"
    location: Location
    source: str
    """as it is written: secrets masked, at most 120 characters"""
    keyword: str | None = None
    """None: by position; `*` and `**`: unpacked"""


class Called(msgspec.Struct, frozen=True, tag="called"):
    """What a call gives."""

    function: "Expression"
    arguments: tuple[Argument, ...]
    location: Location


class Dynamic(msgspec.Struct, frozen=True, tag="dynamic"):
    """What cannot be known from the text."""

    source: str
    reason: str
    """environment, argument, computed, or not-found, as in `Unresolved`"""
    location: Location


Expression = Text | Name | Environment | Joined | OneOf | Table | Lookup | Called | Dynamic


class Binding(msgspec.Struct, frozen=True, tag_field="claim", tag="binding"):
    """A name has a value: a constant, an attribute, a default, an environment variable (`env:NAME`), a function's result.

    `src/app.py::*` is bound to each module whose names are all imported into that file.
    """

    name: str
    value: Expression
    location: Location


class Function(msgspec.Struct, frozen=True, tag_field="claim", tag="function"):
    """A function of the tree, so that calls of the project's own wrappers can be followed."""

    name: str
    parameters: tuple[str, ...]
    """in order, without `self` and `cls`; keyword-only ones at the end"""
    location: Location
    positional: int = 0
    """how many of the parameters may be given by position"""


class Class(msgspec.Struct, frozen=True, tag_field="claim", tag="class"):
    """A class of the tree; its attributes are bindings, and its fields may be given to its constructor by keyword."""

    name: str
    bases: tuple[Expression, ...]
    location: Location
    fields: tuple[str, ...] = ()
    """annotated attributes in order, which a dataclass takes by position"""


class Reference(msgspec.Struct, frozen=True, tag_field="claim", tag="reference"):
    """A call that may name a component, or hand a name on to a function of the tree."""

    call: Called
    detector: str
    language: str = "python"


class Sought(msgspec.Struct, frozen=True, tag_field="claim", tag="sought"):
    """A name that a call takes and its own file gives no value, in a language that is not followed further."""

    name: str
    """`DefaultModel`"""
    owner: tuple[str, ...]
    """what holds it, as far as the file says: `example.com`, `app`, `config`; empty for the file's own package"""
    written: str
    """`config.DefaultModel`"""
    location: Location


class Vocabulary(msgspec.Struct, frozen=True, tag_field="claim", tag="vocabulary"):
    """The names by which a file may call functions of the tree, told by a search; sorted."""

    called: tuple[str, ...]
    """what stands before brackets, and what imports rename"""
    imported: tuple[str, ...]
    """the words of its import statements"""


def last_name(full: str) -> str:
    """How a function or class of the tree is called: `load` of `src/app.py::Loader.load`, `Loader` of its constructor."""
    return full.rpartition("::")[2].removesuffix(".__init__").rpartition(".")[2]
