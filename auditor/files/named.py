"""Files that a person names, on the command line or in a policy: a mistake is one sentence, and nothing is read without end."""

from pathlib import Path

from auditor.errors import AuditorError


def whole(file: Path, noun: str, most: int, name: str | None = None) -> bytes:
    """All of a file of at most so many bytes. Raises AuditorError.

    `noun` is what the file is to be, `name` what messages call it, unless that is its path.
    """
    name = name or str(file)
    try:
        with file.open("rb") as stream:
            found = stream.read(most + 1)
    except OSError as error:
        raise AuditorError(f"{name}: the {noun} cannot be read: {error.strerror}") from error
    if len(found) > most:
        raise AuditorError(f"{name}: the {noun} is larger than {most >> 20} MiB and is not read")
    return found


def whole_text(file: Path, noun: str, most: int, name: str | None = None) -> str:
    """The same as text, without a byte order mark. Raises AuditorError with the place of what is not UTF-8."""
    found = whole(file, noun, most, name)
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found[: error.start].count(b"\n") + 1
        raise AuditorError(f"{name or file}:{line}:1: the {noun} is not UTF-8") from error
