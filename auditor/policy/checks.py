"""What a policy must keep to besides its shape: words that exist, selectors that parse, waivers that are complete."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Role
from auditor.domain.finding import Action
from auditor.errors import AuditorError
from auditor.files.document import Path
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.decode import fault
from auditor.knowledge.misfit import suggestion
from auditor.knowledge.records import VocabularyRecord
from auditor.policy.coherence import Complaint, incoherences, left_empty
from auditor.policy.known_names import name_complaints
from auditor.policy.layers import Layer, Place
from auditor.policy.license_names import license_complaints
from auditor.policy.policy import COMPETITOR, Curation, Policy, Waiver
from auditor.policy.regions import GROUPS, MEANT, is_region
from auditor.policy.selector import Selector, matches_glob
from auditor.policy.settings import SECTION_KEYS, value_at

COUNTED: Final = ("model", "service", "dataset", "library", "file")
_MEASURED: Final = "policy/"
"""rules about the policy itself: answered by mending it, not by a waiver"""


def check_layer(
    layer: Layer,
    policy: Policy,
    *,
    known_rules: Collection[str] | None = None,
    vocabulary: VocabularyRecord | None = None,
    knowledge: KnowledgeBase | None = None,
) -> None:
    """Check what one file says by itself. Raises AuditorError for the first mistake in the order of the text."""
    found = list(left_empty(layer.document.value))
    if found := found or complaints(policy, known_rules=known_rules, vocabulary=vocabulary, knowledge=knowledge):
        path, message = min(found, key=lambda told: layer.document.position(told[0]))
        raise fault(layer.document, path, message, source=layer.source, at_key=path[:1] == ("rules",))


def complaints(
    policy: Policy,
    *,
    known_rules: Collection[str] | None = None,
    vocabulary: VocabularyRecord | None = None,
    knowledge: KnowledgeBase | None = None,
) -> list[Complaint]:
    """What is wrong with what a policy says, in no order."""
    found = [
        *_schema(policy),
        *_regions(policy),
        *_counted(policy),
        *_selectors(policy),
        *_declarations(policy),
        *_curations(policy),
        *_waivers(policy),
        *_agreements(policy),
        *incoherences(policy),
    ]
    if known_rules is not None:
        found += _rules(policy, known_rules)
    if vocabulary is not None:
        found += _words(policy, vocabulary)
    if knowledge is not None:
        found += [*license_complaints(policy, knowledge), *name_complaints(policy, knowledge)]
    return found


def check_together(policy: Policy, places: dict[Path, Place]) -> None:
    """Check what only shows once all files are put together: a licence that is both allowed and denied."""
    for a, allowed in enumerate(policy.license.allow):
        for d, denied in enumerate(policy.license.deny):
            if _same_license(allowed, denied):
                allow, deny = places[("license", "allow", a)], places[("license", "deny", d)]
                where = f"{deny.source}:{deny.mark.line}"
                raise AuditorError(f"{allow}: {allowed} is allowed here and denied by {denied} at {where}")


def contradictions(policy: Policy, lines: dict[str, str], sources: Sequence[str]) -> list[str]:
    """Where two lines say different things of one rule, and which of them holds.

    A line of `rules:` speaks before the key of a section; that a file says so on top of what it extends is as it should
    be, and not told.
    """
    told: list[str] = []
    for rule, setting in policy.rules.items():
        key = SECTION_KEYS.get(rule)
        action = value_at(policy, key) if key else None
        here = lines.get(f"rules.{rule}.action") or lines.get(f"rules.{rule}")
        there = lines.get(key) if key else None
        if setting.action is None or not isinstance(action, Action) or action is setting.action or not (here and there):
            continue
        if _rank_of(there, sources) >= _rank_of(here, sources):
            told.append(f"{here}, and holds: rules speak before sections. {there}, and does not")
    return told


def _rank_of(line: str, sources: Sequence[str]) -> int:
    """How special the file of a line is: what extends comes behind what it extends."""
    ranks = [number for number, source in enumerate(sources) if line.startswith(f"{source}:")]
    return max(ranks, default=-1)


def _same_license(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return matches_glob(one, other) or matches_glob(other, one)


def _schema(policy: Policy) -> Iterator[Complaint]:
    if policy.schema != 1:
        yield ("schema",), f"schema {str(policy.schema)[:20]} is not known here; this version reads schema 1"
    if not policy.name.strip():
        yield ("name",), "a policy needs a name"


def _regions(policy: Policy) -> Iterator[Complaint]:
    for key, words in (("regions", policy.use.regions), ("domicile", policy.use.domicile)):
        for index, word in enumerate(words or ()):
            if not is_region(word):
                meant = MEANT.get(word.upper(), word.upper())
                hint = f"; did you mean {meant}?" if is_region(meant) else f"; use ISO 3166 codes, {', '.join(GROUPS)}"
                yield ("use", key, index), f"{word!r} is no country or region{hint}"


def _counted(policy: Policy) -> Iterator[Complaint]:
    for index, word in enumerate(policy.concentration.count):
        if word not in COUNTED:
            yield ("concentration", "count", index), f"{word!r} is not counted; use {', '.join(COUNTED)}"


def _selectors(policy: Policy) -> Iterator[Complaint]:
    entries: Iterable[tuple[str, Iterable[str]]] = (
        ("agreements", (entry.component for entry in policy.agreements)),
        ("curations", (entry.component for entry in policy.curations)),
        ("waivers", (entry.component for entry in policy.waivers)),
    )
    for section, texts in entries:
        for index, text in enumerate(texts):
            yield from _parsed(Selector.parse, text, (section, index, "component"))
    for index, text in enumerate(policy.suppliers.internal):
        yield from _parsed(Selector.parse, text, ("suppliers", "internal", index))


def _parsed(parse: Callable[[str], object], text: str, path: Path) -> Iterator[Complaint]:
    try:
        parse(text)
    except ValueError as error:
        yield path, str(error)


def _declarations(policy: Policy) -> Iterator[Complaint]:
    for index, declared in enumerate(policy.declare):
        yield from _parsed(ComponentId.parse, declared.component, ("declare", index, "component"))
        if "*" in declared.component:
            yield ("declare", index, "component"), "one component is declared at a time, without *"
        if declared.role not in set(Role):
            yield ("declare", index, "role"), f"{declared.role!r} is not a role; use {', '.join(Role)}"
        yield from _said(declared.because, ("declare", index, "because"))


def _curations(policy: Policy) -> Iterator[Complaint]:
    for index, curation in enumerate(policy.curations):
        if not _states_something(curation):
            yield (
                ("curations", index),
                "a curation states one of license, supplier, not-a-model and fine-tuned-from",
            )
        if curation.fine_tuned_from is not None:
            yield from _parsed(ComponentId.parse, curation.fine_tuned_from, ("curations", index, "fine-tuned-from"))
        yield from _said(curation.because, ("curations", index, "because"))


def _states_something(curation: Curation) -> bool:
    return curation.not_a_model or any((curation.license, curation.supplier, curation.fine_tuned_from))


def _waivers(policy: Policy) -> Iterator[Complaint]:
    for index, waiver in enumerate(policy.waivers):
        yield from _said(waiver.reason, ("waivers", index, "reason"))
        yield from _said(waiver.approved_by, ("waivers", index, "approved-by"))
        yield from _waived_rule(waiver, ("waivers", index))


def _waived_rule(waiver: Waiver, path: Path) -> Iterator[Complaint]:
    if waiver.rule.startswith(_MEASURED):
        yield (*path, "rule"), f"{waiver.rule} speaks of the policy itself and cannot be waived; mend the policy"
    if waiver.rule.startswith("license/") and not (waiver.license or "").strip():
        yield path, f"a waiver of {waiver.rule} needs the key 'license': the licence that was accepted"


def _agreements(policy: Policy) -> Iterator[Complaint]:
    for index, agreement in enumerate(policy.agreements):
        path: Path = ("agreements", index)
        yield from _said(agreement.contract, (*path, "contract"))
        if not agreement.covers:
            yield (*path, "covers"), "an agreement covers something: provider-terms, a licence, or a rule"
        for place, word in enumerate(agreement.covers):
            if word.startswith(_MEASURED):
                yield (*path, "covers", place), f"{word} speaks of the policy itself; no contract answers it"


def _said(text: str, path: Path) -> Iterator[Complaint]:
    if not text.strip():
        yield path, f"nothing is written here; {path[-1]} needs words"


def _rules(policy: Policy, known: Collection[str]) -> Iterator[Complaint]:
    named: list[tuple[Path, str]] = [(("rules", rule), rule) for rule in policy.rules]
    named += [(("waivers", index, "rule"), waiver.rule) for index, waiver in enumerate(policy.waivers)]
    named += [
        (("agreements", index, "covers", place), word)
        for index, agreement in enumerate(policy.agreements)
        for place, word in enumerate(agreement.covers)
        if "/" in word
    ]
    for path, rule in named:
        if rule not in known:
            yield path, f"{rule!r} is not a rule{suggestion(rule, known)}"


def _words(policy: Policy, vocabulary: VocabularyRecord) -> Iterator[Complaint]:
    for index, word in enumerate(policy.use.modalities or ()):
        if word not in vocabulary.modalities:
            yield ("use", "modalities", index), _no_word(word, "modality", vocabulary.modalities)
    for index, word in enumerate(policy.use.business or ()):
        if word not in vocabulary.business and not (word.startswith(COMPETITOR) and word.removeprefix(COMPETITOR)):
            yield ("use", "business", index), _no_word(word, "kind of business", vocabulary.business)


def _no_word(word: str, what: str, known: Collection[str]) -> str:
    return f"{word!r} is no {what}{suggestion(word, known) or '; use ' + ', '.join(known)}"
