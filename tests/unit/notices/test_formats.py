"""The third-party file, word for word."""

import json
from collections.abc import Callable
from inspect import cleandoc

import msgspec
import pytest

from auditor.domain.audit import Diagnostic
from auditor.notices import Notices, gather, markdown, text
from auditor.notices import json as as_json
from auditor.notices.duties import page
from auditor.obligations.above import CUT_SHORT
from auditor.policy.policy import Distribution, UseByPath
from tests.unit.frozen import edge, graph, held, licensed, made_by, use
from tests.unit.notices.audits import audited
from tests.unit.rules.license.terms_met import SILENT, doing

SHIPPED = doing(distribution=Distribution.APPLICATION, hosting=False, modification=True, monthly_active_users=1)
HOSTED = doing(distribution=Distribution.NONE, hosting=True)
RULE = "-" * 80


def shipped() -> Notices:
    """A Llama with its licence beside it, a fine-tune of it, a model nobody knows, a package, a hosted model."""
    built = graph(
        [
            use("meta/llama", "app.py", version="1a2b3c4"),
            use("acme/tuned", "app.py", 2),
            use("someone/unheard-of", "app.py", 3),
            use("library:pypi/transformers", "requirements.txt"),
            use("service:bare/chat", "app.py", 4),
        ],
        [
            licensed("meta/llama", "LicenseRef-llama"),
            made_by("meta/llama", "meta"),
            licensed("acme/tuned", "MIT"),
            edge("acme/tuned", "fine-tuned-from", "meta/llama"),
            licensed("library:pypi/transformers", "Apache-2.0"),
        ],
        artifacts=[held("license-text", "LicenseRef-llama", "models/LICENSE")],
    )
    return gather(audited(built, SHIPPED))


def test_the_text_file() -> None:
    assert text.render(shipped()) == (
        cleandoc(f"""
        Third-party notices: AI components of our-app

        These models, data sets and packages are passed on with our-app. Where their
        licences prescribe a notice, it stands below, word for word.

        Kept by `auditor notices`. It is information, not legal advice.

        {RULE}
        acme/tuned

          kind      model
          version   not pinned
          supplier  not known
          licence   MIT (MIT)
          text      https://example.org/MIT (not in the tree)
          licence   LicenseRef-llama (LicenseRef-llama), from meta/llama
          text      models/LICENSE
          uses      some are forbidden; the list: clause 1 of the licence
          display   users must be shown “Built with Llama”

          Llama is licensed under …

        {RULE}
        meta/llama

          kind      model
          version   1a2b3c4
          supplier  Meta
          licence   LicenseRef-llama (LicenseRef-llama)
          text      models/LICENSE
          uses      some are forbidden; the list: clause 1 of the licence
          display   users must be shown “Built with Llama”

          Llama is licensed under …

        {RULE}
        someone/unheard-of

          kind      model
          version   not pinned
          supplier  not known
          licence   not known: no licence is stated

        {RULE}
        transformers

          kind      library
          version   not pinned
          supplier  not known
          licence   Apache-2.0 (Apache-2.0)
          text      https://example.org/Apache-2.0 (not in the tree)

        {RULE}
        Not listed: 1 hosted model, reached over a network.
        """)
        + "\n"
    )


def test_the_markdown_file() -> None:
    told = markdown.render(shipped())
    assert told.startswith("# Third-party notices: AI components of our-app\n\nThese models")
    assert (
        cleandoc("""
        ## acme/tuned

        - **Kind:** model
        - **Version:** not pinned
        - **Supplier:** not known
        - **Licence:** [MIT](<https://example.org/MIT>) (`MIT`)
          - **Text:** not in the tree
        - **Licence:** [LicenseRef-llama](<https://example.org/LicenseRef-llama>) (`LicenseRef-llama`), from `meta/llama`
          - **Text:** `models/LICENSE`
          - **Uses:** some are forbidden; the list: clause 1 of the licence
        - **Display:** users must be shown “Built with Llama”

        > Llama is licensed under …
        """)
        in told
    )
    assert "- **Licence:** not known: no licence is stated\n" in told
    assert told.endswith("---\n\nNot listed: 1 hosted model, reached over a network.\n")


def test_the_json_file() -> None:
    told = json.loads(as_json.render(shipped()))
    assert (told["schema"], told["left_out"]) == ("auditor/notices-1", {"hosted": 1, "not_passed_on": 0})
    tuned, llama, unheard, _ = told["components"]
    assert [term["id"] for term in tuned["licenses"]] == ["MIT", "LicenseRef-llama"]
    assert tuned["licenses"][1]["inherited_from"] == "model:huggingface/meta/llama"
    assert llama["notices"] == ["Llama is licensed under …"]
    assert llama["licenses"][0]["texts"] == [{"path": "models/LICENSE", "text": None}]
    assert (unheard["licenses"], unheard["license_unknown"]) == ([], "not known: no licence is stated")


def test_what_is_hosted_only_is_left_out_with_a_line_that_says_so() -> None:
    built = graph([use("meta/llama")], [licensed("meta/llama", "LicenseRef-llama")])
    told = text.render(gather(audited(built, HOSTED)))
    assert "No AI component is passed on with our-app.\n" in told
    assert "Not listed: 1 component of which, by the policy, no copies are passed on.\n" in told
    assert "Llama is licensed under" not in told


