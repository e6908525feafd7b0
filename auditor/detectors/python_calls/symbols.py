"""Who binds what: the names of a module, class by class and function by function.

One walk over the tree, without recursion, notes for every name the nodes that give it a value; what they mean is worked
out only for the names that some call needs (`translate.py`).
"""

import ast
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import Any, Final

import msgspec

from auditor.domain.expression import OPTIONS, RETURN
from auditor.files.python_source import PythonSource

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_PROPERTIES: Final = frozenset({"property", "cached_property", "computed_field"})


class Scope:
    """A module, class or function: which names it binds, and how they are written in full."""

    def __init__(
        self, name: str, parent: "Scope | None", *, is_class: bool = False, receiver: str | None = None
    ) -> None:
        self.name = name
        """in full: `src/app.py::`, `src/app.py::Settings.load.`; a prefix"""
        self.parent = parent
        self.is_class = is_class
        self.receiver = receiver
        """the parameter that stands for the object or class: `self`, `cls`"""
        self.bound: set[str] = set()
        self.outer: set[str] = set()
        """names declared `global` or `nonlocal`"""

    def resolve(self, name: str) -> str | None:
        """The name in full; None for what this module does not bind."""
        scope: Scope | None = self
        while scope is not None:
            if name == scope.receiver and scope.parent is not None:
                return scope.parent.name.removesuffix(".")
            if name in scope.bound and name not in scope.outer and (not scope.is_class or scope is self):
                return scope.name + name
            scope = scope.parent
        return None


class Value(msgspec.Struct, frozen=True):
    """A node that gives a name its value."""

    node: ast.expr
    scope: Scope
    item: int | str | None = None
    """which part of it: an index of an unpacked tuple, `each` for a loop, `default` for a field or parameter"""


class Import(msgspec.Struct, frozen=True):
    """A name that comes from elsewhere."""

    target: str
    node: ast.stmt


class FunctionSymbol(msgspec.Struct, frozen=True):
    """A function, its parameters without the receiver."""

    node: FunctionNode
    parameters: tuple[str, ...]
    positional: int


class ClassSymbol(msgspec.Struct, frozen=True):
    """A class, and the scope in which its bases are to be read."""

    node: ast.ClassDef
    scope: Scope
    fields: tuple[str, ...]

    def inherits(self, names: Collection[str]) -> bool:
        """Whether one of the bases has one of these last names."""
        return any(_last_name(base) in names for base in self.node.bases)


