"""What stands above and below the list, in every format."""

from collections.abc import Iterator

from auditor.notices.document import Notices
from auditor.reporters.wording import plural


def head(notices: Notices) -> Iterator[str]:
    """What the document is."""
    if notices.entries:
        yield (
            f"These models, data sets and packages are passed on with {notices.root}. Where their licences prescribe a "
            "notice, it stands below, word for word."
        )
    else:
        yield f"No AI component is passed on with {notices.root}."
    if notices.unsaid:
        which = "all of them" if notices.unsaid == len(notices.entries) else f"{notices.unsaid:,} of them"
        yield (
            f"Whether copies of {which} are passed on, the policy does not say (use.distribution); they are listed as "
            "if they were."
        )
    yield "Kept by `auditor notices`. It is information, not legal advice."


def foot(notices: Notices) -> str:
    """What was left out; empty when nothing was."""
    parts = []
    if notices.not_passed_on:
        what = plural(notices.not_passed_on, "component")
        parts.append(f"{what} of which, by the policy, no copies are passed on")
    if notices.hosted:
        parts.append(f"{plural(notices.hosted, 'hosted model')}, reached over a network")
    return f"Not listed: {'; '.join(parts)}." if parts else ""
