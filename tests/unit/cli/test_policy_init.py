"""`auditor policy init`: what is answered stands in the file, and what is not stays open."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import auditor
from auditor.policy.load import load_policy
from auditor.policy.policy import Distribution, Use
from auditor.rules.run import ids
from tests.unit.cli.conftest import Run


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Our Shop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_options_answer_and_the_rest_stays_open(run: Run, shop: Path) -> None:
    result = run(
        *("policy", "init", "--commercial", "--no-hosting", "--distribution", "application", "--regions", "eu,us"),
        *("--monthly-active-users", "40000", "--business", "none"),
    )
    assert result.output == "auditor-policy.yaml: written as policy our-shop; 6 of 12 questions are left open\n"
    loaded = load_policy("auditor-policy.yaml", known_rules=ids())
    assert (loaded.policy.name, loaded.policy.extends) == ("our-shop", "default")
    assert loaded.policy.use == Use(
        commercial=True,
        hosting=False,
        distribution=Distribution.APPLICATION,
        monthly_active_users=loaded.policy.use.monthly_active_users,
        regions=("EU", "US"),
        business=(),
    )
    assert loaded.policy.use.monthly_active_users == 40_000
    text = (shop / "auditor-policy.yaml").read_text(encoding="utf-8")
    assert "\n#  train-on-outputs: false       # not answered: other models are trained" in text


def test_without_any_answer_nothing_is_said(run: Run, shop: Path) -> None:
    assert run("policy", "init", "--yes", "p.yaml").exit_code == 0
    assert load_policy("p.yaml").policy.use == Use()


def test_a_file_that_is_there_is_left_alone(run: Run, shop: Path) -> None:
    (shop / "p.yaml").write_text("mine\n", encoding="utf-8")
    result = run("policy", "init", "p.yaml")
    assert (result.exit_code, result.output) == (2, "error: p.yaml is there already; --force writes over it\n")
    assert (shop / "p.yaml").read_text(encoding="utf-8") == "mine\n"
    assert run("policy", "init", "p.yaml", "--force").exit_code == 0
    assert [file.name for file in shop.iterdir()] == ["p.yaml"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--regions", "Atlantis"), "--regions: 'Atlantis' is no country or region"),
        (("--monthly-active-users", "many"), "--monthly-active-users: 'many' is no whole number"),
        (("--extends", "nowhere"), "there is no policy 'nowhere'"),
    ],
)
def test_what_is_no_answer_writes_nothing(run: Run, shop: Path, words: tuple[str, ...], told: str) -> None:
    result = run("policy", "init", *words)
    assert result.exit_code == 2
    assert told in result.output
    assert list(shop.iterdir()) == []


def test_what_the_extended_policy_answers_is_told(run: Run, shop: Path) -> None:
    result = run("policy", "init", "p.yaml", "--extends", "commercial-saas", "--no-commercial", "--name", "a: b")
    assert result.output == "p.yaml: written as policy a: b\n"
    text = (shop / "p.yaml").read_text(encoding="utf-8")
    assert "  commercial: false " in text
    assert (
        "#  monthly-active-users: 40_000  # of everything we offer, affiliates included (as commercial-saas says)"
        in text
    )
    use = load_policy("p.yaml").policy.use
    assert (use.commercial, use.hosting) == (False, True)


def asked(monkeypatch: pytest.MonkeyPatch, text: str, *words: str) -> tuple[int, str]:
    monkeypatch.setattr("auditor.cli.policy_init.is_terminal", lambda: True)
    result = CliRunner().invoke(auditor, ["policy", "init", "p.yaml", *words], input=text)
    return result.exit_code, result.output


def test_in_a_terminal_what_is_open_is_asked_until_it_is_an_answer(monkeypatch: pytest.MonkeyPatch, shop: Path) -> None:
    code, output = asked(monkeypatch, "yes\n\nperhaps\nnone\n" + "\n" * 8, "--no-modification")
    assert code == 0
    assert "  'perhaps' is none of none, application, weights\n" in output
    assert "Do you fine-tune" not in output
    assert load_policy("p.yaml").policy.use == Use(commercial=True, distribution=Distribution.NONE, modification=False)


def test_questions_that_are_broken_off_write_nothing(monkeypatch: pytest.MonkeyPatch, shop: Path) -> None:
    code, output = asked(monkeypatch, "yes\n")
    assert code == 2
    assert "the questions were broken off; nothing is written" in output
    assert list(shop.iterdir()) == []
