"""Waivers that stand in the code: `# auditor: ignore[rule] until=2027-03-31 license=CC-BY-NC-4.0 why`.

They keep to what waivers of the policy keep to: a rule that exists, a reason, an end within a year, and for a rule about
licences the one that was accepted. Who approves them is told by the history of the file; `by=` and `ticket=` may be said.
Whether comments may waive at all is for the policy to say: `inline-waivers: allow`, or `deny`, which is the default.
"""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Final

import msgspec

from auditor.domain.audit import Diagnostic, DiagnosticKind
from auditor.domain.evidence import Location, WaiverComment
from auditor.errors import AuditorError
from auditor.files.secrets import masked
from auditor.knowledge.misfit import suggestion
from auditor.policy.policy import InlineWaivers

LONGEST: Final = timedelta(days=366)
"""no waiver reaches further than this beyond the day of the audit"""
MOST_DENIED: Final = 1_000
"""comments that may not speak are told one by one up to here: a hostile tree may hold any number"""
_KEYS: Final = ("until", "license", "by", "ticket")
_VERB: Final = "ignore"
_HEAD: Final = re.compile(r"auditor:[ \t]*(?P<verb>[A-Za-z-]+)(?P<space>[ \t]*)(?P<open>\[)?")
_WORD: Final = re.compile(r'(?P<key>[A-Za-z][A-Za-z-]*)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S*))|\S+')


