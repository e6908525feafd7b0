"""What becomes of texts that are sent to a hosted model: license/input-training and license/input-retention."""

import pytest

from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import UseByPath
from auditor.rules.license import input_retention, input_training
from tests.unit.frozen import graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, clauses, doing, paths

SECRET = doing(confidential_inputs=True)
HARMLESS = doing(confidential_inputs=False)


def hosted(terms: str) -> ComponentGraph:
    """One model on a host, under these terms."""
    return graph([use("service:bare/y")], [licensed("service:bare/y", f"LicenseRef-{terms}")])


@pytest.mark.parametrize(
    ("terms", "said", "unsaid"),
    [
        (
            "greedy-host",
            ["high fail: what is sent to y on Bare trains the provider's models"],
            ["low note: what is sent to y on Bare trains the provider's models"],
        ),
        (
            "curious-host",
            ["medium warn: what is sent to y on Bare trains the provider's models unless you object"],
            ["low note: what is sent to y on Bare trains the provider's models unless you object"],
        ),
        (
            "vague-host",
            ["medium warn: whether what is sent to y on Bare trains models is not known"],
            ["low note: whether what is sent to y on Bare trains models is not known"],
        ),
        ("discreet-host", [], []),
        ("mute-host", [], []),
    ],
)
def test_training_on_inputs(terms: str, said: list[str], unsaid: list[str]) -> None:
    assert told(input_training, hosted(terms), SECRET) == said
    assert told(input_training, hosted(terms), SILENT) == unsaid
    assert told(input_training, hosted(terms), HARMLESS) == []


@pytest.mark.parametrize(
    ("terms", "said", "unsaid"),
    [
        (
            "curious-host",
            ["medium warn: what is sent to y on Bare is kept, and no end is stated: until you delete it"],
            ["low note: what is sent to y on Bare is kept, and no end is stated: until you delete it"],
        ),
        ("discreet-host", ["low note: what is sent to y on Bare is kept for 30 days at most"], []),
        (
            "greedy-host",
            ["medium warn: how long what is sent to y on Bare is kept is not known"],
            ["low note: how long what is sent to y on Bare is kept is not known"],
        ),
        ("mute-host", [], []),
    ],
)
def test_keeping_of_inputs(terms: str, said: list[str], unsaid: list[str]) -> None:
    assert told(input_retention, hosted(terms), SECRET) == said
    assert told(input_retention, hosted(terms), SILENT) == unsaid
    assert told(input_retention, hosted(terms), HARMLESS) == []


def test_the_clause_and_the_key_of_the_policy_are_shown() -> None:
    finding = only(input_training, hosted("curious-host"), SECRET)
    assert clauses(finding) == ["LicenseRef-curious-host 4: inputs-train-models"]
    assert finding.policy_key == "use.confidential-inputs"


def test_terms_that_nobody_knows_never_pass_for_confidential_inputs() -> None:
    """Else `license/unknown` tells of them already."""
    bare = graph([use("service:bare/y")])
    for rule in (input_training, input_retention):
        assert [line.partition(":")[0] for line in told(rule, bare, SECRET)] == ["medium warn"]
        assert told(rule, bare, SILENT) == []


def test_weights_that_one_runs_oneself_keep_nothing() -> None:
    own = graph([use("acme/one"), use("service:local/two")], [licensed("acme/one", "MIT")])
    for rule in (input_training, input_retention):
        assert told(rule, own, SECRET) == []


def test_a_part_of_the_tree_may_send_what_the_rest_does_not() -> None:
    built = graph(
        [use("service:bare/y", "hr/cv.py"), use("service:bare/y", "blog/post.py")],
        [licensed("service:bare/y", "LicenseRef-curious-host")],
    )
    policy = doing(UseByPath(match="hr/**", confidential_inputs=True), confidential_inputs=False)
    finding = only(input_retention, built, policy)
    assert paths(finding) == ["hr/cv.py"]
    assert finding.policy_key == "use.paths[0].confidential-inputs"
