"""Records → the artefact: what each exact id inherits from its family is worked out here, once."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

import msgspec

from auditor.domain.component import ComponentId, ComponentKind, comparable
from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import Fact, LicenseFact, Supplier, SupplierFact, SupportFact
from auditor.domain.license import LicenseTerms
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.knowledge import details as told
from auditor.knowledge.artefact import Artefact
from auditor.knowledge.base import Details
from auditor.knowledge.details import Runtimes
from auditor.knowledge.load import Records
from auditor.knowledge.origins import Origins, stated
from auditor.knowledge.patterns import Pattern, Patterns, compiled
from auditor.knowledge.peers import peers
from auditor.knowledge.records import (
    CallSitesRecord,
    DatasetMember,
    DatasetsRecord,
    DatedLicense,
    FamilyRecord,
    LicenseRecord,
    Lineage,
    Member,
    ModelsRecord,
    PackagesRecord,
    RuntimeRecord,
    ServiceModel,
    ServiceRecord,
    SupplierRecord,
    SupportRecord,
)
from auditor.knowledge.spdx import named_licenses
from auditor.knowledge.store import STEM

LINEAGE: Final = {
    "fine_tuned_from": RelationshipType.FINE_TUNED_FROM,
    "adapter_of": RelationshipType.ADAPTER_OF,
    "quantized_from": RelationshipType.QUANTIZED_FROM,
    "merged_from": RelationshipType.MERGED_FROM,
    "distilled_from": RelationshipType.DISTILLED_FROM,
    "trained_on": RelationshipType.TRAINED_ON,
}


CLAIMED, OWN, FOREIGN = range(3)
"""whose a bare name is: the host's whose patterns fit it, the host's who made the model, anybody else's"""


def compile_records(records: Records, digest: str) -> bytes:
    """The artefact as bytes; the same records give the same bytes."""
    artefact = Artefact()
    artefact.add_record("table", "vocabulary", records.vocabulary)
    for _, supplier in records.of(SupplierRecord):
        _supplier(artefact, supplier)
    for _, license_ in records.of(LicenseRecord):
        _license(artefact, license_)
    _named_licenses(artefact, records)
    for _, runtime in records.of(RuntimeRecord):
        artefact.reviewed(runtime.reviewed.on)
        artefact.add_record("runtime", runtime.id, runtime)
    origins, runtimes = Origins(records), Runtimes(record for _, record in records.of(RuntimeRecord))
    for _, family in records.of(FamilyRecord):
        _family(artefact, family, origins, runtimes)
    families = {family.id: family for _, family in records.of(FamilyRecord)}
    patterns = Patterns(artefact.patterns)
    for _, models in records.of(ModelsRecord):
        _models(
            artefact, models, origins, runtimes, lambda name: families.get(patterns.family("huggingface", name) or "")
        )
    services = sorted((record for _, record in records.of(ServiceRecord)), key=lambda s: s.id)
    for service in services:
        artefact.reviewed(service.reviewed.on)
        artefact.add_record("service", service.id, msgspec.structs.replace(service, models={}))
    # A bare name is first that of the host which claims names of its form, then that of the maker's own host:
    # `gpt-4o` is OpenAI's, and `kimi-k2.5` Moonshot's, wherever they are sold.
    for rank in (CLAIMED, OWN, FOREIGN):
        for service in services:
            _service(artefact, service, families, rank)
    for _, datasets in records.of(DatasetsRecord):
        _datasets(artefact, datasets)
    for _, packages in records.of(PackagesRecord):
        _packages(artefact, packages)
    for source, sites in records.of(CallSitesRecord):
        artefact.add_record("call-sites", source, sites)
    artefact.add_record("table", "peers", peers(artefact.facts, artefact.details))
    artefact.add_record("table", "patterns", sorted(artefact.patterns))
    artefact.add_record("table", "namespaces", sorted(artefact.namespaces))
    artefact.add_record("table", "mirrors", sorted(artefact.mirrors))
    for stem, name in origins.stems():
        artefact.add_name(STEM, STEM, stem, ComponentId(ComponentKind.MODEL, "huggingface", name))
    return artefact.written(digest)


