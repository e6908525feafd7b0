"""What is told of a component besides facts: its own words, and, of what it leaves out, its origin's and its family's."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import msgspec

from auditor.knowledge.base import Details
from auditor.knowledge.mirrors import encoding
from auditor.knowledge.peers import ABILITIES
from auditor.knowledge.records import FamilyRecord, Member, Reviewed, RuntimeRecord, ServiceModel, Traits

TRAITS: Final = Traits.__struct_fields__
UNTUNED: Final = "none"
"""the word for a form that weights are known not to have"""
_SIZE: Final = re.compile(r"(?<![a-z0-9.])(\d{1,4}(?:\.\d{1,3})?[bmt])(?![a-z0-9])", re.IGNORECASE)
_ACTIVE: Final = re.compile(r"(?<![a-z0-9.])a(\d{1,4}(?:\.\d{1,3})?[bm])(?![a-z0-9])", re.IGNORECASE)
_DECIMAL: Final = re.compile(r"(?<=[-_])(\d)_(\d)(?=[bB](?![a-zA-Z0-9]))")
"""`1_8B` is 1.8B"""
_EXPERTS: Final = re.compile(r"\d[xX]\d|-\d{1,3}E(?![a-z0-9])")
"""in `8x7B` and `17B-16E` a size is that of a part"""
NOTHING: Final = Details()
NO_FAMILY: Final = FamilyRecord(id="", name="", supplier="", sources=(), reviewed=Reviewed(on=date.min, by=""))


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
    traits: dict[str, Any] = dict.fromkeys(TRAITS)
    for record in (family, origin, member):
        if record is not None:
            traits.update({field: value for field in TRAITS if (value := getattr(record, field))})
    traits["tasks"], traits["tool_format"] = _conversation(traits)
    told = runtimes.of(traits["architecture"], encoding(name)) if traits["architecture"] else ()
    traits["runtimes"] = tuple(sorted({*traits["runtimes"], *told})) if traits["runtimes"] else told
    size = member.parameters or (origin.parameters if origin else None)
    active = member.active_parameters or (origin.active_parameters if origin else None)
    if not size:
        size, named = named_size(name)
        active = active or named
    return Details(
        family=family.id if family else None,
        family_name=family.name if family else None,
        released=member.released or (family.released if family else None),
        parameters=size,
        active_parameters=active,
        gated=family.gated if family and member.gated is None else member.gated,
        aliases=member.names.get("huggingface", ()),
        note=member.note,
        **{field: value for field, value in traits.items() if value},
    )


def _conversation(traits: Mapping[str, Any]) -> tuple[tuple[str, ...], str | None]:
    """The tasks and the form of tool calls: what a family can do in conversation, its untuned weights cannot."""
    tasks, calls = traits["tasks"] or (), traits["tool_format"]
    if traits["chat_format"] == UNTUNED:
        return tuple(word for word in tasks if word not in ABILITIES), None
    calls = calls if calls != UNTUNED else None
    further = (("chat", traits["chat_format"]), ("tools", calls))
    return tuple(dict.fromkeys((*tasks, *(word for word, form in further if form)))), calls


def named_size(name: str) -> tuple[str | None, str | None]:
    """The parameters, and the active ones, that a maker put into a name: `30B-A3B`; None where two sizes stand there."""
    bare = _DECIMAL.sub(r"\1.\2", name.rpartition("/")[2])
    if _EXPERTS.search(bare):
        return None, None
    sizes = {found.upper() for found in _SIZE.findall(bare)}
    active = {found.upper() for found in _ACTIVE.findall(bare)}
    return (sizes.pop() if len(sizes) == 1 else None), (active.pop() if len(active) == 1 else None)


def elsewhere(details: Details, ecosystem: str, runtimes: Runtimes) -> Details:
    """Of the same weights under another name: in Ollama's library they lie as GGUF files."""
    if ecosystem != "ollama":
        return msgspec.structs.replace(details, aliases=())
    return msgspec.structs.replace(details, aliases=(), runtimes=runtimes.of(details.architecture, "gguf"))


def of_service(model: ServiceModel, family: FamilyRecord | None, weights: Details | None) -> Details:
    """Of a hosted model: what its host says, then what its weights are, then what its family is."""
    weights = weights or NOTHING
    shared_ = family or NO_FAMILY
    tasks = model.tasks or weights.tasks or shared_.tasks
    calls = weights.tool_format or shared_.tool_format
    if weights.chat_format == UNTUNED:  # its host completes text with it: lists of prices call that chat as well
        tasks, calls = tuple(word for word in tasks if word not in ABILITIES), None
    return Details(
        family=model.family,
        family_name=family.name if family else None,
        released=model.released or shared_.released,
        modalities=model.modalities or weights.modalities or shared_.modalities,
        parameters=weights.parameters,
        active_parameters=weights.active_parameters,
        tasks=tasks,
        context=model.context or weights.context or shared_.context,
        languages=weights.languages or shared_.languages,
        embedding_dimension=model.embedding_dimension or weights.embedding_dimension or shared_.embedding_dimension,
        architecture=weights.architecture or shared_.architecture,
        tokenizer=weights.tokenizer or shared_.tokenizer,
        chat_format=weights.chat_format or shared_.chat_format,
        tool_format=calls,
        aliases=model.aliases,
        floating=model.floating,
        note=f"points to {model.floating}" if model.floating else model.note,
    )
