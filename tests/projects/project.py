"""The sample projects: small source trees after real questions that people asked, and what the tool says of each.

A project is a folder here:

    README.md            one line: what it shows, and the thread it comes from
    tree/                the scanned files
    policy.yaml          the policy that judges
    expected.txt         what is said of it
    twin/                the same thing without what was wrong: there the rules in question stay silent
    twin-policy.yaml     only where the twin differs in the policy; without a `twin` folder the same tree is judged
    expected-twin.txt    what is said of the twin

`expected.txt` lists, for the shipped knowledge and one fixed day, the verdict, every component of the inventory with the
licence that counts, **every finding that warns or fails** (action, severity, rule, component, first place), whatever its
rule, and every diagnostic; what a waiver or an agreement sets aside begins with `waived`. Messages are left out: they are
tested with their rules. Notes are many and grow with what is known, so they are listed only for the rules that the first
line of the file names (`notes: RULE …`; `*` for all); of those rules, all of them. A thing is silent where its line is
missing.

Written anew by `python -m tests.projects.write_expected [NAME …]`, which keeps the first line; then read the diff.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from auditor.domain.audit import Assessment, Audit
from auditor.domain.finding import Action, Finding
from auditor.pipeline import Request, audit

HERE: Final = Path(__file__).parent
AS_OF: Final = date(2026, 11, 23)
"""the day on which every project is judged"""
_NOTES: Final = "notes:"


class Project(msgspec.Struct, frozen=True, dict=True):
    """One tree, one policy, one expected text: a project, or its twin."""

    folder: Path
    is_twin: bool = False

    @property
    def name(self) -> str:
        """As test ids show it."""
        return f"{self.folder.name}-twin" if self.is_twin else self.folder.name

    def is_sibling(self, other: "Project") -> bool:
        """Whether one is the other's twin."""
        return self.folder == other.folder and self.is_twin is not other.is_twin

    @property
    def tree(self) -> Path:
        """What is scanned."""
        twin = self.folder / "twin"
        return twin if self.is_twin and twin.is_dir() else self.folder / "tree"

    @property
    def policy(self) -> Path:
        """What judges."""
        other = self.folder / "twin-policy.yaml"
        return other if self.is_twin and other.is_file() else self.folder / "policy.yaml"

    @property
    def expected(self) -> Path:
        """What was said when somebody last read it."""
        return self.folder / ("expected-twin.txt" if self.is_twin else "expected.txt")

    @cached_property
    def audit(self) -> Audit:
        """The whole audit: offline, with the shipped knowledge, without a cache of earlier scans."""
        return audit(Request(root=self.tree, as_of=AS_OF, today=AS_OF, policy=str(self.policy), cache=False))

    def shown_notes(self) -> tuple[str, ...]:
        """The rules whose notes are listed too, by the first line of the expected text; the twin asks like its sibling."""
        for file in (self.expected, self.folder / "expected.txt"):
            if file.is_file():
                return tuple(file.read_text(encoding="utf-8").partition("\n")[0].removeprefix(_NOTES).split())
        return ()


def projects() -> tuple[Project, ...]:
    """Every project, each followed by its twin."""
    folders = sorted(path for path in HERE.iterdir() if (path / "tree").is_dir())
    return tuple(Project(folder, is_twin=is_twin) for folder in folders for is_twin in (False, True))


def told(project: Project) -> str:
    """What is said of a project today, in the form of `expected.txt`."""
    return "\n".join([*_lines(project.audit, project.shown_notes()), ""])


def _lines(result: Audit, notes: Sequence[str]) -> Iterator[str]:
    yield " ".join([_NOTES, *notes])
    yield f"verdict {result.verdict}"
    yield from (f"component {_component(one)}" for one in result.assessments)
    yield from (
        _finding(finding)
        for finding in result.findings
        if finding.action is not Action.NOTE or finding.rule in notes or "*" in notes
    )
    yield from (f"diagnostic {one.code} {one.location or ''}".rstrip() for one in result.diagnostics)


def _component(one: Assessment) -> str:
    profile = one.profile
    used = "" if profile.uses else " (mentioned)"
    if not profile.licenses:
        return f"{profile.component} {profile.unknown or 'unknown'}{used}"
    guess = " (guess)" if profile.guessed else ""
    return f"{profile.component} {profile.licenses[0].expression}{guess}{used}"


def _finding(finding: Finding) -> str:
    place = finding.locations[0] if finding.locations else None
    about = finding.component or "the tree"
    waived = "waived " if finding.waived is not None else ""
    return f"{waived}{finding.action} {finding.severity} {finding.rule} {about}" + (
        f" {place.path}:{place.line}" if place else ""
    )
