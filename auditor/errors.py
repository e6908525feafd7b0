"""The exception: something is wrong with how we were called.

What is wrong with the *world* (an unreadable file, a licence nobody states) is a value: a `Diagnostic` or a `Finding`.
"""


class AuditorError(Exception):
    """A wrong call, told in one sentence and without a traceback."""
