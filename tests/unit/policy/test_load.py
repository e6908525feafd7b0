"""What a policy file says, and what is said to somebody who mistyped one."""

import hashlib
from pathlib import Path

import pytest

from auditor.domain.finding import Action, Severity
from auditor.errors import AuditorError
from auditor.knowledge.load import open_knowledge
from auditor.policy.checks import contradictions
from auditor.policy.load import LoadedPolicy, load_policy
from auditor.policy.policy import Distribution, Policy, Within
from auditor.rules.run import cards

HEAD = "schema: 1\nname: test\n"


def load(folder: Path, text: str, **more: object) -> LoadedPolicy:
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    return load_policy("p.yaml", base=folder, **more)  # type: ignore[arg-type]


def policy(folder: Path, text: str) -> Policy:
    return load(folder, HEAD + text).policy


def test_figures_shares_and_periods_read_as_people_write_them(tmp_path: Path) -> None:
    read = policy(
        tmp_path,
        "use: {monthly-active-users: 40_000, annual-revenue-usd: 3000000}\n"
        "maintenance: {no-release-for: 18 months, end-of-support-within: {warn: 1 year, fail: 180 days}}\n"
        "concentration: {supplier-share: {warn: 50%, fail: 80.5%}}\n",
    )
    assert read.use.monthly_active_users == 40_000
    assert read.use.annual_revenue_usd == 3_000_000
    assert read.maintenance.no_release_for == 540
    assert read.maintenance.end_of_support_within == Within(warn=365, fail=180)  # type: ignore[arg-type]
    assert read.concentration.supplier_share.fail == pytest.approx(0.805)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("false", Distribution.NONE), ("application", Distribution.APPLICATION), ("true", Distribution.WEIGHTS)],
)
def test_distribution_may_be_yes_or_no(tmp_path: Path, text: str, meant: Distribution) -> None:
    assert policy(tmp_path, f"use: {{distribution: {text}}}\n").use.distribution is meant


def test_a_rule_is_set_by_an_action_a_severity_or_both(tmp_path: Path) -> None:
    rules = policy(tmp_path, "rules:\n  a/b: note\n  c/d: critical\n  e/f: {severity: low, action: warn}\n").rules
    assert (rules["a/b"].action, rules["a/b"].severity) == (Action.NOTE, None)
    assert (rules["c/d"].action, rules["c/d"].severity) == (None, Severity.CRITICAL)
    assert (rules["e/f"].action, rules["e/f"].severity) == (Action.WARN, Severity.LOW)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("use: {comercial: true}\n", "p.yaml:3:7: 'comercial' is not a key of use; did you mean commercial?"),
        ("licence: {}\n", "p.yaml:3:1: 'licence' is not a key of this file; did you mean license?"),
        ("use: {commercial: maybe}\n", "p.yaml:3:19: "),
        ("use: {monthly-active-users: many}\n", "p.yaml:3:29: 'many' is no whole number; write 40000 or 40_000"),
        ("use: {domicile: [UK]}\n", "p.yaml:3:18: 'UK' is no country or region; did you mean GB?"),
        ("use: {modalities: [txt]}\n", "p.yaml:3:20: 'txt' is no modality; did you mean text?"),
        ("use: {business: [arms]}\n", "p.yaml:3:18: 'arms' is no kind of business; use "),
        ("maintenance: {no-release-for: 18}\n", "p.yaml:3:31: '18' is no length of time; write 30 days"),
        ("maintenance: {unpinned: loud}\n", "p.yaml:3:25: "),
        ("concentration: {supplier-share: {warn: 0.5}}\n", "p.yaml:3:40: '0.5' is no share; write it as 50%"),
        ("concentration: {count: [people]}\n", "p.yaml:3:25: 'people' is not counted; use model, service"),
        ("rules: {license/naming-dutty: note}\n", "p.yaml:3:9: 'license/naming-dutty' is not a rule; did you mean "),
        ("suppliers: {internal: [acme]}\n", "p.yaml:3:24: 'acme' selects no component; write "),
        ("declare:\n  - {component: 'model:huggingface/*', because: x}\n", "p.yaml:4:"),
        ("curations:\n  - {component: 'model:huggingface/a/b', because: x}\n", "p.yaml:4:5: a curation states one of"),
        ("license: {allow: [MIT], deny: [mit]}\n", "p.yaml:3:19: MIT is allowed here and denied by mit at p.yaml:3"),
        ("schema: 2\n", "p.yaml:3:1: 'schema' stands here a second time, after line 1"),
        ("use: [\n", "p.yaml:"),
        ("extends: nowhere\n", "p.yaml:3:10: there is no policy 'nowhere'; there are commercial-saas, default"),
        ("extends: ./gone.yaml\n", "p.yaml:3:10: there is no file './gone.yaml' to extend"),
        ("extends: ./p.yaml\n", "p.yaml:3:10: extends runs in a circle: p.yaml → p.yaml"),
        ("---\n", "p.yaml:1:1: the policy holds more than one document"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(AuditorError) as caught:
        load(tmp_path, HEAD + text, known_rules=["license/naming-duty"], vocabulary=open_knowledge().vocabulary)
    assert str(caught.value).startswith(says)
    assert "\n" not in str(caught.value)


WAIVER = {
    "component": '"model:huggingface/coqui/XTTS-v2"',
    "rule": "license/non-commercial",
    "license": "CC-BY-NC-4.0",
    "reason": "demo only",
    "approved-by": "legal@example.com",
    "expires": "2027-03-31",
}


@pytest.mark.parametrize("missing", ["component", "rule", "license", "reason", "approved-by", "expires"])
def test_a_waiver_that_lacks_anything_is_refused(tmp_path: Path, missing: str) -> None:
    said = ", ".join(f"{key}: {value}" for key, value in WAIVER.items() if key != missing)
    with pytest.raises(AuditorError, match=rf"p\.yaml:4:5: .*{missing}"):
        load(tmp_path, f"{HEAD}waivers:\n  - {{{said}}}\n")


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("expires", "never", "4:"),
        ("expires", "2027-02-30", "4:"),
        ("reason", '" "', "nothing is written here"),
        ("rule", "policy/waiver-expired", "speaks of the policy itself and cannot be waived"),
    ],
)
def test_a_waiver_that_is_unreadable_is_refused(tmp_path: Path, key: str, value: str, says: str) -> None:
    said = ", ".join(f"{k}: {value if k == key else v}" for k, v in WAIVER.items())
    with pytest.raises(AuditorError, match=says):
        load(tmp_path, f"{HEAD}waivers:\n  - {{{said}}}\n")


