"""Invented places: provinces, counties and their division codes, which no gazetteer knows.

A name is two rare characters, one of each list below, and a suffix: 云岫县, 霁渚区. The lists were chosen so that their
pairs are not names of divisions, and every code begins with 99, which GB/T 2260 gives to nobody. So a figure of a
specimen can never be taken for one of a real county.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

_FIRST = "云溪澄岚霁苍芷栖杳疏泠漪汐茗蘅筠葭蓼璟珩琅翎砚黛绡"
_SECOND = "岫陂渚泮洄坞堰畈屿峁埭垚崦沚浠沄岘峣垞漈"
_PROVINCE_FIRST = "岚澜霁翎沧珩筠黛琅"
_PROVINCE_SECOND = "岳泽陵畴野麓垣浦峤薮皋"
_SUFFIXES = ("县", "县", "县", "区", "市")

COUNTIES_PER_PROVINCE = 60
PROVINCES = 99


@dataclass(frozen=True, slots=True)
class County:
    """An invented county: its number from 0, division code 99PPCC, name, and its province's name."""

    number: int
    code: str
    name: str
    province: str


def county(seed: int, number: int) -> County:
    """County `number` (from 0) of the world drawn from `seed`; within a province names do not repeat."""
    province, place = divmod(number, COUNTIES_PER_PROVINCE)
    if province >= PROVINCES:
        raise ValueError(f"only {PROVINCES * COUNTIES_PER_PROVINCE} counties can be invented, not {number + 1}")
    draw = random.Random(f"{seed}/province/{province}")
    names = draw.sample([a + b for a in _FIRST for b in _SECOND], COUNTIES_PER_PROVINCE)
    return County(
        number=number,
        code=f"99{province + 1:02d}{place + 1:02d}",
        name=names[place] + random.Random(f"{seed}/county/{number}").choice(_SUFFIXES),
        province=_PROVINCE_FIRST[province % 9] + _PROVINCE_SECOND[province // 9 % 11] + "省",
    )
