"""`auditor explain WORD`: a rule, a licence, or a question that licences answer."""

import difflib
import inspect
from pathlib import Path

import click

from auditor.cli.options import GroupedCommand, knowledge_option, say
from auditor.domain.finding import RuleMeta
from auditor.domain.license import Answer, LicenseTerms
from auditor.errors import AuditorError
from auditor.knowledge.records import Question


@click.command("explain", cls=GroupedCommand)
@click.argument("word")
@knowledge_option
def command(*, word: str, knowledge: tuple[Path, ...]) -> None:
    """Explain WORD: a rule (license/naming-duty), a licence (llama3.1), a question (name-prefix), or `score`."""
    from auditor.knowledge.load import open_knowledge
    from auditor.policy import scoring
    from auditor.rules.run import ALL

    base = open_knowledge(knowledge)
    if word == "score":
        say(inspect.cleandoc(scoring.__doc__ or "") + "\n")
        return
    for rule in ALL:
        if rule.META.id == word:
            say(rule_page(rule.META, rule.__doc__ or ""))
            return
    if question := base.vocabulary.questions.get(word):
        say(question_page(word, question))
        return
    if terms := base.license(word):
        say(license_page(terms))
        return
    known = [rule.META.id for rule in ALL] + list(base.vocabulary.questions)
    near = difflib.get_close_matches(word, known, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise AuditorError(f"{word!r} is no rule, no licence and no question that licences answer{hint}")


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
    if terms.aliases:
        lines.append(f"also known as: {', '.join(alias for alias in terms.aliases if alias != terms.name)}")
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
    lines += ["", f"read on {terms.reviewed_on} by {terms.reviewed_by} from {', '.join(terms.sources)}"]
    return "\n".join(lines) + "\n"


def told(answer: Answer) -> list[str]:
    """An answer in lines: the word, where it stands, on what condition, and the words that decide."""
    if answer.word == "list":
        told = [
            f"{t.operator} {t.value:,.0f} {t.unit + ' ' if t.unit else ''}{t.metric}: {t.effect}"
            for t in answer.thresholds
        ] or [", ".join(answer.items)]
    else:
        told = [answer.word]
    if answer.clause:
        told[0] += f"  (clause {answer.clause})"
    told += [part for part in (answer.when, answer.words and f"“{answer.words}”", answer.note, answer.url) if part]
    return told
