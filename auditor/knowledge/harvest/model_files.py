"""Joins listings with what `models/*.yaml` holds, and writes those files anew, one per publishing namespace."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from auditor.knowledge.check import license_names
from auditor.knowledge.harvest.listing import Listing
from auditor.knowledge.harvest.yaml_text import block
from auditor.knowledge.load import Records
from auditor.knowledge.origins import Origins
from auditor.knowledge.records import FamilyRecord, LicenseRecord, Member, ModelsRecord, SupplierRecord

ENOUGH: Final = 4
"""ids for which a namespace has a file of its own"""
SPELT: Final = {
    "gpl-2.0": "GPL-2.0-only",
    "gpl-3.0": "GPL-3.0-only",
    "agpl-3.0": "AGPL-3.0-only",
    "lgpl-2.1": "LGPL-2.1-only",
    "lgpl-3.0": "LGPL-3.0-only",
    "lfm-open-license-v1.0": "lfm1.0",
    "falcon-llm": "falcon-llm-license",
    "deepseek-license": "deepseek",
    "odc-by": "ODC-By-1.0",
    "https://ai.google.dev/gemma/terms": "gemma",
    "https://www.nvidia.com/en-us/agreements/enterprise-software/nvidia-open-model-license/": "nvidia-open-model-license",
}
"""lists' own spellings → what the licences are called"""
NOTHING: Final = frozenset({"other", "unknown", "none", "openrail", "custom", "proprietary", "not specified"})
"""`openrail` does not say which of the licences of that kind"""


class Said(msgspec.Struct, frozen=True):
    """A statement that was not taken over, and why."""

    id: str
    sentence: str


def update(
    folder: Path, listings: Iterable[Listing], records: Records, today: date
) -> tuple[dict[str, Member], list[Said]]:
    """Rewrite the files. Returns all models that they hold now, and what was left out."""
    desk = Desk(records)
    by_id: dict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        by_id[listing.id.lower()].append(listing)
    models = {name: member for _, record in records.of(ModelsRecord) for name, member in record.models.items()}
    spelt = {name.lower(): name for name in models}
    for key in sorted(by_id):
        if key in desk.in_families:
            desk.compare(by_id[key])
        else:
            name = spelt.get(key, by_id[key][0].id)
            models[name] = desk.joined(models.get(name, Member()), by_id[key])
    models = {name: member for name, member in models.items() if name.lower() not in desk.in_families}
    models = {name: desk.without_repetition(member, models) for name, member in models.items()}
    _write(folder, models, desk.suppliers, today)
    return models, desk.left_out


