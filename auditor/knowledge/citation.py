"""An answer as something that a report can cite."""

from auditor.domain.finding import Clause
from auditor.domain.profile import BindingAnswer
from auditor.knowledge.sentences import sentence


def cite(binding: BindingAnswer) -> Clause:
    """The clause behind an answer, with what it says in our own words and where to read it."""
    answer = binding.answer
    return Clause(
        license=binding.license.id,
        question=binding.question,
        clause=answer.clause,
        answer=sentence(binding.question, answer),
        words=answer.words,
        url=answer.url or binding.license.url,
    )
