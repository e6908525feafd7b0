"""The cases that a policy is tested with: what is known of some components, and what the policy is to say of them.

A table stands beside its policy: `commercial-saas.test.yaml` beside `commercial-saas.yaml`.
"""

from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path as FilePath
from typing import Any, Final

import msgspec

from auditor.domain.audit import Verdict
from auditor.domain.component import ComponentId
from auditor.domain.evidence import Role, Scope
from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Action
from auditor.domain.relationship import RelationshipType
from auditor.errors import AuditorError
from auditor.files.document import Document, Path
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.decode import decode, fault
from auditor.knowledge.misfit import suggestion
from auditor.policy.checks import complaints
from auditor.policy.layers import spelt_out_use
from auditor.policy.license_names import no_expression
from auditor.policy.load import read_document
from auditor.policy.policy import Agreement, Policy, Section, Use, Waiver
from auditor.policy.quantities import quantity

SUFFIX: Final = ".test.yaml"
LINEAGE: Final = tuple(kind.value for kind in RelationshipType if kind is not RelationshipType.USES)
"""the relationships that a case may state"""


class Expected(StrEnum):
    """What is to come of a finding."""

    NOTE = "note"
    WARN = "warn"
    FAIL = "fail"
    WAIVED = "waived"
    """a waiver or an agreement answers for it"""


class CaseSupport(Section, frozen=True, kw_only=True):
    """How far a component is maintained, and until when."""

    status: SupportStatus = SupportStatus.SUPPORT
    from_: date | None = msgspec.field(name="from", default=None)
    announced: date | None = None
    deprecated: date | None = None
    end_of_support: date | None = None
    not_sooner_than: date | None = None
    superseded_by: str | None = None
    last_release: date | None = None


class CaseComponent(Section, frozen=True, kw_only=True):
    """One component, and all that is known of it."""

    id: str
    known: bool = False
    """whether what the knowledge says of it is to count too; else the case alone says what is known"""
    used: bool = True
    """false: it only stands behind another one, as an ancestor"""
    license: str | None = None
    """an expression; left out: nobody states one"""
    also_stated: tuple[str, ...] = ()
    """further licences that are stated with equal weight"""
    guess: bool = False
    """whether the licence rests on the name alone"""
    supplier: str | None = None
    version: str | None = None
    """what it is pinned to"""
    role: Role = Role.DEFAULT
    scope: Scope = Scope.PRODUCTION
    path: str = "app.py"
    support: CaseSupport | None = None
    lineage: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """`fine-tuned-from: [model:huggingface/acme/base]`"""