def _supplier(artefact: Artefact, record: SupplierRecord) -> None:
    artefact.reviewed(record.reviewed.on)
    supplier = Supplier(
        id=record.id,
        name=record.name,
        legal_name=record.legal_name,
        jurisdiction=record.jurisdiction,
        owner=record.owner,
        state=record.state,
        open_weights=record.open_weights,
        stakes=record.stakes,
        events=record.events,
        sources=record.sources,
        reviewed_on=record.reviewed.on,
    )
    artefact.add_record("supplier", record.id, supplier)
    for ecosystem, namespaces in record.namespaces.items():
        for namespace in namespaces:
            key = comparable(ecosystem, namespace)
            artefact.namespaces.append((ecosystem, key, record.id, str(record.reviewed.on), record.sources[0]))
            if record.mirrors:
                artefact.mirrors.append((ecosystem, key))


def _license(artefact: Artefact, record: LicenseRecord) -> None:
    artefact.reviewed(record.reviewed.on)
    names = [record.name, *record.also_known_as, *record.hub_license_names]
    if record.hub_tag and record.hub_tag != "other":
        names.insert(0, record.hub_tag)
    if record.scancode:
        names += [record.scancode, f"LicenseRef-scancode-{record.scancode}"]
    aliases = tuple(dict.fromkeys(name for name in names if name != record.id))
    terms = LicenseTerms(
        id=record.id,
        name=record.name,
        kind=record.kind,
        steward=record.steward,
        aliases=aliases,
        url=record.url,
        answers=record.answers,
        notes=record.notes,
        sources=record.sources,
        reviewed_on=record.reviewed.on,
        reviewed_by=record.reviewed.by,
    )
    artefact.add_record("license", record.id, terms)
    for alias in (record.id, *aliases):
        artefact.records.setdefault(("license-alias", alias.strip().lower()), record.id.encode())


def _named_licenses(artefact: Artefact, records: Records) -> None:
    """A row for every id that no file is about, and all names of which no file speaks; SPDX's ids go before keys."""
    read = {record.scancode: record.id for _, record in records.of(LicenseRecord) if record.scancode}
    known = {alias: body for (kind, alias), body in artefact.records.items() if kind == "license-alias"}
    ids: list[tuple[str, str]] = []
    keys: list[tuple[str, str]] = []
    for named in named_licenses():
        id_ = read.get(named.key or "") or known.get(named.id.lower(), b"").decode() or named.id
        ids += [(name, id_) for name in (named.id, *named.former)]
        keys += [(named.key, id_)] if named.key else []
        if id_ == named.id and ("license", id_) not in artefact.records:
            terms = LicenseTerms(
                id=id_,
                name=named.name,
                aliases=tuple(dict.fromkeys((*([named.key] if named.key else []), *named.former))),
                url=named.url,
                answers={},
                sources=(named.source,),
                named_only=True,
            )
            artefact.add_record("license-name", id_, terms)
    for name, id_ in (*ids, *keys):
        artefact.records.setdefault(("license-alias", name.lower()), id_.encode())


def _family(artefact: Artefact, record: FamilyRecord, origins: Origins, runtimes: Runtimes) -> None:
    artefact.reviewed(record.reviewed.on)
    artefact.add_record("family", record.id, msgspec.structs.replace(record, members={}))
    artefact.patterns += [
        Pattern(ecosystem, spelling, record.id)
        for ecosystem, patterns in record.matches.items()
        for pattern in patterns
        for spelling in _spellings(ecosystem, pattern)
    ]
    for name, member in record.members.items():
        details = told.of_model(name, member, origins.converted(member), record, runtimes)
        _member(artefact, record, name, member, origins, runtimes, record, details)


def _spellings(ecosystem: str, pattern: str) -> tuple[str, ...]:
    """The pattern, and Ollama's name without a tag, which means its latest one: `gemma4` beside `gemma4:*`."""
    bare = pattern.removesuffix(":*")
    return (pattern, bare) if ecosystem == "ollama" and bare != pattern else (pattern,)


def _models(
    artefact: Artefact,
    record: ModelsRecord,
    origins: Origins,
    runtimes: Runtimes,
    family_of: Callable[[str], FamilyRecord | None],
) -> None:
    artefact.reviewed(record.reviewed.on)
    for name, member in record.models.items():
        family = family_of(name)
        details = told.of_model(name, member, origins.converted(member), told.shared(family), runtimes)
        _member(artefact, record, name, member, origins, runtimes, family, details)


