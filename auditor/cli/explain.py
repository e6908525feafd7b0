"""`auditor explain WORD`: a rule, a licence, or a question that licences answer."""

import difflib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from auditor.cli.options import GroupedCommand, format_option, knowledge_option, say
from auditor.domain.finding import RuleMeta
from auditor.domain.license import Answer, LicenseTerms
from auditor.errors import AuditorError
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.records import Question
from auditor.knowledge.sentences import threshold_sentence
from auditor.reporters import wording


@click.command(
    "explain", cls=GroupedCommand, short_help="Explain a rule, a licence, or a question that licences answer."
)
@click.argument("word")
@knowledge_option
@format_option("text", "json", default="text", said="json prints one object.")
def command(*, word: str, knowledge: tuple[Path, ...], format_: str) -> None:
    """Explain WORD: a rule (license/naming-duty), a licence (llama3.1), a question (name-prefix), `score`, `obligations`."""
    from auditor.knowledge.load import open_knowledge

    base = open_knowledge(knowledge)
    subject = find(word, base)
    if subject is None:
        hint = f"; did you mean {near[0]}?" if (near := difflib.get_close_matches(word, _known(base), n=1)) else ""
        raise AuditorError(f"{word!r} is no rule, no licence and no question that licences answer{hint}")
    if format_ == "json":
        told = {"query": word, "kind": subject.kind, subject.kind: subject.content}
        say(msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n")
    else:
        say(subject.page)


class Subject(msgspec.Struct, frozen=True):
    """What a word means: a page for a person, and the same as plain values."""

    kind: str
    """rule, question, license, score, obligations"""
    page: str
    content: Any


def find(word: str, base: KnowledgeBase) -> Subject | None:
    """What a word means; a rule goes before a question, a question before a licence."""
    from auditor import obligations
    from auditor.cli.show import license_json
    from auditor.policy import scoring
    from auditor.rules.run import ALL

    pages = {"score": scoring, "obligations": obligations}
    if word in pages:
        text = inspect.cleandoc(pages[word].__doc__ or "")
        return Subject(word, text + "\n", text)
    for rule in ALL:
        if rule.META.id == word:
            text = rule.__doc__ or ""
            return Subject("rule", rule_page(rule.META, text), rule_json(rule.META, text))
    if question := base.vocabulary.questions.get(word):
        return Subject("question", question_page(word, question), msgspec.to_builtins(question))
    if terms := base.license(word):
        return Subject("license", license_page(terms), license_json(terms))
    return None


def _known(base: KnowledgeBase) -> list[str]:
    from auditor.rules.run import ALL

    return [rule.META.id for rule in ALL] + [*base.vocabulary.questions, "score", "obligations"]


def rule_json(meta: RuleMeta, docstring: str) -> dict[str, str]:
    """A rule's card and its page, as plain values."""
    return {
        "id": meta.id,
        "axis": meta.axis.value,
        "summary": meta.summary,
        "severity": meta.severity.value,
        "action": meta.action.value,
        "help": inspect.cleandoc(docstring),
    }


def rule_page(meta: RuleMeta, docstring: str) -> str:
    """A rule's docstring, under its card."""
    card = f"{meta.id}: {meta.summary}\n{meta.severity} by itself; the policy's default action is {meta.action}\n"
    return f"{card}\n{inspect.cleandoc(docstring)}\n"


def question_page(word: str, question: Question) -> str:
    """A question of the vocabulary, with its answers and the rules that read them."""
    answers = ", ".join(question.answers) + (", or a text" if question.text else "")
    kind = f"a list, or {answers}" if question.list else answers
    rules = ", ".join(question.rules) or "none: shown only"
    asked = "\nasked of: the terms of hosted services only" if question.of == "provider-terms" else ""
    return f"{word}\n\n{question.sentence}\n\nanswers: {kind}\nread by: {rules}{asked}\n"


def license_page(terms: LicenseTerms) -> str:
    """A licence on one screen: each answer with its clause."""
    lines = [f"{terms.name}", f"{terms.id}"]
    if further := [alias for alias in terms.aliases if alias != terms.name]:
        lines.append(f"also known as: {', '.join(further)}")
    if terms.url:
        lines.append(terms.url)
    lines.append("")
    if terms.named_only:
        lines += ["known by name only: its text has not been read here, so every answer is unknown"]
        lines += [f"the name is from {', '.join(terms.sources)}"]
        return "\n".join(lines) + "\n"
    width = max((len(question) for question in terms.answers), default=0)
    for question, answer in terms.answers.items():
        lines += [
            f"{question:<{width}}  {first}" if n == 0 else f"{'':<{width}}  {first}"
            for n, first in enumerate(told(answer))
        ]
    if terms.notes:
        lines += ["", *(f"note: {note}" for note in terms.notes)]
    lines += ["", f"read on {terms.reviewed_on} by {terms.reviewed_by} from {', '.join(terms.sources)}"]
    return "\n".join(lines) + "\n"


def told(answer: Answer) -> list[str]:
    """An answer in lines: the word, where it stands, on what condition, and the words that decide."""
    if answer.word == "list":
        lines = [threshold_sentence(each) for each in answer.thresholds] or [", ".join(answer.items)]
    else:
        lines = [answer.word]
    if answer.clause:
        lines[0] += f"  ({wording.clause(answer.clause)})"
    lines += [
        *_details(answer),
        *([answer.when] if answer.when else []),
        *([f"“{answer.words}”"] if answer.words and answer.words != answer.word else []),
        *([f"note: {answer.note}"] if answer.note else []),
        *([answer.url] if answer.url else []),
    ]
    return lines


def _details(answer: Answer) -> Iterator[str]:
    if answer.days is not None:
        yield f"for {answer.days} day{'s' * (answer.days != 1)} at most"
    if answer.modality:
        yield f"for {answer.modality} only"
    if answer.who == "domicile":
        yield "it counts where the licensee is established, not where users are"
    if answer.registration:
        yield "commercial use has to be registered or applied for first"
    if answer.network:
        yield "use over a network counts too"
    if answer.compatible:
        yield f"kept under {' or '.join(answer.compatible)} as well"