class Desk:
    """What is known before the lists are read."""

    def __init__(self, records: Records) -> None:
        self._names = {record.url.lower(): record.id for _, record in records.of(LicenseRecord) if record.url}
        self._names |= {
            name.lower(): record.id for _, record in records.of(LicenseRecord) for name in license_names(record)
        }
        self._origins = Origins(records)
        self.in_families = {
            spelt.lower()
            for _, family in records.of(FamilyRecord)
            for name, member in family.members.items()
            for spelt in (name, *member.names.get("huggingface", ()))
        }
        self.suppliers = {
            namespace.lower(): record.id
            for _, record in records.of(SupplierRecord)
            for namespace in record.namespaces.get("huggingface", ())
        }
        self.left_out: list[Said] = []

    def license(self, text: str) -> tuple[str, str | None] | None:
        """Our id, or `other` with the name that the list gives; None when the list says nothing."""
        text = SPELT.get(text.lower(), text)
        found = self._names.get(text.lower())
        if text.lower() in NOTHING or (not found and text.startswith("http")):
            return None
        return (found, None) if found else ("other", text)

    def joined(self, own: Member, said: list[Listing]) -> Member:
        """What a person wrote, completed by the lists, the first of which speaks first."""
        licenses = {found: one for one in reversed(said) if one.license and (found := self.license(one.license))}
        if len(licenses) > 1:
            told = ", ".join(f"{license_} ({one.source})" for (license_, _), one in licenses.items())
            self.left_out.append(Said(said[0].id, f"lists differ on the licence: {told}"))
        license_, license_name = next(iter(licenses)) if len(licenses) == 1 else (None, None)
        origin = _first(one.quantized_from for one in said)
        base = None if origin else _first(one.fine_tuned_from for one in said)
        places = tuple(dict.fromkeys(name for one in said for name in one.modelscope))
        source = next((one.source for one in said if one.license and licenses), said[0].source)
        values: dict[str, Any] = {
            "license": license_,
            "license_name": license_name,
            "released": _first(one.released for one in said),
            "names": {"modelscope": places} if places else {},
            "parameters": _first(one.parameters for one in said),
            "active_parameters": _first(one.active_parameters for one in said),
            "tasks": _first(one.tasks for one in said) or (),
            "modalities": _first(one.modalities for one in said) or (),
            "languages": _first(one.languages for one in said) or (),
            "context": _first(one.context for one in said),
            "embedding_dimension": _first(one.embedding_dimension for one in said),
            "quantized_from": origin,
            "fine_tuned_from": base,
            "trained_on": _first(one.trained_on for one in said),
            "source": source,
        }
        if own.license or own.licenses:
            values |= {"license": None, "license_name": None}
        given = {name: getattr(own, name) or value for name, value in values.items()}
        return msgspec.structs.replace(own, **given)

    def compare(self, said: list[Listing]) -> None:
        """What a list says of a model that a person wrote down: told where it differs, never taken over."""
        ours, _ = self._origins.licenses(said[0].id)
        for one in said:
            theirs = self.license(one.license) if one.license else None
            if theirs and ours and theirs[0] not in {dated.expression for dated in ours}:
                self.left_out.append(
                    Said(one.id, f"ours is {', '.join(d.expression for d in ours)}; {one.source} says {one.license}")
                )

    def without_repetition(self, member: Member, models: Mapping[str, Member]) -> Member:
        """A conversion's licence is left to its origin where that is known: it is said once, at the weights."""
        origin = member.quantized_from
        if not isinstance(origin, str) or not member.license:
            return member
        held = next((other for name, other in models.items() if name.lower() == origin.lower()), None)
        known, _ = self._origins.licenses(origin)
        if known or (held and held.license == member.license):
            return msgspec.structs.replace(member, license=None, license_name=None)
        return member


def _first(values: Iterable[Any]) -> Any:  # noqa: ANN401 - of any field
    return next((value for value in values if value), None)


def _write(folder: Path, models: Mapping[str, Member], suppliers: Mapping[str, str], today: date) -> None:
    by_namespace: dict[str, list[str]] = defaultdict(list)
    for name in models:
        by_namespace[name.partition("/")[0].lower()].append(name)
    files: dict[str, list[str]] = defaultdict(list)
    for namespace, names in by_namespace.items():
        files[_stem(namespace) if len(names) >= ENOUGH else f"various-{_letter(namespace)}"] += names
    for path in folder.glob("*.yaml"):
        path.unlink()
    for stem, names in files.items():
        lines = [*_lines(stem, sorted(names, key=str.lower), models, suppliers, today)]
        (folder / f"{stem}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _stem(namespace: str) -> str:
    return namespace.replace(".", "-").replace("_", "-")


def _letter(namespace: str) -> str:
    return namespace[0] if namespace[0].isalpha() else "0"


def _lines(
    stem: str, names: list[str], models: Mapping[str, Member], suppliers: Mapping[str, str], today: date
) -> Iterator[str]:
    own = {suppliers.get(name.partition("/")[0].lower()) for name in names}
    common = next(iter(own)) if len(own) == 1 else None
    sources = sorted({member.source for name in names if (member := models[name]).source})
    yield f"id: {stem}"
    if common:
        yield f"supplier: {common}"
    yield "models:"
    for name in names:
        member = models[name]
        supplier = member.supplier or suppliers.get(name.partition("/")[0].lower())
        told = msgspec.structs.replace(member, supplier=supplier if supplier != common else None)
        values = {key: value for key, value in msgspec.to_builtins(told).items() if value is not None}
        if len(sources) == 1:
            values.pop("source", None)
        yield from block(name, values, 2)
    yield "sources:"
    yield from (f"  - {source}" for source in sources)
    yield f"reviewed: {{on: {today}, by: maintainers}}"
