"""Joins sightings with what `services/*.yaml` holds, and writes the files anew from their `models:` on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from auditor.domain.fact import SupportStatus
from auditor.files import yaml_document
from auditor.knowledge.decode import decode
from auditor.knowledge.harvest.makers import OWN, Makers
from auditor.knowledge.harvest.price_list import LOWER_BOUNDS
from auditor.knowledge.harvest.sighting import Sighting
from auditor.knowledge.harvest.yaml_text import block
from auditor.knowledge.records import ServiceModel, ServiceRecord, SupportRecord

HEAD_OF_MODELS: Final = "\nmodels:"
DECADES_AWAY: Final = date(2040, 1, 1)
"""a shutdown after this is a placeholder"""


def update(folder: Path, sightings: Iterable[Sighting], makers: Makers, today: date) -> dict[str, int]:
    """Rewrite each host's file that exists; what is seen of other hosts is left. Returns the ids per host."""
    by_host: dict[str, dict[str, list[Sighting]]] = defaultdict(lambda: defaultdict(list))
    for sighting in sightings:
        by_host[sighting.host][sighting.id].append(sighting)
    counts = {}
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        record = decode(yaml_document.load_all(text)[0], ServiceRecord, source=str(path))
        models = Desk(record, makers, today).joined(by_host.get(record.id, {}))
        head = text.partition(HEAD_OF_MODELS)[0].rstrip("\n")
        path.write_text("\n".join([head, *_lines(models)]) + "\n", encoding="utf-8")
        counts[record.id] = len(models)
    return counts


def describe(folder: Path, sightings: Iterable[Sighting]) -> dict[str, int]:
    """Complete what is known of the ids that are listed: what they can do, their context, the length of their vectors.

    Nothing else changes, and no id comes or goes; the lists that told it are added to the file's sources. Returns how
    many ids of each host were completed.
    """
    by_host: dict[str, dict[str, list[Sighting]]] = defaultdict(lambda: defaultdict(list))
    for sighting in sightings:
        by_host[sighting.host][sighting.id.lower()].append(sighting)
    counts = {}
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        record = decode(yaml_document.load_all(text)[0], ServiceRecord, source=str(path))
        models, told = dict[str, ServiceModel](), list[str]()
        for name, model in record.models.items():
            models[name] = model
            for sighting in by_host[record.id].get(name.lower(), []):
                completed = _described(models[name], sighting)
                if completed != models[name]:
                    told.append(sighting.listed_in or sighting.source)
                    models[name] = completed
        changed = sum(models[name] != model for name, model in record.models.items())
        if changed:
            head = with_sources(text.partition(HEAD_OF_MODELS)[0].rstrip("\n"), told)
            path.write_text("\n".join([head, *_lines(models)]) + "\n", encoding="utf-8")
            counts[record.id] = changed
    return counts


def _described(model: ServiceModel, seen: Sighting) -> ServiceModel:
    return msgspec.structs.replace(
        model,
        tasks=model.tasks or seen.tasks,
        context=model.context or seen.context,
        embedding_dimension=model.embedding_dimension or seen.embedding_dimension,
    )


def with_sources(head: str, addresses: Iterable[str]) -> str:
    """The head of a file with further addresses among its sources."""
    lines = head.split("\n")
    known = {*re.split(r"[\s,\[\]]+", head)}
    new = [address for address in dict.fromkeys(addresses) if address not in known]
    start = next(number for number, line in enumerate(lines) if line.startswith("sources:"))
    if lines[start].startswith("sources: ["):
        inside, bracket, rest = lines[start].removeprefix("sources: [").partition("]")
        lines[start] = f"sources: [{', '.join([inside, *new])}{bracket}{rest}"
        return "\n".join(lines)
    end = start + 1
    while end < len(lines) and lines[end].startswith("  "):
        end += 1
    return "\n".join([*lines[:end], *(f"  - {address}" for address in new), *lines[end:]])


def _lines(models: dict[str, ServiceModel]) -> list[str]:
    lines = ["models:" if models else "models: {}"]
    for name in sorted(models, key=lambda name: (name.lower(), name)):
        values: dict[str, Any] = msgspec.to_builtins(models[name])
        lines += block(name, values, 2)
    return lines


class Ending(msgspec.Struct, frozen=True):
    """The day that a statement names, and whether it is only the earliest possible one."""

    on: date | None
    lower_bound: bool


