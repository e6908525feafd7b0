"""What a manifest asks for, whatever its form."""

import msgspec


class Asked(msgspec.Struct, frozen=True):
    """One package."""

    name: str
    version: str | None
    """exact; None: not pinned"""
    offset: int
    """where the name stands in the text"""
