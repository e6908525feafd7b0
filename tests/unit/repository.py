"""Small git repositories for tests: made offline, with a user of their own and nothing of the developer's settings."""

import os
import subprocess
from pathlib import Path


class Repo:
    """A repository whose files are given as texts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.email", "dev@example.com")
        self.git("config", "user.name", "Dev")

    def git(self, *words: str, stdin: bytes = b"") -> str:
        """Run git in the folder; what it prints."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_ALLOW_PROTOCOL": "file"}
        done = subprocess.run(  # noqa: S603 - git with our own words
            ["git", *words],  # noqa: S607
            cwd=self.folder,
            env=kept | alone,
            input=stdin,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    def write(self, **files: str) -> None:
        """Write files; two underscores stand for a slash, one for a dot: `src__app_py`."""
        for name, text in files.items():
            self.put(name.replace("__", "/").replace("_", "."), text)

    def put(self, path: str, text: str) -> None:
        """Write one file."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")

    def commit(self, **files: str) -> str:
        """Write files and commit everything; the commit's id."""
        self.write(**files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change")
        return self.git("rev-parse", "HEAD")

    def hostile_commit(self, name: bytes, mode: bytes = b"100644", content: bytes = b"x = 1\n") -> str:
        """A commit whose tree holds one entry of any name, which no git command would make."""
        blob = bytes.fromhex(self.git("hash-object", "-w", "--stdin", stdin=content))
        entry = mode + b" " + name + b"\0" + blob
        tree = self.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=entry)
        return self.git("commit-tree", "-m", "hostile", tree)


def loading(*models: str) -> str:
    """A Python file that loads models."""
    calls = "".join(f'AutoModel.from_pretrained("{model}")\n' for model in models)
    return f"from transformers import AutoModel\n\n{calls}"
