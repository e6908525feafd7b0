"""Which argument a call is given, where some are written out and others come unpacked."""

from tests.unit.linking.trees import unresolved, uses

TABLE = """
import huggingface_hub
SIZES = {"small": "acme/asr-small", "large": "acme/asr-large"}
def download(size, **options):
    name = SIZES.get(size)
    return huggingface_hub.snapshot_download(name, **options)
"""


def test_what_is_written_at_the_position_counts_beside_unpacked_options() -> None:
    assert uses({"a.py": TABLE}) == [
        "a.py:3 model:huggingface/acme/asr-small (choice) via a.py:5 a.py:6",
        "a.py:3 model:huggingface/acme/asr-large (choice) via a.py:5 a.py:6",
    ]


def test_unpacked_options_may_hold_the_name() -> None:
    tree = 'import huggingface_hub\noptions = {"repo_id": "acme/asr"}\nhuggingface_hub.snapshot_download(**options)\n'
    assert uses({"a.py": tree}) == ["a.py:2 model:huggingface/acme/asr via a.py:3"]


def test_of_unpacked_arguments_and_options_either_may() -> None:
    tree = """
from huggingface_hub import snapshot_download
def fetch(*arguments):
    options = {"repo_id": "acme/asr"}
    snapshot_download(*arguments, **options)
"""
    assert uses({"a.py": tree}) == ["a.py:4 model:huggingface/acme/asr via a.py:5"]


def test_options_without_the_name_say_nothing() -> None:
    tree = 'import huggingface_hub\nhuggingface_hub.snapshot_download(**{"revision": "main"})\n'
    assert (uses({"a.py": tree}), unresolved({"a.py": tree})) == ([], [])


def test_shares_in_a_list_of_names_are_no_names() -> None:
    tree = """
from datasets import load_dataset
for name in ["acme/talks", "1.0", "acme/mails", "0.5"]:
    load_dataset(name)
"""
    assert uses({"a.py": tree}) == [
        "a.py:3 dataset:huggingface/acme/talks via a.py:4",
        "a.py:3 dataset:huggingface/acme/mails via a.py:4",
    ]


def test_what_looks_like_a_path_and_is_a_hosts_own_spelling_names_the_model() -> None:
    call = 'import google.generativeai as genai\ngenai.embed_content(model="{}", content="x")\n'
    surface = "app.py:2 library:pypi/google-generativeai (implied)"
    spelt = uses({"app.py": call.format("models/text-embedding-004")})
    assert spelt == [surface, "app.py:2 service:gemini-api/text-embedding-004"]
    assert uses({"app.py": call.format("models/ours-of-tomorrow")}) == [surface]


def test_what_looks_like_something_to_fill_in_and_is_listed_is_a_name() -> None:
    call = 'from datasets import load_dataset\nload_dataset("{}")\n'
    assert uses({"a.py": call.format("the_pile_books3")}) == ["a.py:2 dataset:huggingface/the_pile_books3"]
    assert uses({"a.py": call.format("the_data_of_yours")}) == []


def test_the_hubs_old_short_names_are_the_data_sets_that_they_lead_to() -> None:
    call = 'from datasets import load_dataset\nload_dataset("squad")\nload_dataset("c4", "en")\n'
    assert uses({"a.py": call}) == [
        "a.py:2 dataset:huggingface/rajpurkar/squad",
        "a.py:3 dataset:huggingface/legacy-datasets/c4",
    ]
