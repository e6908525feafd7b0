"""The YAML head of a Markdown file, as model cards have it: between two lines of three dashes, at the very top."""

from auditor.files.document import Document, ParseError
from auditor.files.yaml_document import load_all


def split(text: str) -> tuple[Document | None, int]:
    """The head and the line on which the body begins; (None, 1) for a text without a head. Raises ParseError.

    Positions count from the top of the file. A head is a mapping: a text between two rulers is none.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, 1
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        return None, 1
    documents = load_all("\n" + "\n".join(lines[1:end]))  # the first line is left empty, so that lines agree
    if len(documents) > 1:
        raise ParseError("more than one document in the head", documents[1].position(()))
    if not documents or documents[0].value is None:
        return None, end + 2
    return (documents[0], end + 2) if isinstance(documents[0].value, dict) else (None, 1)
