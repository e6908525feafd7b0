"""Text → which licence it is. Pure: no files but the shipped fingerprints, no network, no knowledge of components.

`words` reads a text, `fingerprints` holds hashes of the known ones, `alignment` lays the two side by side, `identification`
says what that means. The fingerprints are made by `auditor.knowledge.harvest.license_fingerprints`, by hand; each tells
which copy it was made from, many of them out of ScanCode's licence data (nexB Inc. and others, CC-BY-4.0).
"""

from auditor.license_texts.identification import NOTHING, Candidate, Identification, Verdict, identify

__all__ = ["NOTHING", "Candidate", "Identification", "Verdict", "identify"]
