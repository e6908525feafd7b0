"""What must hold across files: ids that resolve, a closed vocabulary, lineage without loops, ends after beginnings."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import SupportStatus
from auditor.domain.license import Answer
from auditor.files import yaml_document
from auditor.files.document import Path as Way
from auditor.knowledge.compile import LINEAGE, lineage_target
from auditor.knowledge.expressions import branches
from auditor.knowledge.load import Records
from auditor.knowledge.patterns import compiled
from auditor.knowledge.records import (
    DatasetsRecord,
    DatedLicense,
    FamilyRecord,
    LicenseRecord,
    Lineage,
    Member,
    ModelsRecord,
    PackagesRecord,
    Question,
    RuntimeRecord,
    ServiceRecord,
    SupplierRecord,
    SupportRecord,
    VocabularyRecord,
)
from auditor.knowledge.spdx import named_licenses

RELEASED: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")
"""a code of ISO 639, with a script's code of ISO 15924 where one language has two"""
WITHOUT_CLAUSE: Final = frozenset({"silent", "unknown"})


class Problem(msgspec.Struct, frozen=True, order=True):
    """Something wrong in a file, and the way to it."""

    source: str
    way: tuple[str | int, ...]
    message: str


class Index(msgspec.Struct, frozen=True):
    """Every id that may be referred to."""

    licenses: Mapping[str, str]
    """id or alias, in lower case → the licence's id"""
    suppliers: frozenset[str]
    families: frozenset[str]
    vocabulary: VocabularyRecord


def problems(records: Records, paths: Mapping[str, Path]) -> list[str]:
    """Everything that is wrong, each as `file:line:column: sentence`, sorted. Empty: all holds."""
    index = _index(records)
    found = sorted(
        {
            *_ids(records),
            *_aliases(records),
            *(problem for check in CHECKS for problem in check(records, index)),
            *_loops(records),
        }
    )
    return [_placed(problem, paths) for problem in found]


def _placed(problem: Problem, paths: Mapping[str, Path]) -> str:
    path = paths[problem.source]
    document = yaml_document.load_all(path.read_text(encoding="utf-8"))[0]
    mark = document.position(problem.way)
    return f"{path}:{mark.line}:{mark.column}: {problem.message}"


def _index(records: Records) -> Index:
    licenses: dict[str, str] = {}
    for _, record in records.of(LicenseRecord):
        for name in license_names(record):
            licenses.setdefault(name.lower(), record.id)
    for named in named_licenses():
        for name in (named.id, *named.former):
            licenses.setdefault(name.lower(), named.id)
    return Index(
        licenses,
        frozenset(record.id for _, record in records.of(SupplierRecord)),
        frozenset(record.id for _, record in records.of(FamilyRecord)),
        records.vocabulary,
    )


def license_names(record: LicenseRecord) -> tuple[str, ...]:
    """The id and everything that means this text and no other."""
    tag = (record.hub_tag,) if record.hub_tag and record.hub_tag != "other" else ()
    return tuple(dict.fromkeys((record.id, *tag, record.name, *record.also_known_as, *record.hub_license_names)))


# -- one file's own ids --------------------------------------------------------------------------------------------


def _ids(records: Records) -> Iterator[Problem]:
    for entry in records.loaded:
        stem = entry.source.rsplit("/", 1)[-1].removesuffix(".yaml")
        own = getattr(entry.record, "id", None)
        if own is not None and own != stem:
            yield Problem(entry.source, ("id",), f"the id is {own!r}, but the file is called {stem!r}")


def _aliases(records: Records) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for source, record in records.of(LicenseRecord):
        for name in license_names(record):
            other = owner.setdefault(name.lower(), record.id)
            if other != record.id:
                yield Problem(source, ("id",), f"{name!r} already means {other}; a name leads to one text only")


# -- licences ------------------------------------------------------------------------------------------------------


def _licenses(records: Records, index: Index) -> Iterator[Problem]:
    for source, record in records.of(LicenseRecord):
        yield from _supplier(source, ("steward",), record.steward, index)
        for question, asked in index.vocabulary.questions.items():
            if asked.of in {None, record.kind} and question not in record.answers:
                yield Problem(source, ("answers",), f"the question {question!r} is not answered")
        for question, answer in record.answers.items():
            way = ("answers", question)
            if question not in index.vocabulary.questions:
                yield Problem(source, way, f"{question!r} is no question of the vocabulary")
            elif (kind := index.vocabulary.questions[question].of) not in {None, record.kind}:
                yield Problem(source, way, f"{question!r} is asked of {kind} only")
            else:
                yield from _answer(source, way, answer, index.vocabulary.questions[question], index.vocabulary)


