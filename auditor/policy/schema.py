"""The form of policies and of their tables of cases as JSON Schema, for editors: `# yaml-language-server: $schema=…`.

Made from the types in `policy.py` and `case_table.py`, with the short forms that `layers.spelt_out` spells out. The loader
does not read them: what it says of a mistake is better than any schema can.
"""

import inspect
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from msgspec import inspect as types

from auditor.domain.finding import Action, Axis, Severity
from auditor.policy.case_table import LINEAGE, CaseTable
from auditor.policy.policy import Count, Distribution, Percent, Period, Policy

FILE: Final = Path(__file__).parent / "policy.schema.json"
"""where the schema stands as a file; a test tells when it is out of date"""
CASES_FILE: Final = Path(__file__).parent / "policy-cases.schema.json"
"""the same for tables of cases: `my-policy.test.yaml`"""

_QUANTITIES: Final[dict[type, dict[str, Any]]] = {
    Count: {
        "description": "a whole number; thousands may be set apart: 40_000",
        "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,3}(_\d{3})+$"}],
    },
    Percent: {"description": "a share: 50%", "type": "string", "pattern": r"^\d{1,3}(\.\d{1,4})? ?%$"},
    Period: {
        "description": "a length of time: 30 days, 18 months, 2 years",
        "type": "string",
        "pattern": r"^\d{1,6} (day|month|year)s?$",
    },
}
_MUST_STAND: Final = ("schema", "name")
"""keys under which something has to be written; any other section may be left empty"""

Schema = dict[str, Any]


def schema(rules: Collection[str]) -> Schema:
    """The schema of a policy file that may name these rules."""
    definitions: dict[str, Schema] = {}
    _form(types.type_info(Policy), definitions)
    policy = definitions.pop("Policy")
    properties = policy["properties"]
    properties["schema"] = {"const": 1, "description": "the form of the file"}
    properties["rules"] = _rules(rules)
    for section in ("Use", "UseByPath"):
        definitions[section]["properties"]["distribution"] = _distribution()
    definitions["Waiver"] = _waiver(rules, definitions["Waiver"])
    for key in properties:
        if key not in _MUST_STAND:
            properties[key] = {"anyOf": [properties[key], {"type": "null"}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "auditor policy",
        **policy,
        "$defs": dict(sorted(definitions.items())),
    }


def case_schema(rules: Collection[str]) -> Schema:
    """The schema of a table of cases that may name these rules."""
    definitions: dict[str, Schema] = {}
    _form(types.type_info(CaseTable), definitions)
    table = definitions.pop("CaseTable")
    table["properties"]["schema"] = {"const": 1, "description": "the form of the file"}
    for section in ("Use", "UseByPath"):
        definitions[section]["properties"]["distribution"] = _distribution()
    for key, form in definitions["Use"]["properties"].items():  # with nothing behind it: not answered
        definitions["Use"]["properties"][key] = {"anyOf": [form, {"type": "null"}]}
    definitions["Waiver"] = _waiver(rules, definitions["Waiver"])
    case = definitions["Case"]["properties"]
    case["findings"]["propertyNames"] = {"enum": sorted(rules)}
    for key in ("use", "waivers", "agreements", "findings"):
        case[key] = {"anyOf": [case[key], {"type": "null"}]}
    definitions["CaseComponent"]["properties"]["lineage"]["propertyNames"] = {"enum": list(LINEAGE)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "auditor policy cases",
        **table,
        "$defs": dict(sorted(definitions.items())),
    }


def text(made: Schema) -> str:
    """A schema as its file holds it."""
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _form(kind: types.Type, definitions: dict[str, Schema]) -> Schema:
    """The schema of one type; sections become definitions."""
    match kind:
        case types.StructType(cls=cls, fields=fields):
            if cls.__name__ not in definitions:
                definitions[cls.__name__] = {}  # holds the place while its own fields are read
                definitions[cls.__name__] = _section(cls, fields, definitions)
            return {"$ref": f"#/$defs/{cls.__name__}"}
        case types.UnionType(types=several):
            return {"anyOf": [_form(one, definitions) for one in several]}
        case types.VarTupleType(item_type=item):
            return {"type": "array", "items": _form(item, definitions)}
        case types.DictType(value_type=value):
            return {"type": "object", "additionalProperties": _form(value, definitions)}
        case types.EnumType(cls=cls):
            return {"enum": [member.value for member in cls]}
        case types.CustomType(cls=cls) if cls in _QUANTITIES:
            return _QUANTITIES[cls]
        case types.StrType(pattern=pattern):
            return {"type": "string"} | ({"pattern": pattern} if pattern else {})
        case types.DateType():
            return {"type": "string", "format": "date"}
        case types.BoolType():
            return {"type": "boolean"}
        case types.IntType():
            return {"type": "integer"}
        case types.NoneType():
            return {"type": "null"}
        case _:
            raise NotImplementedError(f"no form is known for {kind}")


def _section(cls: type, fields: tuple[types.Field, ...], definitions: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "description": inspect.cleandoc(cls.__doc__ or ""),
        "additionalProperties": False,
        "required": [field.encode_name for field in fields if field.required],
        "properties": {field.encode_name: _form(field.type, definitions) for field in fields},
    }


def _rules(rules: Collection[str]) -> Schema:
    """A rule's setting may be one word."""
    words = [*(action.value for action in Action), *(severity.value for severity in Severity)]
    word = {"enum": list(dict.fromkeys(words)), "description": "note, warn and fail are actions, the rest severities"}
    return {
        "type": "object",
        "description": "any rule: its action, or its severity, or both; none can be switched off",
        "propertyNames": {"enum": sorted(rules)},
        "additionalProperties": {"anyOf": [word, {"$ref": "#/$defs/RuleSetting"}]},
    }


def _distribution() -> Schema:
    """An editor reads a bare false as a boolean."""
    return {
        "description": "what leaves the house; true means weights",
        "enum": [False, True, *(one.value for one in Distribution), None],
    }


def _waiver(rules: Collection[str], made: Schema) -> Schema:
    """What is waived: no rule about the policy itself, and of a licence rule only one licence."""
    waivable = sorted(rule for rule in rules if not rule.startswith(f"{Axis.POLICY.value}/"))
    properties = made["properties"] | {"rule": {"enum": waivable}}
    licensed = {"properties": {"rule": {"pattern": f"^{Axis.LICENSE.value}/"}}}
    return {**made, "properties": properties, "if": licensed, "then": {"required": ["license"]}}