class Desk:
    """One host's file, the makers, and the day of the review: all that is needed to judge what lists say."""

    def __init__(self, record: ServiceRecord, makers: Makers, today: date) -> None:
        self._record = record
        self._makers = makers
        self._today = today

    def joined(self, seen: dict[str, list[Sighting]]) -> dict[str, ServiceModel]:
        """The file's models, each with what was seen of it, and those that were not known before."""
        models = dict(self._record.models)
        # Hosts spell an id in several ways; a name that is there already keeps its spelling.
        spelt = {name.lower(): name for name in models}
        for name in sorted(seen):
            place = spelt.setdefault(name.lower(), name)
            own = models.get(place, ServiceModel())
            models[place] = self._model(place, own, seen[name])
        known = {name.lower() for name in models}
        return {
            name: msgspec.structs.replace(
                model, aliases=tuple(alias for alias in model.aliases if alias.lower() not in known)
            )
            for name, model in models.items()
        }

    def _model(self, name: str, own: ServiceModel, seen: list[Sighting]) -> ServiceModel:
        record, makers = self._record, self._makers
        seen = sorted(seen, key=lambda s: (not s.first_party, -(s.as_of or self._today).toordinal(), s.lower_bound))
        family = own.family or makers.family(record.id, name)
        weights = None if family or record.id in OWN else makers.weights(name)
        maker = own.made_by or (None if family else weights[1] if weights else makers.maker(record.id, name))
        seen = _one_word_per_source(seen)
        support = [*self._support(seen, family)]
        if not support and not own.support and record.id not in OWN and makers.speaks_of_its_end(family):
            # Without a word of its own, the maker's date would be taken for this host's.
            first = seen[0]
            support = [
                SupportRecord(status=SupportStatus.DEPLOYED, says=record.id, source=first.source, as_of=first.as_of)
            ]
        released = own.released or next((str(s.released) for s in seen if s.released), None)
        return ServiceModel(
            name=own.name,
            family=family,
            serves=own.serves or (weights[0] if weights else next((s.serves for s in seen if s.serves), None)),
            made_by=maker if maker != record.supplier else None,
            released=released,
            aliases=own.aliases or tuple(dict.fromkeys(alias for s in seen for alias in s.aliases)),
            floating=own.floating or next((s.floating for s in seen if s.floating), None),
            modalities=own.modalities or (() if family or weights else _first(s.modalities for s in seen)),
            tasks=own.tasks or _first(s.tasks for s in seen),
            context=own.context or next((s.context for s in seen if s.context), None),
            embedding_dimension=own.embedding_dimension
            or next((s.embedding_dimension for s in seen if s.embedding_dimension), None),
            support=_merged(own.support, support),
            source=own.source or (None if support and support[0].source == seen[0].source else seen[0].source),
            note=own.note,
        )

    def _support(self, seen: Sequence[Sighting], family: str | None) -> Iterable[SupportRecord]:
        told: set[tuple[date | None, date | None]] = set()
        earliest = {s.end for s in seen if s.lower_bound and s.end}
        exact = {s.end for s in seen if s.first_party and not s.lower_bound and s.end}
        floor = self._makers.earliest_ends(family)
        for sighting in seen:
            end = sighting.end if sighting.end and sighting.end < DECADES_AWAY else None
            bound = sighting.lower_bound or (
                end is not None
                and not sighting.first_party
                and end not in exact
                and (end in earliest or str(end) in floor or (self._record.id in LOWER_BOUNDS and end > self._today))
            )
            about = (None if bound else end, end if bound else None)
            if about == (None, None) and not (sighting.deprecated or sighting.vanished):
                continue
            if about in told or (sighting.vanished and end is None and (told or self._makers_word(family))):
                continue
            told.add(about)
            yield self._entry(sighting, Ending(end, bound))

    def _makers_word(self, family: str | None) -> bool:
        """Whether this host is the maker's own, and the maker speaks of the family's end."""
        return self._record.id in OWN and self._makers.speaks_of_its_end(family)

    def _entry(self, sighting: Sighting, ending: Ending) -> SupportRecord:
        end, bound, host = ending.on, ending.lower_bound, self._record.id
        if end is None and sighting.vanished:
            return SupportRecord(
                status=SupportStatus.REMOVED,
                says="observers",
                note=f"last listed by LiteLLM {sighting.vanished}; no date was ever stated there",
                source=sighting.source,
            )
        # A day that a list merely names may be an ordinary model's scheduled end.
        scheduled = bound or not (sighting.first_party or sighting.deprecated)
        status = SupportStatus.SUPPORT if scheduled else SupportStatus.DEPRECATED
        if end and not bound and end <= self._today:
            status = SupportStatus.END_OF_SUPPORT
        elif end and bound and end <= self._today:
            # A promise that has run out says nothing of today.
            status = SupportStatus.DEPLOYED
        deprecated = sighting.deprecated if not end or not sighting.deprecated or sighting.deprecated <= end else None
        # A page that names a day to come was written before it: that day is no announcement.
        announced = deprecated if not (deprecated and sighting.as_of) or deprecated <= sighting.as_of else None
        named = sighting.replacement
        family = self._makers.family(host, named) if named else None
        return SupportRecord(
            status=status,
            announced=announced,
            deprecated=deprecated,
            end_of_support=None if bound else end,
            not_sooner_than=end if bound else None,
            superseded_by=f"service:{host}/{named}" if named else family,
            says=host if sighting.first_party else "observers",
            source=sighting.source,
            as_of=sighting.as_of,
        )


def _one_word_per_source(seen: Sequence[Sighting]) -> list[Sighting]:
    """A page may name an id twice, for a tuned form or an earlier plan: the latest end counts, the rest fills it up."""
    by_source: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in seen:
        by_source[sighting.source].append(sighting)
    return [_joint(group) for group in by_source.values()]


def _joint(group: Sequence[Sighting]) -> Sighting:
    latest = max(group, key=lambda s: (s.end is not None and not s.lower_bound, s.end or date.min, s.as_of or date.min))
    same = [latest, *(s for s in group if s.end == latest.end and s is not latest)]
    return msgspec.structs.replace(
        latest,
        released=next((s.released for s in group if s.released), None),
        deprecated=next((s.deprecated for s in same if s.deprecated), None),
        replacement=next((s.replacement for s in same if s.replacement), None),
        aliases=tuple(dict.fromkeys(alias for s in group for alias in s.aliases)),
        floating=next((s.floating for s in group if s.floating), None),
        modalities=_first(s.modalities for s in group),
        tasks=_first(s.tasks for s in group),
        context=next((s.context for s in group if s.context), None),
        embedding_dimension=next((s.embedding_dimension for s in group if s.embedding_dimension), None),
    )


def _first(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return next((value for value in values if value), ())


def _merged(own: Sequence[SupportRecord], harvested: Sequence[SupportRecord]) -> tuple[SupportRecord, ...]:
    """A list's newer word stands in for its older one; every other statement is kept."""
    sources = {entry.source for entry in harvested}
    return (*(entry for entry in own if entry.source not in sources), *harvested)