def _answer(
    source: str, way: Way, answer: Answer, question: Question, vocabulary: VocabularyRecord
) -> Iterator[Problem]:
    if answer.word not in WITHOUT_CLAUSE and not answer.clause:
        yield Problem(source, way, "an answer without a clause")
    if answer.word == "list":
        if not question.list:
            yield Problem(source, way, "a list where the question asks for a word")
        for threshold in answer.thresholds:
            if threshold.metric not in vocabulary.metrics:
                yield Problem(source, way, f"{threshold.metric!r} is no metric of the vocabulary")
            if threshold.effect not in vocabulary.effects:
                yield Problem(source, way, f"{threshold.effect!r} is no effect of the vocabulary")
            if threshold.operator not in {">", ">="}:
                yield Problem(source, way, f"the operator {threshold.operator!r} is neither > nor >=")
    elif answer.word not in question.answers and not question.text:
        yield Problem(source, way, f"{answer.word!r} is no answer to this; use {', '.join(question.answers)}")


# -- models, services, datasets, packages --------------------------------------------------------------------------


def _families(records: Records, index: Index) -> Iterator[Problem]:
    for source, record in records.of(FamilyRecord):
        yield from _supplier(source, ("supplier",), record.supplier, index)
        yield from _stated(source, (), record.license, record.licenses, index)
        yield from _support(source, (), record.support, record.released, index)
        yield from _patterns(source, record)


def _members(records: Records, index: Index) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for source, way, released, name, member in _every_member(records):
        other = owner.setdefault(name.lower(), source)
        if other != source:
            yield Problem(source, way, f"{name} stands in {other} too")
        yield from _supplier(source, (*way, "supplier"), member.supplier, index)
        yield from _stated(source, way, member.license, member.licenses, index)
        if member.license_name and member.license != "other":
            yield Problem(source, (*way, "license-name"), "a name of the licence stands only beside `license: other`")
        yield from _support(source, way, member.support, member.released or released, index)
        yield from _targets(source, way, member)


def _every_member(records: Records) -> Iterator[tuple[str, Way, str | None, str, Member]]:
    """Each model with its file, its place, and the day on which its family was released."""
    for source, family in records.of(FamilyRecord):
        for name, member in family.members.items():
            yield source, ("members", name), family.released, name, member
    for source, models in records.of(ModelsRecord):
        for name, member in models.models.items():
            yield source, ("models", name), None, name, member


def _models(records: Records, index: Index) -> Iterator[Problem]:
    for source, record in records.of(ModelsRecord):
        yield from _supplier(source, ("supplier",), record.supplier, index)


def _patterns(source: str, record: FamilyRecord) -> Iterator[Problem]:
    for ecosystem, patterns in record.matches.items():
        for number, pattern in enumerate(patterns):
            if "*" not in pattern and pattern.lower() in {name.lower() for name in record.members}:
                yield Problem(source, ("matches", ecosystem, number), f"the pattern {pattern!r} shadows an exact id")
            compiled(pattern)


def _services(records: Records, index: Index) -> Iterator[Problem]:
    for source, record in records.of(ServiceRecord):
        yield from _supplier(source, ("supplier",), record.supplier, index)
        if record.terms and record.terms.lower() not in index.licenses:
            yield Problem(source, ("terms",), f"no licence file is called {record.terms!r}")
        for name, model in record.models.items():
            way = ("models", name)
            yield from _supplier(source, (*way, "made-by"), model.made_by, index)
            yield from _support(source, way, model.support, model.released, index)
            if model.family and model.family not in index.families:
                yield Problem(source, (*way, "family"), f"no model family is called {model.family!r}")


def _datasets(records: Records, index: Index) -> Iterator[Problem]:
    for source, record in records.of(DatasetsRecord):
        yield from _supplier(source, ("supplier",), record.supplier, index)
        for name, dataset in record.datasets.items():
            way = ("datasets", name)
            yield from _supplier(source, (*way, "supplier"), dataset.supplier, index)
            yield from _stated(source, way, dataset.license, dataset.licenses, index)
            yield from _targets(source, way, dataset)


def _packages(records: Records, index: Index) -> Iterator[Problem]:
    for source, record in records.of(PackagesRecord):
        for name, package in record.packages.items():
            way = ("packages", name)
            yield from _supplier(source, (*way, "supplier"), package.supplier, index)
            yield from _stated(source, way, package.license, (), index)
            yield from _support(source, way, package.support, None, index)


def _suppliers(records: Records, index: Index) -> Iterator[Problem]:
    for source, record in records.of(SupplierRecord):
        yield from _supplier(source, ("owner",), record.owner, index)


WORDS: Final = {
    "tasks": "tasks",
    "modalities": "modalities",
    "encodings": "encodings",
    "apis": "apis",
    "chat_format": "chat_formats",
    "tool_format": "tool_formats",
    "tokenizer": "tokenizers",
}
"""field → the vocabulary's list of the words that it may hold"""


