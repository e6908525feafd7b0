"""Compiles the knowledge into the wheel; a mistake in it fails the build, with its place."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledKnowledge(BuildHookInterface):
    """Adds `auditor/knowledge/compiled.sqlite` to a wheel. An editable install compiles on the fly instead."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and hand the file over to the builder."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        from auditor.knowledge.load import HERE, compiled, knowledge_files

        artefact = Path(self.directory) / "compiled.sqlite"
        artefact.parent.mkdir(parents=True, exist_ok=True)
        artefact.write_bytes(compiled(knowledge_files([HERE]), check=True))
        build_data["force_include"][str(artefact)] = "auditor/knowledge/compiled.sqlite"
