"""The NOTICE or third-party file: what is passed on, under which licence, and the words that must travel along.

`document` gathers it from an audit, `text`, `markdown` and `json` write it down, `duties` tells what is still open. The
file holds no date and no digest: it changes when what is passed on does, so that a check can compare it.
"""

from auditor.notices.document import Notices, gather

__all__ = ["Notices", "gather"]
"""The document, and how it is made from an audit."""
