"""Two lists of the same people, the second damaged by a formula."""

import numpy as np
import pyarrow as pa

from sandbox.model.draw import Draw
from sandbox.model.identifiers import make_ids
from tests.simulators.table_world import TableWorld

FIELDS = ("id", "name", "birth", "division")
RULES = ("id", "name-birth", "name-division", "birth-division", "number-birth-name", "name")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文辉力健"


def rolls(n: int, seed: int = 7) -> TableWorld:
    """`gljt` of `n` people and `sw` of four fifths of them, as the defaults of linkage name them."""
    clean = people(n, seed)
    draw = Draw(seed)
    kept = np.flatnonzero(~draw.chance("left-out", n, 200_000))
    paid, dead = clean.slice(0), clean.take(pa.array(kept))
    world = TableWorld(seed=seed)
    world.add("gljt", _ROLL, people=_spoilt(paid, draw, "roll", 250_000))
    world.add("sw", _DEATHS, people=_spoilt(dead, draw, "dead", 120_000))
    return world


_ROLL = (
    "SELECT entity, id AS sfzh_raw, name AS xm, birth AS csrq_raw, division AS qhdm,"
    " '正常' AS ffzt, '2027-02' AS ff_last FROM people"
)
_DEATHS = (
    "SELECT entity, id AS zjhm, name AS xm, birth AS csrq, division AS qhdm,"
    " DATE '2026-11-03' AS tbsj FROM people"
)


def people(n: int, seed: int) -> pa.Table:
    """Fictional people with valid numbers of a division that does not exist."""
    draw = Draw(seed)
    division = 290101 + draw.integers("division", n, 0, 12)
    day = (np.datetime64("1930-01-01") + draw.integers("day", n, 0, 6000)).astype(str)
    digits = np.array([text.replace("-", "") for text in day], dtype=np.int64)
    numbers = make_ids(division, digits, draw.integers("sequence", n, 0, 1000)).astype(str)
    first = draw.integers("surname", n, 0, len(SURNAMES))
    one, two = (draw.integers(f"given{i}", n, 0, len(GIVEN)) for i in (1, 2))
    names = [SURNAMES[a] + GIVEN[b] + (GIVEN[c] if c % 3 else "")
             for a, b, c in zip(first, one, two, strict=True)]  # fmt: skip
    return pa.table({
        "entity": np.arange(n), "id": numbers, "name": names, "birth": day,
        "division": division.astype(str),
    })  # fmt: skip


def _spoilt(clean: pa.Table, draw: Draw, stream: str, per_million: int) -> pa.Table:
    """Numbers shortened, padded, mistyped or missing; names and dates changed now and then."""
    n = clean.num_rows
    how = draw.integers(f"{stream}/how", n, 0, 5)
    hit = draw.chance(f"{stream}/id", n, per_million)
    numbers = [_number(text, int(way)) if struck else text for text, way, struck in
               zip(clean["id"].to_pylist(), how, hit, strict=True)]  # fmt: skip
    renamed = draw.chance(f"{stream}/name", n, 40_000)
    names = [text[:-1] + "□" if struck else text for text, struck in
             zip(clean["name"].to_pylist(), renamed, strict=True)]  # fmt: skip
    redated = draw.chance(f"{stream}/birth", n, 100_000)
    dates = [f"{text[:4]}/{int(text[5:7])}/{int(text[8:])}" if struck else text for text, struck in
             zip(clean["birth"].to_pylist(), redated, strict=True)]  # fmt: skip
    return pa.table({
        "entity": clean["entity"], "id": pa.array(numbers, pa.string()), "name": names,
        "birth": dates, "division": clean["division"],
    })  # fmt: skip


def _number(text: str, way: int) -> str | None:
    match way:
        case 0:
            return text[:6] + text[8:17]
        case 1:
            return f" {text[:6]}\u200b{text[6:]}"
        case 2:
            return "".join(chr(ord(c) + 0xFEE0) for c in text)
        case 3:
            return text[:10] + str((int(text[10]) + 1) % 10) + text[11:]
    return None