def _words(records: Records, index: Index) -> Iterator[Problem]:
    """What a replacement is chosen by is told in words of closed lists, so that equal words mean the same."""
    allowed = {field: frozenset(getattr(index.vocabulary, words)) for field, words in WORDS.items()}
    allowed["runtimes"] = frozenset(record.id for _, record in records.of(RuntimeRecord))
    for source, way, record in _described(records):
        for field, words in allowed.items():
            value: tuple[str, ...] | str | None = getattr(record, field, None)
            for word in (value,) if isinstance(value, str) else value or ():
                if word not in words:
                    yield Problem(source, (*way, field.replace("_", "-")), f"{word!r} is none of the known {field}")
        for language in getattr(record, "languages", ()):
            if language != "multilingual" and not LANGUAGE.fullmatch(language):
                yield Problem(source, (*way, "languages"), f"{language!r} is no code of a language")


def _described(records: Records) -> Iterator[tuple[str, Way, object]]:
    """Everything that says what it can do, and where it stands."""
    for source, family in records.of(FamilyRecord):
        yield source, (), family
    for source, way, _, _, member in _every_member(records):
        yield source, way, member
    for source, service in records.of(ServiceRecord):
        yield source, (), service
        for name, model in service.models.items():
            yield source, ("models", name), model
    for source, runtime in records.of(RuntimeRecord):
        yield source, (), runtime


CHECKS: Final[tuple[Callable[[Records, Index], Iterable[Problem]], ...]] = (
    _licenses,
    _families,
    _models,
    _members,
    _services,
    _datasets,
    _packages,
    _suppliers,
    _words,
)


# -- what they share -----------------------------------------------------------------------------------------------


def _supplier(source: str, way: Way, supplier: str | None, index: Index) -> Iterator[Problem]:
    if supplier and supplier not in index.suppliers:
        yield Problem(source, way, f"no supplier file is called {supplier!r}")


def _stated(
    source: str, way: Way, license_: str | None, dated: tuple[DatedLicense, ...], index: Index
) -> Iterator[Problem]:
    resolve = partial(_resolve, index)
    stated = [((*way, "license"), license_)] if license_ else []
    stated += [((*way, "licenses", number, "expression"), entry.expression) for number, entry in enumerate(dated)]
    for place, expression in stated:
        if expression not in {"other", "unknown"} and branches(expression, resolve) is None:
            yield Problem(source, place, f"{expression!r} is no licence expression over known ids")


def _resolve(index: Index, name: str) -> str | None:
    return index.licenses.get(name.lower())


def _support(
    source: str, way: Way, support: tuple[SupportRecord, ...], released: str | None, index: Index
) -> Iterator[Problem]:
    if released and not RELEASED.fullmatch(released):
        yield Problem(source, way, f"{released!r} is no date; write YYYY-MM-DD, or YYYY-MM")
        return
    for number, entry in enumerate(support):
        place = (*way, "support", number)
        end = entry.end_of_support
        if end and released and end < _earliest(released):
            yield Problem(source, (*place, "end-of-support"), f"it ends on {end}, before its release in {released}")
        if entry.announced and end and end < entry.announced:
            # An announcement later than the end is a slip of the pen.
            yield Problem(source, (*place, "announced"), f"announced on {entry.announced}, after the end on {end}")
        if (entry.status is SupportStatus.YANKED or entry.released) and entry.revision is None:
            yield Problem(source, (*place, "status"), "this is said of one release: name it as `revision`")
        if entry.end_of_support and entry.not_sooner_than == entry.end_of_support:
            yield Problem(source, (*place, "not-sooner-than"), "a lower bound is not an end: give one or the other")


def _earliest(text: str) -> date:
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _targets(source: str, way: Way, lineage: Lineage) -> Iterator[Problem]:
    for field, edge in LINEAGE.items():
        value: tuple[str, ...] | str | None = getattr(lineage, field)
        for target in (value,) if isinstance(value, str) else value or ():
            try:
                lineage_target(target, edge)
            except ValueError as error:
                yield Problem(source, (*way, field.replace("_", "-")), str(error))


def _loops(records: Records) -> Iterator[Problem]:
    """Each model that is its own ancestor, told at the edge that closes the loop."""
    edges: dict[str, list[str]] = defaultdict(list)
    place: dict[str, tuple[str, Way]] = {}
    for source, way, _, name, member in _every_member(records):
        key = ComponentId(ComponentKind.MODEL, "huggingface", name).key
        place[key] = (source, way)
        for field, edge in LINEAGE.items():
            value: tuple[str, ...] | str | None = getattr(member, field)
            for target in (value,) if isinstance(value, str) else value or ():
                edges[key].append(lineage_target(target, edge).key)
    for start, (source, way) in place.items():
        seen: set[str] = set()
        stack = list(edges[start])
        while stack:
            here = stack.pop()
            if here == start:
                yield Problem(source, way, f"{start} is its own ancestor")
                break
            if here not in seen:
                seen.add(here)
                stack += edges.get(here, [])