def test_what_is_said_here_wins_and_every_key_knows_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(
        "schema: 1\nname: house\nuse: {commercial: true, hosting: true}\nlicense: {allow: [MIT, Apache-2.0]}\n",
        encoding="utf-8",
    )
    loaded = load(tmp_path, f"{HEAD}extends: ./house.yaml\nuse: {{hosting: false}}\nlicense: {{allow: [MIT]}}\n")
    assert (loaded.policy.use.commercial, loaded.policy.use.hosting) == (True, False)
    assert loaded.policy.license.allow == ("MIT",)
    assert loaded.lines["use.commercial"] == "house.yaml:3 says commercial: true"
    assert loaded.lines["use.hosting"] == "p.yaml:4 says hosting: false"
    assert "license.allow[1]" not in loaded.lines


def test_waivers_add_up_over_files(tmp_path: Path) -> None:
    said = ", ".join(f"{key}: {value}" for key, value in WAIVER.items())
    (tmp_path / "house.yaml").write_text(f"schema: 1\nname: house\nwaivers:\n  - {{{said}}}\n", encoding="utf-8")
    loaded = load(tmp_path, f"{HEAD}extends: ./house.yaml\nwaivers:\n  - {{{said}}}\n")
    assert len(loaded.policy.waivers) == 2
    assert loaded.places["waivers[0].expires"].startswith("house.yaml:4:")
    assert loaded.places["waivers[1].expires"].startswith("p.yaml:5:")


def test_the_digest_tells_what_is_said_and_not_how(tmp_path: Path) -> None:
    plain = load(tmp_path, f"{HEAD}use: {{commercial: true}}\n").digest
    spaced = load(tmp_path, f"# a comment\n{HEAD}\nuse:\n  commercial: true\n").digest
    other = load(tmp_path, f"{HEAD}use: {{commercial: false}}\n").digest
    assert plain == spaced != other


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "p.yaml:1:1: the policy is not UTF-8"),
        (b"", "p.yaml:1:1: the policy is empty"),
        (b"- 1\n", "p.yaml:1:1: "),
        (b"#" * (1024 * 1024 + 1), "p.yaml: the policy is larger than 1 MiB and is not read"),
        (b"a: &a [x, x]\nb: [" + b"*a, " * 200_001 + b"*a]\n", "p.yaml:"),
    ],
)
def test_hostile_files_are_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "p.yaml").write_bytes(content)
    with pytest.raises(AuditorError) as caught:
        load_policy("p.yaml", base=tmp_path)
    assert str(caught.value).startswith(says)


