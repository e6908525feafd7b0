"""What is kept of a text, and what is shipped."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from auditor.knowledge.harvest.license_fingerprints import fingerprint, from_folder, from_scancode
from auditor.license_texts.fingerprints import SHIPPED, Fingerprint, read, shipped
from auditor.license_texts.words import BLOCK, words_of
from tests.unit.license_texts.samples import OPEN, POLICY, VERSION_2


def test_every_word_stands_in_a_block() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen"
    entry = fingerprint("x", text, source="a:b")
    assert len(entry.hashes) == 3  # the last reaches back: two whole ones hold twelve words
    for word in words_of(text).words:
        changed = fingerprint("x", text.replace(word, "other"), source="a:b")
        assert changed.hashes != entry.hashes


def test_no_word_can_be_read_out_of_it() -> None:
    line = msgspec.json.encode(fingerprint("x", VERSION_2, source="a:b")).decode()
    assert "passengers" not in line
    assert "refuse" not in line


def test_a_copy_may_lack_title_and_appendix() -> None:
    text = (
        OPEN + "\nEND OF TERMS AND CONDITIONS\n\nHow to apply: write the line of thanks where everybody looks first.\n"
    )
    bare, whole = fingerprint("x", OPEN, source="a:b"), fingerprint("x", text, source="a:b")
    assert whole.required == bare.required
    assert len(whole.hashes) > len(bare.hashes)


def test_the_holders_line_is_left_out() -> None:
    other = OPEN.replace("(c) 2024 Harbour Institute", "(c) 1999 Somebody Else")
    assert fingerprint("x", OPEN, source="a:b") == fingerprint("x", other, source="a:b")


def test_numbers_and_negations_decide() -> None:
    entry = fingerprint("x", "a quiet word among five others here " + "we do not sell 12 of them", source="a:b")
    assert list(entry.deciding) == [0, 1, 1]  # twelve words and one, so the last block reaches back


def test_a_folder_of_texts(tmp_path: Path) -> None:
    (tmp_path / "harbour-2.txt").write_text(VERSION_2)
    (tmp_path / "harbour-2~policy.txt").write_text(POLICY)
    (tmp_path / "sources.tsv").write_text(
        "harbour-2.txt\tharbour/two:LICENSE\tH2\nharbour-2~policy.txt\tharbour/two:USE\n"
    )
    found = list(from_folder(tmp_path))
    assert [(each.id, each.part, each.source) for each in found] == [
        ("harbour-2", "text", "harbour/two:LICENSE"),
        ("harbour-2", "policy", "harbour/two:USE"),
    ]
    assert "h2" in found[0].names.split()


def test_a_text_without_a_source_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "harbour-2.txt").write_text(VERSION_2)
    (tmp_path / "sources.tsv").write_text("")
    with pytest.raises(KeyError, match="harbour-2"):
        list(from_folder(tmp_path))


def test_scancodes_texts_by_their_spdx_id(tmp_path: Path) -> None:
    def card(key: str, spdx: str, more: str = "") -> None:
        (tmp_path / f"{key}.LICENSE").write_text(f"---\nkey: {key}\nspdx_license_key: {spdx}\n{more}---\n\n{OPEN}")

    card("open", "Harbour-1.0")
    card("own", "LicenseRef-scancode-own")
    card("asked", "LicenseRef-scancode-asked")
    card("later", "Harbour-1.0-or-later")
    card("old", "Harbour-0.9", "is_deprecated: yes\n")
    card("had", "Harbour-1.1")
    found = from_scancode(tmp_path, "1.2", ["asked"], {"Harbour-1.1"})
    assert [(each.id, each.source) for each in found] == [
        ("LicenseRef-scancode-asked", "scancode-toolkit 1.2:asked.LICENSE"),
        ("Harbour-1.0", "scancode-toolkit 1.2:open.LICENSE"),
    ]


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    entry = fingerprint("x", VERSION_2, source="a:b")
    path = tmp_path / "f.jsonl"
    path.write_bytes(msgspec.json.encode(entry) + b"\n")
    assert read(path).fingerprints == (entry,)


def test_what_is_shipped() -> None:
    entries = shipped().fingerprints
    assert len({each.id for each in entries}) > 700
    assert all(":" in each.source for each in entries)
    assert all(len(each.hashes) < 1 << 16 and each.required for each in entries)
    decoder = msgspec.json.Decoder(Fingerprint)
    order = [(each.id, each.part, each.blocks) for each in decoder.decode_lines(SHIPPED.read_bytes())]
    assert order == sorted(order)
    assert {"MIT", "Apache-2.0", "LicenseRef-meta-llama-3"} <= {each.id for each in entries}


def test_nothing_is_loaded_before_a_text_is_asked_about() -> None:
    code = (
        "import auditor.license_texts\n"
        "from auditor.license_texts.fingerprints import shipped\n"
        "print(shipped.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "0"


def test_words_leave_out_what_copies_differ_in() -> None:
    assert words_of("1. See “Licence” (c) at https://a.b/c?d, **v2.0** of <holder>; rail++ isn't &quot;x").words == [
        "see", "license", "at", "v2", "0", "of", "rail++", "isn", "t", "x",
    ]  # fmt: skip
    assert words_of("a\n\nb c").line(2) == 3
    assert BLOCK == 6
