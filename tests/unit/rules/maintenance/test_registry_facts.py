"""What only a registry can tell, from a knowledge file that records it, to the findings of a scan."""

from datetime import date
from pathlib import Path

import pytest

from auditor.pipeline import Request, audit

RECORDED = """
ecosystem: pypi
packages:
  acorn-sdk:
    license: MIT
    support:
      - {status: support, last-release: 2026-11-01, source: https://example.org/acorn-sdk}
      - {status: support, revision: "1.0", released: 2020-03-01, source: https://example.org/acorn-sdk}
      - {status: yanked, revision: "2.0", from: 2026-05-04, note: broken wheel, source: https://example.org/acorn-sdk}
    source: https://example.org/acorn-sdk
  acorn-old:
    license: MIT
    support: [{status: noSupport, from: 2026-01-01, note: archived, source: https://example.org/acorn-old}]
    source: https://example.org/acorn-old
  acorn-held:
    license: MIT
    support: [{status: quarantined, from: 2026-02-01, source: https://example.org/acorn-held}]
    source: https://example.org/acorn-held
  acorn-leaving:
    license: MIT
    support: [{status: deprecated, from: 2026-03-01, source: https://example.org/acorn-leaving}]
    source: https://example.org/acorn-leaving
reviewed: {on: 2026-11-01, by: maintainers}
"""
DAY = date(2026, 11, 23)


def maintenance(folder: Path, requirements: str, day: date = DAY) -> list[str]:
    tree, known = folder / "tree", folder / "knowledge" / "packages" / "pypi"
    tree.mkdir()
    known.mkdir(parents=True)
    (tree / "requirements.txt").write_text(requirements, encoding="utf-8")
    (known / "acorn.yaml").write_text(RECORDED, encoding="utf-8")
    told = audit(Request(root=tree, as_of=day, today=day, knowledge=(folder / "knowledge",), cache=False))
    return [f"{f.action} {f.rule}: {f.message}" for f in told.findings if f.rule.startswith("maintenance/")]


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        (
            "acorn-sdk==2.0.0",
            "warn maintenance/yanked: acorn-sdk 2.0 has been withdrawn since 2026-05-04 (broken wheel)",
        ),
        (
            "acorn-sdk==1.0",
            "warn maintenance/stale: acorn-sdk 1.0 was released on 2020-03-01, the newest release on 2026-11-01",
        ),
        ("acorn-old==1", "warn maintenance/archived: acorn-old has not been maintained since 2026-01-01 (archived)"),
        (
            "acorn-held==1",
            "fail maintenance/removed: acorn-held has been held in quarantine by its index since 2026-02-01",
        ),
        ("acorn-leaving==1", "warn maintenance/deprecated: acorn-leaving has been deprecated since 2026-03-01"),
    ],
)
def test_each_is_told(tmp_path: Path, line: str, finding: str) -> None:
    assert finding in maintenance(tmp_path, line)


def test_a_release_of_which_nothing_is_recorded_is_neither_old_nor_withdrawn(tmp_path: Path) -> None:
    assert maintenance(tmp_path, "acorn-sdk==3.1\n") == []


def test_before_its_day_a_release_was_not_withdrawn(tmp_path: Path) -> None:
    told = maintenance(tmp_path, "acorn-sdk==2.0\n", date(2026, 5, 3))
    assert not [line for line in told if "yanked" in line]
