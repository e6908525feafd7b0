"""The exceptions: something is wrong with how we were called.

What is wrong with the *world* (an unreadable file, a licence nobody states) is a value: a `Diagnostic` or a `Finding`.
"""


class AuditorError(Exception):
    """A wrong call, told in one sentence and without a traceback. Exit code 2."""

    exit_code = 2


class UnfinishedError(AuditorError):
    """The audit could not be finished, through no fault of the caller. Exit code 3."""

    exit_code = 3