def test_of_two_products_only_the_one_that_ships_counts() -> None:
    built = graph(
        [use("meta/llama", "box/a.py"), use("acme/one", "api/b.py")],
        [licensed("meta/llama", "LicenseRef-llama"), licensed("acme/one", "MIT")],
    )
    policy = doing(UseByPath(match="box/**", distribution=Distribution.APPLICATION), distribution=Distribution.NONE)
    notices = gather(audited(built, policy))
    assert ([entry.name for entry in notices.entries], notices.not_passed_on) == (["meta/llama"], 1)


def test_what_the_policy_does_not_say_is_listed_and_said() -> None:
    built = graph([use("meta/llama")], [licensed("meta/llama", "LicenseRef-llama")])
    told = text.render(gather(audited(built, SILENT)))
    assert (
        "Whether copies of all of them are passed on, the policy does not say\n(use.distribution); they are listed"
        in told
    )
    assert "Llama is licensed under …" in told


def test_nothing_at_all() -> None:
    assert (
        text.render(gather(audited(graph([]), SHIPPED))).splitlines()[2] == "No AI component is passed on with our-app."
    )


def test_a_choice_is_told_with_the_one_that_was_taken() -> None:
    built = graph([use("acme/one")], [licensed("acme/one", "LicenseRef-llama OR MIT")])
    told = text.render(gather(audited(built, SHIPPED)))
    assert "  licence   MIT (MIT)\n" in told
    assert "  on offer  LicenseRef-llama; or MIT\n" in told


LICENSE = "You may\x1b[2J do this.\n\n~~~~\n\tAnd that.\n"


@pytest.mark.parametrize("render", [text.render, markdown.render])
def test_licence_texts_are_added_once_when_asked_for(render: Callable[[Notices], str]) -> None:
    built = graph(
        [use("meta/llama"), use("meta/llama-2")],
        [licensed("meta/llama", "LicenseRef-llama"), licensed("meta/llama-2", "LicenseRef-llama")],
        artifacts=[held("license-text", "LicenseRef-llama", "models/LICENSE")],
    )
    told = render(gather(audited(built, SHIPPED), read={"models/LICENSE": LICENSE}.get))
    assert told.count("You may\\x1b[2J do this.\n\n~~~~\n        And that.\n") == 1
    assert "You may" not in render(gather(audited(built, SHIPPED)))


def test_a_text_cannot_end_its_fence() -> None:
    built = graph(
        [use("meta/llama")],
        [licensed("meta/llama", "LicenseRef-llama")],
        artifacts=[held("license-text", "LicenseRef-llama", "models/LICENSE")],
    )
    told = markdown.render(gather(audited(built, SHIPPED), read={"models/LICENSE": LICENSE}.get)).splitlines()
    assert (told.count("~~~~~text"), told.count("~~~~~")) == (1, 1)


def test_the_file_is_no_source_of_its_own() -> None:
    built = graph(
        [use("meta/llama")],
        [licensed("meta/llama", "LicenseRef-llama")],
        artifacts=[held("license-text", "LicenseRef-llama", "NOTICE", 40)],
    )
    assert "NOTICE:40" in text.render(gather(audited(built, SHIPPED)))
    assert "NOTICE" not in text.render(gather(audited(built, SHIPPED), skip="NOTICE"))


HOSTILE = "evil/\x1b[31m\u202e\n# Heading <script>`x`|[a](http://b.c)"


def test_names_from_strangers_are_harmless() -> None:
    built = graph([use(HOSTILE, version="<b>\n")], [licensed(HOSTILE, "LicenseRef-llama")])
    notices = gather(audited(built, SHIPPED, root="\x1b]0;title\x07\n# root"))
    for told in (text.render(notices), markdown.render(notices), as_json.render(notices)):
        assert not [char for char in told if char != "\n" and not char.isprintable()]
        assert not [line for line in told.splitlines() if line.startswith(("# Heading", "# root"))]
    assert "<script>" not in markdown.render(notices)
    assert "](http" not in markdown.render(notices)


def test_the_same_from_any_order() -> None:
    uses = [use("meta/llama"), use("acme/one"), use("meta/llama", "b.py", version="2")]
    facts = [licensed("meta/llama", "LicenseRef-llama"), licensed("acme/one", "MIT")]
    one, other = (gather(audited(graph(list(order(uses)), list(order(facts))), SHIPPED)) for order in (iter, reversed))
    assert one == other


def test_duties_that_are_left_out_are_said_to_be_and_other_notes_are_not() -> None:
    audit = audited(graph([use("meta/llama")], [licensed("meta/llama", "LicenseRef-llama")]), SHIPPED)
    notes = (Diagnostic(CUT_SHORT, "the obligations of the nearest are told"), Diagnostic("too-large", "left out"))
    assert "The obligations of the nearest are told." in page(msgspec.structs.replace(audit, diagnostics=notes))
    assert "left out" not in page(msgspec.structs.replace(audit, diagnostics=notes))
