"""The knowledge that ships: it holds together, is as large as promised, and forgets nothing that has ended."""

from collections.abc import Iterator
from datetime import date

import pytest

from auditor.knowledge.check import problems
from auditor.knowledge.load import HERE, Records, knowledge_files, read_records
from auditor.knowledge.records import (
    DatasetsRecord,
    FamilyRecord,
    Member,
    ModelsRecord,
    PackagesRecord,
    ServiceModel,
    ServiceRecord,
    SupplierRecord,
)

DAY = date(2026, 11, 25)
ENDED = {"endOfSupport", "removed"}


@pytest.fixture(scope="module")
def records() -> Records:
    return read_records(knowledge_files([HERE]))


def members(records: Records) -> Iterator[tuple[str, Member, tuple[str, ...]]]:
    for _, family in records.of(FamilyRecord):
        yield from ((name, member, family.sources) for name, member in family.members.items())
    for _, models in records.of(ModelsRecord):
        yield from ((name, member, models.sources) for name, member in models.models.items())


def hosted(records: Records) -> dict[str, ServiceModel]:
    return {
        f"service:{host.id}/{spelt}".lower(): model
        for _, host in records.of(ServiceRecord)
        for name, model in host.models.items()
        for spelt in (*model.aliases, name)
    }


def test_it_holds_together(records: Records) -> None:
    assert problems(records, {relative: path for path, relative in knowledge_files([HERE])}) == []


def test_it_is_as_large_as_promised(records: Records) -> None:
    assert sum(1 for _ in records.of(FamilyRecord)) >= 250
    assert sum(1 for _ in members(records)) >= 1_500
    hosts = [host for _, host in records.of(ServiceRecord) if host.models]
    assert len(hosts) >= 14
    assert sum(len(host.models) for host in hosts) >= 1_200
    assert sum(1 for _ in records.of(SupplierRecord)) >= 150
    assert sum(len(datasets.datasets) for _, datasets in records.of(DatasetsRecord)) >= 250
    assert sum(len(packages.packages) for _, packages in records.of(PackagesRecord)) >= 300


def test_every_model_has_a_source(records: Records) -> None:
    assert [name for name, member, sources in members(records) if not (member.source or sources)] == []


def test_what_has_ended_is_kept(records: Records) -> None:
    ended = [m for m in hosted(records).values() if any(entry.status in ENDED for entry in m.support)]
    assert len(ended) > 500


def test_no_promise_that_ran_out_counts_as_support(records: Records) -> None:
    stale = [
        name
        for name, model in hosted(records).items()
        for entry in model.support
        if entry.status == "support" and entry.not_sooner_than and entry.not_sooner_than < DAY
    ]
    assert stale == []


def test_chains_of_replacements_name_what_is_known_and_end(records: Records) -> None:
    known, families = hosted(records), {family.id for _, family in records.of(FamilyRecord)}
    following = {
        name: next((entry.superseded_by for entry in model.support if entry.superseded_by), None)
        for name, model in known.items()
    }
    unknown = {
        target
        for target in following.values()
        if target and target.lower() not in known and target not in families and not target.startswith("model:")
    }
    assert unknown == set()
    for start in known:
        seen, here = {start}, following[start]
        while here and here.startswith("service:"):
            assert here.lower() not in seen, f"{start} is replaced by itself in the end"
            seen.add(here.lower())
            here = following[here.lower()]


def test_what_a_known_publisher_holds_is_known_to_be_its(records: Records) -> None:
    known = {
        namespace.lower(): record.id
        for _, record in records.of(SupplierRecord)
        for namespace in record.namespaces.get("huggingface", ())
    }
    unsaid = [
        name
        for _, file in records.of(ModelsRecord)
        for name, member in file.models.items()
        if name.partition("/")[0].lower() in known and not (member.supplier or file.supplier)
    ]
    assert unsaid == []