class Symbols:
    """All names of one file."""

    def __init__(self, source: PythonSource) -> None:
        self.source = source
        self.prefix = f"{source.path}::"
        self.module = Scope(self.prefix, None)
        self.values: dict[str, list[Value | Import]] = defaultdict(list)
        self.functions: dict[str, FunctionSymbol] = {}
        self.classes: dict[str, ClassSymbol] = {}
        self.attributes: dict[str, list[str]] = defaultdict(list)
        """class or variable in full → its attributes and entries in full"""
        self.calls: dict[str, list[tuple[ast.Call, Scope]]] = defaultdict(list)
        """the function's last name → its calls"""
        self._walk()

    # -- the walk ----------------------------------------------------------------------------------------------------

    def _walk(self) -> None:
        # The one loop that sees every node: a scope on the stack says where the nodes above it stand.
        scope = self.module
        stack: list[Any] = self.source.tree.body[::-1]
        while stack:
            node = stack.pop()
            kind = type(node)
            if kind is Scope:
                scope = node
                continue
            if kind is ast.Call:
                self._call(node, scope)
            elif kind is ast.FunctionDef or kind is ast.AsyncFunctionDef:
                inner = self._function(node, scope)
                stack += (scope, *reversed(node.body), inner)
                stack += reversed([*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d)])
                continue
            elif kind is ast.ClassDef:
                inner = self._class(node, scope)
                stack += (scope, *reversed(node.body), inner, *reversed([*node.decorator_list, *node.bases]))
                continue
            elif kind in _BINDERS:
                self._bind_all(node, scope)
            if (fields := _FIELDS.get(kind)) is None:
                fields = _fields(kind)
            for field in fields:
                value: Any = getattr(node, field, None)
                of = type(value)
                if of is list:
                    stack += [each for each in value[::-1] if type(each) not in _LEAVES]
                elif of not in _LEAVES:
                    stack.append(value)

    def _call(self, node: ast.Call, scope: Scope) -> None:
        function = node.func
        last = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        self.calls[last].append((node, scope))
        if last == "__init__" and (inherits := self.inherited(function, scope)):
            for base in inherits.node.bases:
                self.calls[_last_name(base)].append((node, scope))
        if last == "add_argument":
            self._option(node, scope, self.prefix + OPTIONS)

    def inherited(self, function: ast.expr, scope: Scope) -> ClassSymbol | None:
        """The class whose bases `super().…` means in this scope; None for all other functions."""
        if not (
            isinstance(function, ast.Attribute)
            and isinstance(function.value, ast.Call)
            and isinstance(function.value.func, ast.Name)
            and function.value.func.id == "super"
        ):
            return None
        around: Scope | None = scope
        while around is not None and not around.is_class:
            around = around.parent
        return self.classes.get(around.name.removesuffix(".")) if around is not None else None

    def _function(self, node: FunctionNode, scope: Scope) -> Scope:
        arguments = [*node.args.posonlyargs, *node.args.args]
        names = [argument.arg for argument in arguments]
        decorators = {_last_name(decorator) for decorator in node.decorator_list}
        receiver = names[0] if scope.is_class and names and "staticmethod" not in decorators else None
        full = scope.name + node.name
        scope.bound.add(node.name)
        inner = Scope(f"{full}.", scope, receiver=receiver)
        inner.bound.update(names, (argument.arg for argument in node.args.kwonlyargs))
        if decorators & _PROPERTIES:
            self._note(full, Value(ast.Name(RETURN, **_place(node)), inner), scope)
            inner.bound.add(RETURN)
        else:
            given = names[1:] if receiver else names
            keyword_only = [argument.arg for argument in node.args.kwonlyargs]
            self.functions[full] = FunctionSymbol(node, (*given, *keyword_only), len(given))
        for argument, default in _defaults(node.args):
            if default is not None:
                self._note(inner.name + argument.arg, Value(default, scope, "default"), inner)
            elif argument.annotation is not None and argument.arg != receiver:
                self._note(inner.name + argument.arg, Value(argument.annotation, scope, "annotation"), inner)
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and _last_name(decorator) in {"option", "argument"}:
                self._option(decorator, scope, full)
        return inner

    def _class(self, node: ast.ClassDef, scope: Scope) -> Scope:
        full = scope.name + node.name
        scope.bound.add(node.name)
        fields = tuple(
            child.target.id
            for child in node.body
            if isinstance(child, ast.AnnAssign) and isinstance(child.target, ast.Name)
        )
        self.classes[full] = ClassSymbol(node, scope, fields)
        return Scope(f"{full}.", scope, is_class=True)

    def _bind_all(self, node: Any, scope: Scope) -> None:  # noqa: ANN401 - one of the binding statements
        match node:
            case ast.Assign():
                for target in node.targets:
                    self._bind(target, Value(node.value, scope), scope)
            case ast.AnnAssign():
                if node.value is not None:
                    self._bind(node.target, Value(node.value, scope, "default"), scope)
                elif scope.is_class and self._is_settings(scope):
                    self._bind(node.target, Value(node.annotation, scope, "setting"), scope)
                else:
                    self._bind(node.target, Value(node.annotation, scope, "annotation"), scope)
            case ast.NamedExpr():
                self._bind(node.target, Value(node.value, scope), scope)
            case ast.For() | ast.AsyncFor() | ast.comprehension():
                self._bind(node.target, Value(node.iter, scope, "each"), scope)
            case ast.withitem():
                if node.optional_vars is not None:
                    self._bind(node.optional_vars, Value(node.context_expr, scope), scope)
            case ast.Return() | ast.Yield():
                if node.value is not None and scope.parent is not None:
                    self.values[scope.name + RETURN].append(Value(node.value, scope))
            case ast.Import():
                for alias in node.names:
                    name = alias.asname or alias.name.partition(".")[0]
                    self._note(scope.name + name, Import(alias.name if alias.asname else name, node), scope)
            case ast.ImportFrom():
                module = imported_module(self.source.path, node)
                for alias in node.names:
                    found = module if alias.name == "*" else f"{module}{_separator(module, node)}{alias.name}"
                    self._note(scope.name + (alias.asname or alias.name), Import(found, node), scope)
            case ast.Global() | ast.Nonlocal():
                scope.outer.update(node.names)
            case _:
                pass

    def _is_settings(self, scope: Scope) -> bool:
        symbol = self.classes.get(scope.name.removesuffix("."))
        return symbol is not None and any(_last_name(base).endswith("Settings") for base in symbol.node.bases)

    def _bind(self, target: ast.expr, value: Value, scope: Scope) -> None:
        match target:
            case ast.Name():
                if scope.is_class and value.item == "default" and self._is_settings(scope):
                    value = Value(value.node, value.scope, "setting-default")
                self._note(scope.name + target.id, value, scope)
            case ast.Tuple() | ast.List():
                self._unpack(target, value, scope)
            case ast.Starred():
                self._bind(target.value, value, scope)
            case ast.Attribute() | ast.Subscript():
                path = dotted(target)
                if path is not None and value.item != "annotation":
                    root, _, rest = path.partition(".")
                    full = scope.resolve(root)
                    if full is not None:
                        self._note(f"{full}.{rest}", value, scope, bind=False)
                        self.attributes[full].append(f"{full}.{rest}")
                    elif path.startswith("os.environ."):
                        self._note(f"env:{path.removeprefix('os.environ.')}", value, scope, bind=False)
            case _:
                pass

    def _unpack(self, target: ast.Tuple | ast.List, value: Value, scope: Scope) -> None:
        given = value.node
        if value.item is None and isinstance(given, ast.Tuple | ast.List) and len(given.elts) == len(target.elts):
            for part, node in zip(target.elts, given.elts, strict=True):
                self._bind(part, Value(node, value.scope), scope)
        elif value.item is None:
            for index, part in enumerate(target.elts):
                self._bind(part, Value(given, value.scope, index), scope)
        elif value.item == "each":
            last = len(target.elts) - 1
            for index, part in enumerate(target.elts):
                self._bind(part, Value(given, value.scope, f"each {index} {last}"), scope)

    def _note(self, full: str, value: Value | Import, scope: Scope, *, bind: bool = True) -> None:
        self.values[full].append(value)
        if bind:
            if scope.is_class:
                self.attributes[scope.name.removesuffix(".")].append(full)
            name = full.removeprefix(scope.name)
            if name in scope.outer:
                self.values[self.prefix + name].append(value)
            scope.bound.add(name)

    def _option(self, node: ast.Call, scope: Scope, holder: str) -> None:
        """`add_argument("--model-name", default="x")` and click's `option` of the same shape."""
        names = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        dest = keywords.get("dest")
        name = dest.value if isinstance(dest, ast.Constant) else None
        name = name or next((n for n in names if not n.startswith("-")), None)
        name = name or max((n for n in names if n.startswith("--")), key=len, default=None)
        if isinstance(name, str) and name:
            name = name.split("/")[0].lstrip("-").replace("-", "_").lower()
            if holder == self.prefix + OPTIONS:
                self.attributes[holder].append(f"{holder}.{name}")
            default = keywords.get("default")
            asked = Value(default, scope) if default is not None else Value(node, scope, "option")
            self.values[f"{holder}.{name}"].append(asked)
            if "envvar" in keywords:
                self.values[f"{holder}.{name}"].append(Value(keywords["envvar"], scope, "variable"))


