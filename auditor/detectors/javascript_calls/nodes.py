"""The kinds of nodes in the tree of a script, and what is read off a node by itself."""

from typing import Final

from tree_sitter import Node

from auditor.files.javascript_source import JavascriptSource

FUNCTIONS: Final = frozenset(
    {"arrow_function", "function_expression", "function_declaration", "generator_function", "method_definition"}
    | {"generator_function_declaration"}
)
CLASSES: Final = frozenset({"class_declaration", "abstract_class_declaration", "class"})
WRAPPINGS: Final = frozenset(
    {"parenthesized_expression", "await_expression", "as_expression", "satisfies_expression", "non_null_expression"}
)
ROOTS: Final = frozenset({"identifier", "this", "meta_property", "shorthand_property_identifier", "type_identifier"})
"""what a chain of names may begin with"""
SKIPPED: Final = frozenset(
    {"type_annotation", "type_arguments", "type_parameters", "interface_declaration", "type_alias_declaration"}
    | {"comment", "string", "number", "regex", "jsx_text", "identifier", "property_identifier", "type_identifier"}
    | {"predefined_type", "this", "true", "false", "null", "undefined", "string_fragment", "escape_sequence"}
    | {"jsx_closing_element", "shorthand_property_identifier", "accessibility_modifier", "implements_clause"}
    | {"function_signature", "empty_statement", "import", "super", "statement_identifier", "html_character_reference"}
)
"""nodes within which nothing is bound or called"""


def unwrapped(node: Node | None) -> Node | None:
    """A node without brackets, `await`, casts and `!` around it."""
    while node is not None and node.type in WRAPPINGS and node.named_children:
        node = node.named_children[0]
    return node


def arguments(call: Node) -> list[Node]:
    """What stands between a call's brackets."""
    listed = call.child_by_field_name("arguments")
    if listed is None or listed.type != "arguments":
        return []
    return [child for child in listed.named_children if child.type != "comment"]


def base(node: Node) -> Node | None:
    """What a class extends."""
    heritage = next((child for child in node.named_children if child.type == "class_heritage"), None)
    clause = heritage.named_children[0] if heritage is not None and heritage.named_children else None
    return clause.child_by_field_name("value") if clause is not None and clause.type == "extends_clause" else None


def unquoted(text: str) -> str:
    """A key without its quotes."""
    return text[1:-1] if len(text) > 1 and text[0] in "\"'`" else text


class Reading:
    """What is read off the nodes of one file."""

    def __init__(self, source: JavascriptSource) -> None:
        self.source = source

    def text(self, node: Node | None) -> str:
        """A node as it is written."""
        return self.source.text(node)

    def pairs(self, node: Node) -> list[tuple[str, Node]]:
        """The entries of an object whose keys are written out."""
        found: list[tuple[str, Node]] = []
        for child in node.named_children:
            if child.type == "pair":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                if key is not None and value is not None and key.type != "computed_property_name":
                    found.append((unquoted(self.text(key)), value))
        return found

    def last_name(self, call: Node) -> str:
        """The name right before the brackets of a call, or an element's."""
        function = unwrapped(
            call.child_by_field_name("function")
            or call.child_by_field_name("constructor")
            or call.child_by_field_name("name")
        )
        if function is not None and function.type in {"member_expression", "nested_identifier"}:
            function = function.child_by_field_name("property")
        return self.text(function) if function is not None and function.child_count == 0 else ""

    def chain(self, node: Node) -> list[str] | None:
        """`["a", "b", "c"]` of `a.b["c"]`; None for anything that is no chain of names."""
        parts: list[str] = []
        current: Node | None = node
        while current is not None:
            if current.type == "member_expression":
                parts.append(self.text(current.child_by_field_name("property")))
            elif current.type == "subscript_expression":
                index = current.child_by_field_name("index")
                if index is None or index.type not in {"string", "number"}:
                    return None
                parts.append(unquoted(self.text(index)))
            elif current.type not in WRAPPINGS - {"await_expression"}:
                break
            current = current.child_by_field_name("object") or next(iter(current.named_children), None)
        if current is None or current.type not in ROOTS:
            return None
        return [self.text(current), *reversed(parts)]
