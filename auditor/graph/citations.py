"""The clauses behind answers, each worked out once for a graph: many components come under the same licence."""

from auditor.domain.finding import Clause
from auditor.domain.profile import BindingAnswer
from auditor.graph.component_graph import ComponentGraph
from auditor.knowledge.citation import cite


def cited(graph: ComponentGraph, binding: BindingAnswer) -> Clause:
    """The clause behind an answer; a licence answers a question in one way."""
    known: dict[tuple[str, str], Clause] = graph.once(cite, dict, on_trial=True)
    key = (binding.license.id, binding.question)
    clause = known.get(key)
    if clause is None:
        clause = known[key] = cite(binding)
    return clause