def imported_module(path: str, node: ast.ImportFrom) -> str:
    """The module of a `from` import: an import path, or, where it is relative, `/folder/of/the/module`."""
    if not node.level:
        return node.module or ""
    folder = PurePosixPath(path).parent
    for _ in range(min(node.level - 1, 50)):
        folder = folder.parent
    parts = [*(part for part in folder.parts if part != "."), *(node.module or "").split(".")]
    return "/" + "/".join(part for part in parts if part)


def _separator(module: str, node: ast.ImportFrom) -> str:
    return "." if not node.level else "" if module == "/" else "/"


def dotted(node: ast.expr) -> str | None:
    """`a.b.c`, also where `c` is a key: `a.b["c"]`; None for anything that is no chain of names."""
    parts: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            parts.append(str(node.slice.value))
        else:
            break
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([node.id, *reversed(parts)])


_LEAVES: Final = frozenset({ast.Constant, ast.Name, type(None), str, int, bool})
"""types that hold no node, and are not worth a look"""
_FIELDS: Final[dict[type, tuple[str, ...]]] = {ast.Constant: (), ast.Name: ()}
"""type of node → its fields that can hold nodes, the last one first"""
_WITHOUT_NODES: Final = frozenset(
    {
        "ctx",
        "op",
        "ops",
        "type_comment",
        "kind",
        "id",
        "attr",
        "name",
        "names",
        "level",
        "module",
        "conversion",
        "simple",
    }
)


def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    fields = _FIELDS[kind] = tuple(field for field in reversed(kind._fields) if field not in _WITHOUT_NODES)
    return fields


def _last_name(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _place(node: ast.stmt) -> dict[str, Any]:
    return {"lineno": node.lineno, "col_offset": node.col_offset, "end_lineno": node.lineno, "end_col_offset": 0}


def _defaults(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = len(positional) - len(arguments.defaults)
    yield from zip(positional, [*([None] * missing), *arguments.defaults], strict=False)
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=False)


_BINDERS: Final = frozenset(
    {
        ast.Assign,
        ast.AnnAssign,
        ast.NamedExpr,
        ast.For,
        ast.AsyncFor,
        ast.comprehension,
        ast.withitem,
        ast.Return,
        ast.Yield,
        ast.Import,
        ast.ImportFrom,
        ast.Global,
        ast.Nonlocal,
    }
)
