"""What is told of a component besides facts: its own words, and, of what it leaves out, its origin's and its family's."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import msgspec

from auditor.knowledge.base import Details
from auditor.knowledge.mirrors import encoding
from auditor.knowledge.records import FamilyRecord, Member, RuntimeRecord, ServiceModel, Traits

TRAITS: Final = Traits.__struct_fields__


class Runtimes:
    """Which programmes run a model: those that know its architecture, and read the files that it comes in."""

    def __init__(self, records: Iterable[RuntimeRecord]) -> None:
        self._by_encoding: dict[str, list[RuntimeRecord]] = defaultdict(list)
        for record in sorted(records, key=lambda record: record.id):
            for word in record.encodings:
                self._by_encoding[word].append(record)
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, architecture: str | None, files: str) -> tuple[str, ...]:
        """Their ids, in order of the alphabet; none where the architecture is not known."""
        if architecture is None:
            return ()
        key = (architecture, files)
        if key not in self._known:
            self._known[key] = tuple(
                record.id
                for record in self._by_encoding[files]
                if not record.architectures or architecture in record.architectures
            )
        return self._known[key]


def shared(family: FamilyRecord | None) -> FamilyRecord | None:
    """What a family says of ids that it does not list: nothing of conversation, for which some are tuned, and some not."""
    return msgspec.structs.replace(family, chat_format=None, tool_format=None) if family else None


def of_model(
    name: str, member: Member, origin: Member | None, family: FamilyRecord | None, runtimes: Runtimes
) -> Details:
    """Of a model: `origin` are the weights that a conversion was made from."""
    given: list[Member | FamilyRecord] = [record for record in (member, origin, family) if record is not None]
    traits = {field: next((value for record in given if (value := getattr(record, field))), None) for field in TRAITS}
    told = runtimes.of(traits["architecture"], encoding(name))
    traits["runtimes"] = tuple(sorted({*(traits["runtimes"] or ()), *told}))
    return Details(
        family=family.id if family else None,
        family_name=family.name if family else None,
        released=member.released or (family.released if family else None),
        parameters=member.parameters or (origin.parameters if origin else None),
        active_parameters=member.active_parameters or (origin.active_parameters if origin else None),
        gated=family.gated if family and member.gated is None else member.gated,
        aliases=member.names.get("huggingface", ()),
        note=member.note,
        **{field: value for field, value in traits.items() if value},
    )


def elsewhere(details: Details, ecosystem: str, runtimes: Runtimes) -> Details:
    """Of the same weights under another name: in Ollama's library they lie as GGUF files."""
    if ecosystem != "ollama":
        return msgspec.structs.replace(details, aliases=())
    return msgspec.structs.replace(details, aliases=(), runtimes=runtimes.of(details.architecture, "gguf"))


def of_service(model: ServiceModel, family: FamilyRecord | None, weights: Details | None) -> Details:
    """Of a hosted model: what its host says, then what its weights are, then what its family is."""
    given = [record for record in (model, weights, family) if record is not None]

    def first(field: str) -> object:
        return next((value for record in given if (value := getattr(record, field, None))), None)

    traits = {field: first(field) for field in TRAITS if field != "runtimes"}
    return msgspec.convert(
        {
            **{field: value for field, value in traits.items() if value},
            "family": model.family,
            "family_name": family.name if family else None,
            "released": model.released or (family.released if family else None),
            "parameters": weights.parameters if weights else None,
            "active_parameters": weights.active_parameters if weights else None,
            "aliases": model.aliases,
            "floating": model.floating,
            "note": f"points to {model.floating}" if model.floating else model.note,
        },
        Details,
    )
