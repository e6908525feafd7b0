"""Regions of the world as a policy and a licence name them: ISO 3166-1 alpha-2 codes, and a few groups of them."""

from collections.abc import Iterable
from typing import Final

COUNTRIES: Final = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()
)

_EU: Final = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())

GROUPS: Final = {
    "EU": _EU,
    "EEA": _EU | {"IS", "LI", "NO"},
    "EFTA": frozenset({"CH", "IS", "LI", "NO"}),
    "worldwide": COUNTRIES,
}
"""what may be written instead of a list of countries"""

MEANT: Final = {"UK": "GB", "EL": "GR", "USA": "US", "WORLD": "worldwide"}
"""what people write, and the word that we know"""


def is_region(word: str) -> bool:
    """Whether the word is a country's code or a group's name; capitals matter, as in ISO 3166."""
    return word in COUNTRIES or word in GROUPS


def countries(regions: Iterable[str]) -> frozenset[str]:
    """All countries that the words stand for; a word that is no region stands for itself."""
    found: set[str] = set()
    for word in regions:
        found |= GROUPS.get(word, frozenset({word}))
    return frozenset(found)


def shared(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """The words of `theirs` (a licence's) that reach into any of `ours` (the policy's), in their order."""
    here = countries(ours)
    return tuple(word for word in theirs if countries([word]) & here)
