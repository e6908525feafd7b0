"""Nodes of ComfyUI: what a person may choose for a parameter reaches the node's method."""

from tests.unit.linking.trees import unresolved, uses

NODE = """from huggingface_hub import snapshot_download
MODELS = ["acme/large"]
class Load:
    @classmethod
    def INPUT_TYPES(s):
        return {
            "required": {
                "model": (
                    ["acme/small", "acme/base", *MODELS],
                    {"default": "acme/base"},
                ),
                "strength": ("FLOAT", {"default": 1.0}),
            },
            "optional": {"lora": (["acme/lora"],), "precision": (["fp16"], {"default": "fp16"})},
        }
    FUNCTION = "load"
    def load(self, model, strength, precision, lora=None):
        snapshot_download(repo_id=model, local_dir="x")
        snapshot_download(lora)
    def other(self, model):
        snapshot_download(model)
"""


def test_what_a_node_offers() -> None:
    assert uses({"nodes.py": NODE}) == [
        "nodes.py:2 model:huggingface/acme/large (choice) via nodes.py:18",
        "nodes.py:9 model:huggingface/acme/small (choice) via nodes.py:18",
        "nodes.py:9 model:huggingface/acme/base via nodes.py:18",
        "nodes.py:10 model:huggingface/acme/base via nodes.py:18",
        "nodes.py:14 model:huggingface/acme/lora via nodes.py:19",
    ]


def test_another_method_and_a_class_without_function_are_no_nodes() -> None:
    assert unresolved({"nodes.py": NODE}) == ["nodes.py:21 huggingface_hub.snapshot_download model argument"]
    plain = NODE.replace('    FUNCTION = "load"\n', "")
    assert uses({"nodes.py": plain}) == []
    assert len(unresolved({"nodes.py": plain})) == 3


def test_a_node_whose_choices_are_files_stays_open() -> None:
    text = NODE.replace('["acme/small", "acme/base", *MODELS]', 'folder_paths.get_filename_list("x")')
    assert uses({"nodes.py": text.replace('{"default": "acme/base"}', "{}")}) == [
        "nodes.py:14 model:huggingface/acme/lora via nodes.py:19"
    ]