def _member(
    artefact: Artefact,
    record: FamilyRecord | ModelsRecord,
    name: str,
    member: Member,
    origins: Origins,
    runtimes: Runtimes,
    family: FamilyRecord | None,
    details: Details,
) -> None:
    component = ComponentId(ComponentKind.MODEL, "huggingface", name)
    as_of, url = record.reviewed.on, member.source or record.sources[0]
    origin = Origin(Standing.EXACT, "knowledge-base", as_of, url)
    licenses, stated_at = origins.licenses(name)
    support = (*member.support, *(family.support if family else ()))
    supplier = member.supplier or record.supplier
    details = msgspec.structs.replace(details, mirrors=origins.mirrors(name))

    def facts(about: ComponentId) -> Iterator[Fact]:
        if supplier:
            yield SupplierFact(component=about, supplier=supplier, origin=origin)
        yield from (_license_fact(about, dated, as_of, stated_at or url) for dated in licenses)
        if family and not licenses:
            yield from guessed_licenses(about, family)
        yield from (support_fact(about, entry, as_of, Standing.EXACT) for entry in support)

    artefact.add_component(component, [*facts(component), *_lineage(component, member, origin)], details)
    for ecosystem, names in member.names.items():
        if ecosystem == "huggingface":
            continue
        for other in names:
            copy = ComponentId(ComponentKind.MODEL, ecosystem, other)
            # Ollama's library holds quantised conversions; other hubs mirror the same files.
            relation = (
                [Relationship(copy, RelationshipType.QUANTIZED_FROM, component, origin)]
                if ecosystem == "ollama"
                else []
            )
            artefact.add_component(copy, [*facts(copy), *relation], told.elsewhere(details, ecosystem, runtimes))


def _service(artefact: Artefact, record: ServiceRecord, families: dict[str, FamilyRecord], rank: int) -> None:
    """The host's models whose names have this rank."""
    patterns = [compiled(pattern) for pattern in record.matches]
    for name, model in record.models.items():
        claimed = any(pattern.fullmatch(name) for pattern in patterns)
        own = _maker(record, model, families) == record.supplier
        if rank != (CLAIMED if claimed else OWN if own else FOREIGN):
            continue
        component = ComponentId(ComponentKind.SERVICE, record.id, name)
        family = families.get(model.family) if model.family else None
        facts = [*_service_facts(component, record, model, families)]
        weights = ComponentId(ComponentKind.MODEL, "huggingface", model.serves).key if model.serves else ""
        details = told.of_service(model, family, artefact.details.get(weights))
        artefact.add_component(component, facts, details)


def _maker(record: ServiceRecord, model: ServiceModel, families: dict[str, FamilyRecord]) -> str:
    family = families.get(model.family) if model.family else None
    return model.made_by or (family.supplier if family else record.supplier)


def _service_facts(
    component: ComponentId, record: ServiceRecord, model: ServiceModel, families: dict[str, FamilyRecord]
) -> Iterator[Fact]:
    family = families.get(model.family) if model.family else None
    as_of = record.reviewed.on
    origin = Origin(Standing.EXACT, "knowledge-base", as_of, model.source or record.sources[0])
    yield SupplierFact(component=component, supplier=_maker(record, model, families), origin=origin)
    support = model.support or (family.support if family and family.closed else ())
    yield from (support_fact(component, entry, as_of, Standing.EXACT) for entry in support)
    if model.serves:
        weights = ComponentId(ComponentKind.MODEL, "huggingface", model.serves)
        yield Relationship(component, RelationshipType.SERVES, weights, origin)


def _datasets(artefact: Artefact, record: DatasetsRecord) -> None:
    artefact.reviewed(record.reviewed.on)
    for name, dataset in record.datasets.items():
        component = ComponentId(ComponentKind.DATASET, "huggingface", name)
        facts = [*_dataset_facts(component, record, dataset)]
        told = [*((dataset.note,) if dataset.note else ()), *dataset.restrictions]
        details = Details(
            aliases=dataset.names.get("huggingface", ()),
            restrictions=dataset.restrictions,
            note="; ".join(told) or None,
        )
        artefact.add_component(component, facts, details)


