"""What a file binds names to: scopes, values, imports, functions and classes."""

from typing import Final

import msgspec
from tree_sitter import Node

EACH: Final = "<each>"
"""a step from a list to each of its entries"""


class Scope:
    """A module, class or function: which names it binds, and how they are written in full."""

    def __init__(self, name: str, parent: "Scope | None", *, is_class: bool = False) -> None:
        self.name = name
        """in full: `src/app.ts::`, `src/app.ts::Chat.load.`; a prefix"""
        self.parent = parent
        self.is_class = is_class
        self.bound: set[str] = set()

    def resolve(self, name: str) -> str | None:
        """The name in full; None for what this module does not bind."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.bound and (not scope.is_class or scope is self):
                return scope.name + name
            scope = scope.parent
        return None

    def this(self) -> str | None:
        """The class around."""
        scope: Scope | None = self
        while scope is not None and not scope.is_class:
            scope = scope.parent
        return scope.name.removesuffix(".") if scope is not None else None


class Value(msgspec.Struct, frozen=True):
    """What gives a name its value: a node, or another name, and the way from there into it."""

    node: Node
    scope: Scope
    name: str | None = None
    """the other name, in full; the node then only tells the place"""
    steps: tuple[str, ...] = ()
    """keys and indexes of a destructuring pattern"""
    default: Node | None = None
    is_type: bool = False
    """the node is a type, and the value an object of it"""

    def step(self, key: str) -> "Value":
        """A part of it."""
        return msgspec.structs.replace(self, steps=(*self.steps, key), default=None)

    def or_else(self, default: Node | None) -> "Value":
        """It, or else a default."""
        return msgspec.structs.replace(self, default=default)


class Import(msgspec.Struct, frozen=True):
    """A name that comes from elsewhere."""

    target: str
    node: Node


class FunctionSymbol(msgspec.Struct, frozen=True):
    """A function; a parameter that is taken apart at once has a number for a name."""

    node: Node
    parameters: tuple[str, ...]


class ClassSymbol(msgspec.Struct, frozen=True):
    """A class, and the scope in which its base is to be read."""

    node: Node
    scope: Scope
    base: Node | None


class Named(msgspec.Struct, frozen=True):
    """A name and the node that stands behind its `=`."""

    name: str
    value: Node