class Case(Section, frozen=True, kw_only=True):
    """What is given, and what is to be said of it."""

    name: str
    as_of: date | None = None
    use: Use = Use()
    """what is different from the policy's own `use:`; a key with nothing behind it is not answered"""
    components: tuple[CaseComponent, ...]
    waivers: tuple[Waiver, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    verdict: Verdict
    findings: dict[str, Expected | dict[str, Expected]] = msgspec.field(default_factory=dict)
    """rule → what comes of it, or that for each component"""


class CaseTable(Section, frozen=True, kw_only=True):
    """The whole file."""

    schema: int = 1
    policy: str | None = None
    """a shipped policy, or a file; left out: the file beside the table that has its name"""
    as_of: date
    """the day on which cases are judged that name no other"""
    exact_from: Action = Action.WARN
    """findings of this action and worse must be listed, every one; of milder ones those that are"""
    cases: tuple[Case, ...]


class LoadedTable(msgspec.Struct, frozen=True):
    """A table, and where each of its cases stands."""

    table: CaseTable
    source: str
    places: tuple[str, ...]
    """`policies/default.test.yaml:12:5`, by case"""
    used: tuple[dict[str, Any], ...]
    """each case's `use:` as it is written"""


def read_table(
    file: FilePath, source: str, *, known_rules: Collection[str], knowledge: KnowledgeBase | None = None
) -> LoadedTable:
    """Read a table of cases. Raises AuditorError with `file:line:column`."""
    document = _spelt_out(read_document(file, source))
    table = decode(document, CaseTable, source=source, dec_hook=quantity)
    wrong = sorted(_wrong(table, known_rules, knowledge), key=lambda told: _order(document, told[0]))
    if wrong:
        path, message, at_key = wrong[0]
        raise fault(document, path, message, source=source, at_key=at_key)
    raw = document.value["cases"]
    return LoadedTable(
        table,
        source,
        tuple(_place(document, source, ("cases", index)) for index in range(len(table.cases))),
        tuple(case.get("use", {}) for case in raw),
    )


def table_of(policy: FilePath) -> FilePath:
    """Where the table of a policy stands."""
    return policy.with_name(policy.name.removesuffix(".yaml").removesuffix(".yml") + SUFFIX)


def policy_of(table: FilePath) -> FilePath:
    """The policy beside a table. Raises AuditorError when there is none."""
    stem = table.name.removesuffix(SUFFIX)
    for name in (f"{stem}.yaml", f"{stem}.yml"):
        if table.with_name(name).is_file():
            return table.with_name(name)
    raise AuditorError(f"{table}: there is no {stem}.yaml beside it; name the policy with the key 'policy'")


def _place(document: Document, source: str, path: Path) -> str:
    mark = document.position(path)
    return f"{source}:{mark.line}:{mark.column}"


def _order(document: Document, path: Path) -> tuple[int, int]:
    mark = document.position(path)
    return mark.line, mark.column


def _spelt_out(document: Document) -> Document:
    """The document with short forms in full; a section under which nothing stands is as good as left out."""
    value = document.value
    if not (isinstance(value, dict) and isinstance(value.get("cases"), list)):
        return document
    cases = [_case(case) for case in value["cases"]]
    return msgspec.structs.replace(document, value={**value, "cases": cases})


def _case(case: Any) -> Any:  # noqa: ANN401 - not yet checked
    if not isinstance(case, dict):
        return case
    said = {key: value for key, value in case.items() if value is not None}
    return said | ({"use": spelt_out_use(said["use"])} if isinstance(said.get("use"), dict) else {})


def _wrong(
    table: CaseTable, known_rules: Collection[str], knowledge: KnowledgeBase | None
) -> Iterator[tuple[Path, str, bool]]:
    """Which value is wrong, why, and whether it is its key that is."""
    if table.schema != 1:
        yield ("schema",), f"schema {table.schema} is not known here; this version reads schema 1", False
    if not table.cases:
        yield ("cases",), "a table needs a case", False
    names: set[str] = set()
    for index, case in enumerate(table.cases):
        at: Path = ("cases", index)
        if case.name in names:
            yield (*at, "name"), f"another case is called {case.name!r} already", False
        names.add(case.name)
        said = Policy(name="case", use=case.use, waivers=case.waivers, agreements=case.agreements)
        for path, message in complaints(
            said, known_rules=known_rules, vocabulary=knowledge.vocabulary if knowledge else None, knowledge=knowledge
        ):
            yield (*at, *path), message, False
        yield from _wrong_components(case, at, knowledge)
        yield from _wrong_findings(case, at, known_rules)


def _wrong_components(case: Case, at: Path, knowledge: KnowledgeBase | None) -> Iterator[tuple[Path, str, bool]]:
    if not case.components:
        yield (*at, "components"), "a case needs a component", False
    for number, component in enumerate(case.components):
        here: Path = (*at, "components", number)
        yield from _wrong_id(component.id, (*here, "id"))
        if knowledge and component.license and (why := no_expression(component.license, knowledge)):
            yield (*here, "license"), why, False
        for kind, targets in component.lineage.items():
            if kind not in LINEAGE:
                hint = suggestion(kind, LINEAGE) or f"; use {', '.join(LINEAGE)}"
                yield (*here, "lineage", kind), f"{kind!r} is no relationship{hint}", True
            for place, target in enumerate(targets):
                yield from _wrong_id(target, (*here, "lineage", kind, place))


def _wrong_id(text: str, path: Path) -> Iterator[tuple[Path, str, bool]]:
    try:
        ComponentId.parse(text)
    except ValueError as error:
        yield path, str(error), False


def _wrong_findings(case: Case, at: Path, known: Collection[str]) -> Iterator[tuple[Path, str, bool]]:
    ids = {component.id for component in case.components}
    for rule, expected in case.findings.items():
        here: Path = (*at, "findings", rule)
        if rule not in known:
            yield here, f"{rule!r} is not a rule{suggestion(rule, known)}", True
        for component in expected if isinstance(expected, dict) else ():
            if component not in ids:
                yield (
                    (*here, component),
                    f"{component!r} is no component of this case{suggestion(component, ids)}",
                    True,
                )