class InlineWaiver(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of one comment."""

    rule: str
    license: str | None = None
    """the licence that was accepted; another one voids the waiver"""
    reason: str
    approved_by: str | None = None
    ticket: str | None = None
    expires: date
    location: Location
    """of the comment"""
    covers: Location
    """the line that it speaks of"""
    beside: str = ""
    """that line as it is written"""


class InlineRead(msgspec.Struct, frozen=True):
    """What comments say, and what became of those that may not speak."""

    waivers: tuple[InlineWaiver, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class _Mistake(Exception):
    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


def read_comments(
    comments: Iterable[WaiverComment],
    may: InlineWaivers,
    known_rules: Collection[str],
    today: date,
    no_license: Callable[[str], str] = lambda _: "",
) -> InlineRead:
    """The waivers of all comments. Raises AuditorError with `file:line:column` for one that cannot be read.

    Where the policy denies them, each comment is a diagnostic instead, and so is what is wrong with it: a stranger's
    comment stops no audit. `no_license` says why a text is no licence expression, or nothing.
    """
    waivers: list[InlineWaiver] = []
    diagnostics: list[Diagnostic] = []
    allowed = may is InlineWaivers.ALLOW
    in_order = sorted(comments, key=lambda comment: (comment.location, comment.text))
    for comment in in_order if allowed else in_order[:MOST_DENIED]:
        try:
            found = _parsed(comment, known_rules, today, no_license if allowed else lambda _: "")
        except _Mistake as mistake:
            place = _at(comment.location, mistake.offset)
            if allowed:
                raise AuditorError(f"{place}: {mistake}") from None
            diagnostics.append(_denied(place, f", and it could not be read: {mistake}"))
            continue
        if allowed:
            waivers += found
        elif found:
            diagnostics.append(_denied(comment.location))
    if not allowed and (more := len(in_order) - MOST_DENIED) > 0:
        message = f"{more:,} more comments speak to auditor and waive nothing"
        diagnostics.append(Diagnostic("inline-waiver-denied", message, DiagnosticKind.NOTE))
    return InlineRead(tuple(waivers), tuple(diagnostics))


def _denied(place: Location, more: str = "") -> Diagnostic:
    message = f"this comment waives nothing: the policy says inline-waivers: deny{more}"
    return Diagnostic("inline-waiver-denied", message, DiagnosticKind.NOTE, place)


def _at(location: Location, offset: int) -> Location:
    return Location(
        location.path, location.line, location.column + offset, cell=location.cell, cell_line=location.cell_line
    )


def _parsed(
    comment: WaiverComment, known_rules: Collection[str], today: date, no_license: Callable[[str], str]
) -> list[InlineWaiver]:
    """One waiver for each rule; none when the comment speaks of something else."""
    head = _HEAD.match(comment.text)
    if head is None or (head["verb"] != _VERB and not _meant(head)):
        return []
    if head["verb"] != _VERB:
        raise _Mistake(head.start("verb"), f"{head['verb']!r} is no word that is known here; did you mean {_VERB}?")
    close = comment.text.find("]", head.end())
    if head["open"] is None or close < 0:
        raise _Mistake(head.end("verb"), "the rule is missing; write ignore[license/naming-duty]")
    rules = _rules(comment.text, head.end(), close, known_rules)
    said, reason = _words(comment.text, close + 1)
    expires = _expires(said, close + 1, today)
    license_ = said["license"][0] if "license" in said else None
    if license_ is not None and (why := no_license(license_)):
        raise _Mistake(said["license"][1], why)
    for rule, offset in rules:
        if rule.startswith("license/") and not license_:
            raise _Mistake(offset, f"a waiver of {rule} needs license=…: the licence that was accepted")
    if not reason:
        raise _Mistake(len(comment.text), "the reason is missing; write it behind the rest")
    return [
        InlineWaiver(
            rule=rule,
            license=license_,
            reason=masked(reason),
            approved_by=said["by"][0] if "by" in said else None,
            ticket=said["ticket"][0] if "ticket" in said else None,
            expires=expires,
            location=comment.location,
            covers=comment.covers,
            beside=comment.beside,
        )
        for rule, _ in rules
    ]


def _meant(head: re.Match[str]) -> bool:
    """Whether another word than ours was meant for ours: `ingore[…]`; `auditor: J. Smith` is about somebody else."""
    return head["open"] is not None or bool(get_close_matches(head["verb"].lower(), [_VERB], cutoff=0.75))


def _rules(text: str, begin: int, close: int, known: Collection[str]) -> list[tuple[str, int]]:
    """The rules between the brackets, each with its offset."""
    found: list[tuple[str, int]] = []
    for part in text[begin:close].split(","):
        rule = part.strip()
        offset = begin + len(part) - len(part.lstrip())
        begin += len(part) + 1
        if not rule:
            raise _Mistake(offset, "the rule is missing; write ignore[license/naming-duty]")
        if rule not in known:
            raise _Mistake(offset, f"{rule!r} is not a rule{suggestion(rule, known)}")
        if rule.startswith("policy/"):
            raise _Mistake(offset, f"{rule} speaks of the policy itself and cannot be waived; mend the policy")
        if rule in {name for name, _ in found}:
            raise _Mistake(offset, f"{rule} stands here twice")
        found.append((rule, offset))
    return found


def _words(text: str, begin: int) -> tuple[dict[str, tuple[str, int]], str]:
    """What is said of the keys, with offsets, and the reason: everything else."""
    said: dict[str, tuple[str, int]] = {}
    reason: list[str] = []
    for match in _WORD.finditer(text, begin):
        key = match["key"]
        if key in _KEYS:
            value = (match["quoted"] if match["quoted"] is not None else match["bare"]).strip()
            if key in said:
                raise _Mistake(match.start(), f"{key} stands here twice")
            if not value:
                raise _Mistake(match.start(), f"nothing is written behind {key}=")
            said[key] = (value, match.start() + len(key) + 1)
        elif key is not None and (not reason or get_close_matches(key.lower(), _KEYS, cutoff=0.75)):
            hint = suggestion(key, _KEYS) or f"; use {', '.join(_KEYS)}"
            raise _Mistake(match.start(), f"{key!r} is not a key of an inline waiver{hint}")
        else:
            reason.append(match[0])
    return said, " ".join(reason)


def _expires(said: dict[str, tuple[str, int]], begin: int, today: date) -> date:
    if "until" not in said:
        raise _Mistake(begin, "the end is missing; write until=2026-12-31, a year from now at the latest")
    text, offset = said["until"]
    try:
        expires = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        expires = None
    if expires is None:
        raise _Mistake(offset, f"{text!r} is no date; dates are written 2026-12-31")
    if expires > today + LONGEST:
        raise _Mistake(offset, f"{expires} is more than a year from {today}; a waiver ends sooner")
    return expires