class TestAnotherPolicyByItsDigest:
    ORG = "schema: 1\nname: org\nextends: default\nlicense: {deny: [AGPL-3.0-*]}\nuse: {commercial: true}\n"

    def on_top(self, folder: Path, text: str = "", *, org: str = ORG, extends: str = "") -> LoadedPolicy:
        (folder / "org.yaml").write_text(org, encoding="utf-8")
        digest = hashlib.sha256(self.ORG.encode()).hexdigest()
        said = extends or f"{{path: org.yaml, sha256: {digest}}}"
        return load(folder, f"{HEAD}extends: {said}\n{text}", cards=cards())

    def test_the_file_that_was_meant_is_extended(self, tmp_path: Path) -> None:
        loaded = self.on_top(tmp_path, "license: {deny: [GPL-3.0-*]}\n")
        assert loaded.policy.use.commercial is True
        assert loaded.policy.license.deny == ("GPL-3.0-*",)
        assert loaded.sources == ("policies/default.yaml", "org.yaml", "p.yaml")

    def test_any_other_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(
            AuditorError, match=r"^p\.yaml:3:35: org\.yaml is not the file that was meant: its SHA-256 is"
        ):
            self.on_top(tmp_path, org=self.ORG + "# another\n")

    @pytest.mark.parametrize(
        ("extends", "told"),
        [
            ("{path: org.yaml, sha256: abc}", "p.yaml:3:35: "),
            ("{path: gone.yaml}", "p.yaml:3:17: there is no file 'gone.yaml' to extend"),
            ("{path: p.yaml}", "p.yaml:3:17: extends runs in a circle: p.yaml → p.yaml"),
            ("{file: org.yaml}", "p.yaml:3:11: 'file' is not a key of extends"),
            ("{path: org.yaml, only-tighten: perhaps}", "p.yaml:3:41: "),
        ],
    )
    def test_a_mistake_is_an_error_with_its_place(self, tmp_path: Path, extends: str, told: str) -> None:
        with pytest.raises(AuditorError) as error:
            self.on_top(tmp_path, extends=extends)
        assert str(error.value).startswith(told)

    def test_what_a_pinned_file_extends_is_pinned_too(self, tmp_path: Path) -> None:
        (tmp_path / "base.yaml").write_text("schema: 1\nname: base\n", encoding="utf-8")
        org = "schema: 1\nname: org\nextends: ./base.yaml\n"
        digest = hashlib.sha256(org.encode()).hexdigest()
        with pytest.raises(AuditorError, match=r"^org\.yaml:3:10: org\.yaml is extended by its digest, so"):
            self.on_top(tmp_path, org=org, extends=f"{{path: org.yaml, sha256: {digest}}}")

    TIGHTEN = "{path: org.yaml, only-tighten: true}"

    def test_a_policy_that_may_only_be_tightened_may_be(self, tmp_path: Path) -> None:
        text = "license: {deny: [AGPL-3.0-*, GPL-3.0-*]}\nuse: {hosting: true}\nrules: {maintenance/superseded: fail}\n"
        assert self.on_top(tmp_path, text, extends=self.TIGHTEN).policy.use.hosting is True

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (
                "license: {deny: []}",
                "p.yaml:4:11: license.deny is looser here, and may only be tighter: org.yaml:4 says deny",
            ),
            (
                "use: {commercial: false}",
                "p.yaml:4:7: use.commercial is looser here, and may only be tighter: org.yaml:5",
            ),
            ("rules: {license/non-commercial: note}", "p.yaml:4:9: rules.license/non-commercial is looser here"),
            ("inline-waivers: allow", "p.yaml:4:1: inline-waivers is looser here"),
        ],
    )
    def test_what_loosens_it_is_an_error_with_both_places(self, tmp_path: Path, text: str, told: str) -> None:
        with pytest.raises(AuditorError) as error:
            self.on_top(tmp_path, text + "\n", extends=self.TIGHTEN)
        assert str(error.value).startswith(told)


def test_what_does_not_hold_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("schema: 1\nname: house\nuse: {commercial: true}\n", encoding="utf-8")
    loaded = load(tmp_path, f"{HEAD}extends: ./house.yaml\nuse: {{commercial: false}}\n")
    assert loaded.overridden["use.commercial"] == ("house.yaml:3 says commercial: true",)
    assert "use" not in loaded.overridden


def test_of_two_lines_about_one_rule_that_of_the_rules_holds_and_it_is_told(tmp_path: Path) -> None:
    both = load(tmp_path, HEAD + "maintenance: {unpinned: fail}\nrules: {maintenance/unpinned: warn}\n")
    assert contradictions(both.policy, both.lines, both.sources) == [
        (
            "p.yaml:4 says maintenance/unpinned: {action: warn}, and holds: rules speak before sections. "
            "p.yaml:3 says unpinned: fail, and does not"
        )
    ]
    over = load(tmp_path, HEAD + "extends: default\nrules: {maintenance/unpinned: warn}\n")
    assert contradictions(over.policy, over.lines, over.sources) == []
    same = load(tmp_path, HEAD + "maintenance: {unpinned: warn}\nrules: {maintenance/unpinned: warn}\n")
    assert contradictions(same.policy, same.lines, same.sources) == []
