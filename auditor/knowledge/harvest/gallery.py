"""LocalAI's gallery: models ready to run, each with its repositories on the Hub and a licence."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from auditor.knowledge.harvest.listing import Listing, converts, hub_id, is_conversion

ADDRESS: Final = "https://github.com/mudler/LocalAI/blob/master/gallery/index.yaml"


def read(path: Path) -> Iterator[Listing]:
    """Every repository of which the gallery says whose conversion it is, or under what licence it stands.

    An entry that inherits its licence over a YAML anchor says nothing of its own, and one that names several
    repositories gives its licence to those only whose names show that they hold the same weights.
    """
    text = path.read_text(encoding="utf-8").replace("!!merge <<", "<<")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries: list[dict[str, Any]] = yaml.load(text, loader)  # noqa: S506 - both are safe loaders
    root = yaml.compose(text, loader)
    for entry, node in zip(entries, root.value if isinstance(root, yaml.SequenceNode) else (), strict=True):
        own = {key.value for key, _ in node.value}
        yield from _entry(entry, own)


def _entry(entry: Mapping[str, Any], own: set[str]) -> Iterator[Listing]:
    listed = _ids(entry.get("urls") or ()) if "urls" in own else []
    files = _ids(file.get("uri", "") for file in entry.get("files") or ()) if "files" in own else []
    license_ = str(entry["license"]).strip() if entry.get("license") and "license" in own else None
    origins = [name for name in listed if not is_conversion(name)]
    conversions = [name for name in dict.fromkeys([*listed, *files]) if name not in origins]
    if len(origins) == 1:
        origin = origins[0]
        yield Listing(id=origin, source=ADDRESS, license=license_)
        for name in conversions:
            if converts(name, origin) and name.lower() != origin.lower():
                yield Listing(id=name, source=ADDRESS, license=license_, quantized_from=origin)
    elif not origins and len(conversions) == 1 and listed:
        yield Listing(id=conversions[0], source=ADDRESS, license=license_)


def _ids(addresses: Sequence[str] | Iterator[str]) -> list[str]:
    return list(dict.fromkeys(name for address in addresses if (name := hub_id(str(address)))))
