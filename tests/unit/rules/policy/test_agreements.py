"""Agreements answer what rests on the terms that they replace, and nothing else; agreement_expired, agreement_unused."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Finding
from auditor.errors import AuditorError
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.load import load_policy
from auditor.policy.policy import Agreement, Distribution, Policy, Use
from auditor.rules.run import ids, judge
from tests.unit.frozen import edge, graph, licensed, supported, use
from tests.unit.rules.policy.upkeep import about_policy, loaded, waiver

GPT = "service:openai/gpt-x"
TRAINING = "license/output-training"
COMMERCIAL = Use(commercial=True, train_on_outputs=True, distribution=Distribution.NONE, hosting=False)


def agreed(component: str, *covers: str, expires: date | None = date(2027, 6, 30), contract: str = "EA-1") -> Agreement:
    return Agreement(component=component, covers=covers, contract=contract, expires=expires)


def judged(built: ComponentGraph, *agreements: Agreement, **more: Any) -> tuple[Finding, ...]:
    return judge(built, loaded(Policy(name="test", use=COMMERCIAL, agreements=agreements, **more)))


def answered(findings: Sequence[Finding]) -> dict[str, str]:
    """Rule and component → why it is answered."""
    return {f"{f.rule} {f.component.name}": f.waived for f in findings if f.component and f.waived}


HOSTED = graph([use(GPT), use("service:bare/y"), use("nc/model")], [licensed("nc/model", "CC-BY-NC-4.0")])


def test_the_terms_of_a_provider_are_answered_with_the_contract_as_the_reason() -> None:
    findings = judged(HOSTED, agreed("service:openai/*", "provider-terms"))
    assert answered(findings) == {f"{TRAINING} gpt-x": "agreement EA-1, until 2027-06-30"}
    assert about_policy(findings) == []


def test_an_agreement_answers_neither_for_another_component_nor_for_other_terms() -> None:
    findings = judged(HOSTED, agreed("*:*/*", "provider-terms"))
    assert "license/non-commercial nc/model" not in answered(findings)
    assert {f.rule for f in findings if f.waived is None and f.component and f.component.name == "nc/model"} >= {
        "license/non-commercial"
    }


def test_who_signed_terms_that_nobody_else_can_read_knows_them() -> None:
    assert answered(judged(HOSTED, agreed("service:bare/*", "provider-terms", expires=None))) == {
        "license/unknown y": "agreement EA-1"
    }
    assert answered(judged(HOSTED, agreed("service:bare/*", "MIT"))) == {}


def test_a_licence_that_was_bought_answers_what_rests_on_it_alone() -> None:
    built = graph(
        [use("nc/model"), use("nc/both")],
        [licensed("nc/model", "CC-BY-NC-4.0"), licensed("nc/both", "CC-BY-NC-4.0 AND LicenseRef-self-hosted-only")],
    )
    findings = judged(built, agreed("model:huggingface/nc/*", "cc-by-nc-4.0"))
    assert answered(findings) == {
        "license/non-commercial nc/model": "agreement EA-1, until 2027-06-30",
        "license/non-commercial nc/both": "agreement EA-1, until 2027-06-30",
    }
    other = [f for f in findings if f.rule == TRAINING]
    assert [(f.component and f.component.name, f.waived) for f in other] == [("nc/both", None)]


def test_a_licence_of_the_base_answers_for_what_was_made_from_its_weights() -> None:
    built = graph(
        [use("own/child"), use("own/taught")],
        [
            licensed("own/child", "MIT"),
            licensed("own/taught", "MIT"),
            licensed("shut/base", "LicenseRef-self-hosted-only"),
            edge("own/child", "fine-tuned-from", "shut/base"),
            edge("own/taught", "distilled-from", "shut/base"),
        ],
    )
    use_of_base = agreed("model:huggingface/shut/base", "LicenseRef-self-hosted-only")
    assert {name.split()[1] for name in answered(judged(built, use_of_base))} == {"own/child"}


def test_a_rule_may_be_named_and_of_any_axis() -> None:
    built = graph([use(GPT)], [supported(GPT, SupportStatus.END_OF_SUPPORT, end_of_support=date(2026, 1, 1))])
    findings = judged(built, agreed(GPT, "maintenance/end-of-support", contract="LTS-7"))
    assert answered(findings) == {"maintenance/end-of-support gpt-x": "agreement LTS-7, until 2027-06-30"}


def test_on_its_last_day_it_holds_and_then_it_is_a_finding_of_its_own() -> None:
    last = agreed("service:openai/*", "provider-terms", expires=date(2026, 11, 23))
    assert answered(judged(HOSTED, last)) != {}
    ended = agreed("service:openai/*", "provider-terms", expires=date(2026, 11, 22))
    findings = judged(HOSTED, ended)
    assert answered(findings) == {}
    assert about_policy(findings) == [
        (
            "policy/agreement-expired medium warn: agreement EA-1 for service:openai/* ended on 2026-11-22, "
            "with its finding open again"
        )
    ]
    assert [f.policy_key for f in findings if f.rule == "policy/agreement-expired"] == ["agreements[0]"]
    needless = agreed("service:nowhere/*", "provider-terms", expires=date(2026, 11, 22))
    assert about_policy(judged(HOSTED, needless)) == [
        (
            "policy/agreement-expired medium warn: agreement EA-1 for service:nowhere/* ended on 2026-11-22; "
            "nothing needs it any more"
        )
    ]


def test_one_that_answers_nothing_is_told() -> None:
    assert about_policy(judged(HOSTED, agreed("service:openai/*", "provider-term"))) == [
        (
            "policy/agreement-unused low note: agreement EA-1 for service:openai/* answers no finding "
            "(it covers provider-term)"
        )
    ]


def test_a_waiver_speaks_first_and_the_agreement_is_not_called_unused() -> None:
    accepted = waiver(GPT, TRAINING, license="LicenseRef-host-terms")
    findings = judged(HOSTED, agreed(GPT, "provider-terms"), waivers=(accepted,))
    assert answered(findings) == {f"{TRAINING} gpt-x": "looked at (legal@example.com, until 2027-03-31)"}
    assert about_policy(findings) == []


@pytest.mark.parametrize(
    ("covers", "message"),
    [
        ("[license/non-comercial]", "p.yaml:4:59: 'license/non-comercial' is not a rule"),
        ("[policy/waiver-unused]", "p.yaml:4:59: policy/waiver-unused speaks of the policy itself"),
        ("[]", "p.yaml:4:58: an agreement covers something: provider-terms, a licence, or a rule"),
    ],
)
def test_a_mistake_has_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, covers: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    said = f'agreements:\n  - {{component: "service:openai/*", contract: A, covers: {covers}}}\n'
    (tmp_path / "p.yaml").write_text(f"schema: 1\nname: test\n{said}", encoding="utf-8")
    with pytest.raises(AuditorError) as raised:
        load_policy("p.yaml", known_rules=ids())
    assert str(raised.value).startswith(message)