def _dataset_facts(component: ComponentId, record: DatasetsRecord, dataset: DatasetMember) -> Iterator[Fact]:
    as_of = record.reviewed.on
    origin = Origin(Standing.EXACT, "knowledge-base", as_of, dataset.source)
    if supplier := dataset.supplier or record.supplier:
        yield SupplierFact(component=component, supplier=supplier, origin=origin)
    for dated in stated(dataset.license, dataset.licenses):
        yield _license_fact(component, dated, as_of, dataset.source)
    for entry in dataset.support:
        yield support_fact(component, entry, as_of, Standing.EXACT)
    yield from _lineage(component, dataset, origin)
    for maker in dataset.made_with:
        if ":" in maker:
            yield Relationship(component, RelationshipType.DISTILLED_FROM, ComponentId.parse(maker), origin)


def _packages(artefact: Artefact, record: PackagesRecord) -> None:
    artefact.reviewed(record.reviewed.on)
    for name, package in record.packages.items():
        component = ComponentId(ComponentKind.LIBRARY, record.ecosystem, name)
        artefact.add_record("package", f"{record.ecosystem}/{comparable(record.ecosystem, name)}", package)
        as_of = record.reviewed.on
        origin = Origin(Standing.EXACT, "knowledge-base", as_of, package.source)
        facts: list[Fact] = []
        if package.supplier:
            facts.append(SupplierFact(component=component, supplier=package.supplier, origin=origin))
        facts += [_license_fact(component, dated, as_of, package.source) for dated in stated(package.license, ())]
        facts += [support_fact(component, entry, as_of, Standing.EXACT) for entry in package.support]
        artefact.add_component(component, facts, Details(note=package.note))


def _license_fact(component: ComponentId, dated: DatedLicense, as_of: date, url: str) -> LicenseFact:
    return LicenseFact(
        component=component,
        expression=dated.expression,
        revision=dated.revision,
        valid_from=dated.from_,
        valid_to=dated.to,
        origin=Origin(Standing.EXACT, "knowledge-base", as_of, dated.source or url),
    )


def guessed_licenses(component: ComponentId, family: FamilyRecord) -> Iterator[LicenseFact]:
    """What a family's licence is said to be: the one that holds, or all of them where it changed over time."""
    origin = Origin(Standing.FAMILY, "knowledge-base", family.reviewed.on, family.sources[0])
    for dated in stated(family.license, () if family.license else family.licenses):
        yield LicenseFact(
            component=component,
            expression=dated.expression,
            valid_from=dated.from_,
            valid_to=dated.to,
            origin=origin,
            guess=True,
        )


def support_fact(component: ComponentId, record: SupportRecord, as_of: date, standing: Standing) -> SupportFact:
    """One statement about maintenance as a fact."""
    return SupportFact(
        component=component,
        status=record.status,
        revision=record.revision,
        released=record.released,
        valid_from=record.from_,
        announced=record.announced,
        deprecated=record.deprecated,
        end_of_support=record.end_of_support,
        not_sooner_than=record.not_sooner_than,
        superseded_by=record.superseded_by,
        effort_moved_to=record.effort_moved_to,
        last_release=record.last_release,
        note=record.note,
        origin=Origin(standing, "knowledge-base", record.as_of or as_of, record.source, record.says),
    )


def _lineage(component: ComponentId, lineage: Lineage, origin: Origin) -> Iterator[Relationship]:
    for field, edge in LINEAGE.items():
        value: tuple[str, ...] | str | None = getattr(lineage, field)
        for target in (value,) if isinstance(value, str) else value or ():
            yield Relationship(component, edge, lineage_target(target, edge), origin)


def lineage_target(text: str, edge: RelationshipType) -> ComponentId:
    """The other end of an edge: a full id, `dataset:org/name`, or a Hub id of the kind that the edge leads to."""
    word, colon, rest = text.partition(":")
    if colon and word == "dataset" and not rest.startswith("huggingface/"):
        return ComponentId(ComponentKind.DATASET, "huggingface", rest)
    if colon:
        return ComponentId.parse(text)
    kind = ComponentKind.DATASET if edge is RelationshipType.TRAINED_ON else ComponentKind.MODEL
    return ComponentId(kind, "huggingface", text)
