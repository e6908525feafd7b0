"""How each language writes what counts here: texts, names with values, calls with arguments. Data, nothing else."""

from typing import Final

import msgspec


class Syntax(msgspec.Struct, frozen=True):
    """The node types of one grammar."""

    texts: frozenset[str]
    keyed: dict[str, tuple[str, str]]
    """node type → the fields of key and value; an empty field means the first and the last named child"""
    declared: dict[str, tuple[str, str]]
    """the same for declarations of names that have a value"""
    calls: dict[str, tuple[str, str]]
    """node type → the fields of what is called and of its arguments"""
    arguments: frozenset[str] = frozenset()
    """wrappers around one argument, which may name it"""


_CONTENT: Final = frozenset(
    {
        "interpreted_string_literal_content", "raw_string_literal_content", "string_fragment", "string_content",
        "string_literal_content", "multiline_string_fragment", "escape_sequence", "character_escape_sequence",
        "raw_string_content", "verbatim_string_content",
    }
)  # fmt: skip
"""what a text may hold; anything else in it is an interpolation"""


def plain(kinds: set[str]) -> bool:
    """Whether a text with such parts is known as it stands."""
    return kinds <= _CONTENT


SYNTAX: Final[dict[str, Syntax]] = {
    "go": Syntax(
        texts=frozenset({"interpreted_string_literal", "raw_string_literal"}),
        keyed={"keyed_element": ("key", "value"), "assignment_statement": ("left", "right")},
        declared={
            "const_spec": ("name", "value"),
            "var_spec": ("name", "value"),
            "short_var_declaration": ("left", "right"),
        },
        calls={"call_expression": ("function", "arguments")},
    ),
    "java": Syntax(
        texts=frozenset({"string_literal"}),
        keyed={"element_value_pair": ("key", "value"), "assignment_expression": ("left", "right")},
        declared={"variable_declarator": ("name", "value")},
        calls={"method_invocation": ("name", "arguments"), "object_creation_expression": ("type", "arguments")},
    ),
    "kotlin": Syntax(
        texts=frozenset({"string_literal", "multiline_string_literal"}),
        keyed={"assignment": ("", ""), "parameter": ("", "")},
        declared={"property_declaration": ("", "")},
        calls={"call_expression": ("", "")},
        arguments=frozenset({"value_argument"}),
    ),
    "c-sharp": Syntax(
        texts=frozenset({"string_literal", "verbatim_string_literal", "raw_string_literal"}),
        keyed={"assignment_expression": ("left", "right"), "parameter": ("name", "")},
        declared={"variable_declarator": ("name", ""), "property_declaration": ("name", "value")},
        calls={
            "invocation_expression": ("function", "arguments"),
            "object_creation_expression": ("type", "arguments"),
        },
        arguments=frozenset({"argument"}),
    ),
    "rust": Syntax(
        texts=frozenset({"string_literal", "raw_string_literal"}),
        keyed={"field_initializer": ("field", "value"), "assignment_expression": ("left", "right")},
        declared={
            "const_item": ("name", "value"),
            "static_item": ("name", "value"),
            "let_declaration": ("pattern", "value"),
        },
        calls={"call_expression": ("function", "arguments")},
    ),
    "ruby": Syntax(
        texts=frozenset({"string", "bare_string"}),
        keyed={
            "pair": ("key", "value"),
            "keyword_parameter": ("name", "value"),
            "optional_parameter": ("name", "value"),
        },
        declared={"assignment": ("left", "right")},
        calls={"call": ("method", "arguments")},
    ),
    "php": Syntax(
        texts=frozenset({"string", "encapsed_string"}),
        keyed={
            "array_element_initializer": ("", ""),
            "simple_parameter": ("name", "default_value"),
            "property_promotion_parameter": ("name", "default_value"),
        },
        declared={
            "const_element": ("", ""),
            "assignment_expression": ("left", "right"),
            "property_element": ("name", "default_value"),
        },
        calls={
            "member_call_expression": ("name", "arguments"),
            "nullsafe_member_call_expression": ("name", "arguments"),
            "scoped_call_expression": ("name", "arguments"),
            "function_call_expression": ("function", "arguments"),
            "object_creation_expression": ("", ""),
        },
        arguments=frozenset({"argument"}),
    ),
}
LANGUAGES: Final = {
    ".go": "go",
    ".java": "java",
    ".kt": "kotlin",
    ".kts": "kotlin",
    ".cs": "c-sharp",
    ".rs": "rust",
    ".rb": "ruby",
    ".php": "php",
}
"""ending of a file's name → language"""
TABLES: Final = {"kotlin": "java"}
"""a language that uses another's libraries"""
FALLING_BACK: Final = frozenset(
    {"fetch", "getordefault", "env", "getenvordefault", "getenv", "getenvdefault", "envor", "default", "unwrap_or"}
    | {"envordefault", "getenvwithdefault", "unwrap_or_else", "orelse", "get_or", "getstring", "cmp.or"}
)
"""functions whose last argument is what they give when there is nothing else"""
LISTS: Final = frozenset(
    {"literal_value", "array_initializer", "initializer_expression", "collection_expression", "array_expression"}
    | {"array", "array_creation_expression", "string_array"}
)
"""lists of values"""
AROUND_LISTS: Final = frozenset(
    {"expression_list", "composite_literal", "reference_expression", "implicit_array_creation_expression"}
    | {"implicit_object_creation_expression", "array_creation_expression", "equals_value_clause"}
)
"""what stands around a list, as its type does"""
AROUND_ENTRIES: Final = frozenset(
    {"literal_element", "collection_element", "expression_element", "array_element_initializer"}
)
LISTING: Final = frozenset(
    {"of", "aslist", "listof", "setof", "arrayof", "mutablelistof", "unmodifiablelist", "freeze", "asreadonly"}
)
"""functions that give a list of what they are given, or the list itself"""
WRAPPING: Final = frozenset(
    {"f", "string", "from", "modelid", "to_string", "into", "some", "of", "model", "chatmodel", "ptr", "to_owned"}
    | {"as_str", "freeze", "tostring", "pointer", "chatmodelname", "aws.string", "new", "opt", "param"}
)
"""functions that give what they are given, in another type"""
