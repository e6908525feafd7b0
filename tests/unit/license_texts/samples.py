"""Licences that nobody grants: short texts of our own, in the shape of real ones."""

from auditor.knowledge.harvest.license_fingerprints import fingerprint
from auditor.license_texts.fingerprints import Fingerprint, Index

OPEN = """Harbour Open Licence

Copyright (c) 2024 Harbour Institute

Whoever holds a copy of the Works may study them, run them on machines of their own, and hand copies to friends and to
strangers alike, as long as this page travels along with every copy that they make.

1. Thanks. Somewhere in the papers that go with a copy stands a line of thanks to those who built the Works, in letters
as large as the rest.

2. Warranty. The Works are handed over as they lie on the quay, wet or dry. The builders answer for nothing that the
Works do, break, say or leave undone, be it on land or at sea, however well the weather was foretold.
"""
VERSION_2 = """HARBOUR MODEL LICENCE
Harbour 2 Release Date: May 4, 2024

"Agreement" means this page. "Materials" means the weights of Harbour 2 that the Institute hands out at its pier.

1. Grant. You get a right to use, copy, change and pass on the Materials, as long as this page stands beside them.

2. Large fleets. If on the day of release of Harbour 2 your ships carry more than 700 million passengers in a month,
you must ask the Institute for a paper of its own, which it may refuse without telling why.

3. Names. A model that was tuned from the Materials begins its name with Harbour.

4. Storms. The Materials come as they are. The Institute answers for no loss, and you keep it free of claims.
"""
VERSION_3 = VERSION_2.replace("Harbour 2", "Harbour 3").replace("May 4, 2024", "June 9, 2025")
AMENDED = OPEN + (
    "\nOur only change is this: if the Works serve more than 20 million people in a month, show the word Harbour.\n"
)
POLICY = """Harbour Model Use Policy

You agree that you will use Harbour 2 for nothing that sinks ships, misleads pilots, or moves the lights along the coast.
Whoever learns of such a use tells the harbour master, who keeps a book of them, and the watch at the outer mole.
"""


def fingerprints(**texts: str) -> list[Fingerprint]:
    """Of each text, under the id that its name spells; `_policy` at the end marks a use policy."""
    return [
        fingerprint(
            name.removesuffix("_policy").replace("_", "-"),
            text,
            source=f"harbour/{name}:LICENSE",
            part="policy" if name.endswith("_policy") else "text",
        )
        for name, text in texts.items()
    ]


def index(**texts: str) -> Index:
    """An index of these texts."""
    return Index(fingerprints(**texts))


KNOWN = index(harbour_open=OPEN, harbour_2=VERSION_2, harbour_3=VERSION_3, harbour_2_policy=POLICY)
