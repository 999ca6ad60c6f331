"""Faces: the households whose story a drill follows, picked once when the world is made.

Consequences then speak of the same few people whatever was decided, and need not search for them.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

import pyarrow as pa

from sandbox.model.draw import Draw

WAITING: Final = 24
"""Families among whom those are shown whose check stops."""

Home = dict[str, Any]


def face_rows(dbjt: pa.Table, eligible: pa.Table, draw: Draw) -> Iterator[dict[str, object]]:
    """(part, n, household, name, age, place, size), n counting from 1 within a part."""
    chance = [int(bits) for bits in draw.bits("face", dbjt.num_rows)]
    homes = [
        {**home, "entitled": truth["entitled"], "asset": truth["asset"], "chance": bits}
        for home, truth, bits in zip(dbjt.to_pylist(), eligible.to_pylist(), chance, strict=True)
    ]
    for part, (fits, wanted, order) in _PARTS.items():
        chosen = sorted(filter(fits, homes), key=order)[:wanted]
        for n, home in enumerate(chosen, start=1):
            yield {
                "part": part,
                "n": n,
                "jtbh": home["jtbh"],
                "name": home["sqr_xm"],
                "age": home["sqr_nl"],
                "place": f"{home['jd']}{home['sq']}",
                "place_en": f"{home['sq_en']}, {home['jd_en']}",
                "size": home["jtrk"],
            }


def _plain(home: Home) -> bool:
    return bool(home["entitled"]) and home["asset"] == "none"


def _behind(asset: str) -> Callable[[Home], bool]:
    return lambda home: home["asset"] == asset


def _near(age: int) -> Callable[[Home], tuple[int, str]]:
    return lambda home: (abs(home["sqr_nl"] - age), home["jtbh"])


def _by_chance(home: Home) -> int:
    chance: int = home["chance"]
    return chance


_PARTS: Final[dict[str, tuple[Callable[[Home], bool], int, Callable[[Home], Any]]]] = {
    "waiting": (lambda h: _plain(h) and h["sqr_nl"] >= 60 and h["jtrk"] >= 2, WAITING, _by_chance),
    "education": (lambda h: 30 <= h["sqr_nl"] <= 50 and h["jtrk"] >= 3, 2, _by_chance),
    "insurer": (lambda h: h["sqr_nl"] >= 65 and h["jtrk"] <= 2, 2, _by_chance),
    "share": (_behind("share"), 1, _near(55)),
    "scrapped": (_behind("scrapped"), 1, _near(50)),
    "borrowed": (_behind("borrowed"), 1, _near(50)),
    "elder": (lambda h: _plain(h) and h["sqr_nl"] >= 70, 1, _by_chance),
    "parent": (lambda h: _plain(h) and 30 <= h["sqr_nl"] <= 50 and h["jtrk"] >= 3, 1, _by_chance),
    "unsigned": (
        lambda h: bool(h["entitled"]) and not h["sfsq"],
        1,
        lambda h: (-h["sqr_nl"], h["jtbh"]),
    ),
}
