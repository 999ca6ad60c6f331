"""Fields in their standard form, and whose value a merged record keeps."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.errors import SandboxError
from sandbox.model.identifiers import id_check_digit, upgrade_id
from sandbox.model.relation import Relation
from sandbox.registry import discover
from sandbox.simulators.linkage.standard import _COMMON, _VARIANT, degree, standardised
from sandbox.simulators.linkage.terms import STEPS, Pairing, Side
from tests.simulators.table_world import TableWorld

NUMBER = "29010219380315" + "001"
VALID = NUMBER + id_check_digit(NUMBER)


def formed(content: str, texts: list[str | None], steps: Any = STEPS) -> list[Any]:
    world = TableWorld().add(
        "one", "SELECT * FROM t", t=pa.table({"x": pa.array(texts, pa.string())})
    )
    side = Side(table="one", columns={"f": "x"})
    pairing = Pairing(left=side, right=side, fields={"f": content}, rules={"f": ("f",)})
    found = world.truth(standardised(pairing, side, frozenset(steps)) + " ORDER BY s.rid")
    return list(found.column("f"))


@pytest.mark.parametrize(
    ("content", "written", "standard"),
    [
        ("citizen-number", f" {VALID[:6]}\u200b{VALID[6:]}\u3000", VALID),
        ("citizen-number", "".join(chr(ord(c) + 0xFEE0) for c in VALID), VALID),
        ("citizen-number", VALID[:17] + "x", VALID[:17] + "X"),
        ("citizen-number", "290102380315001", upgrade_id("290102380315001")),
        ("citizen-number", "290102380315997", upgrade_id("290102380315997")),
        ("citizen-number", "", None),
        ("citizen-number", None, None),
        ("name", "劉國華", "刘国华"),
        ("name", "古丽•买买提", "古丽买买提"),
        ("name", "古丽 买买提", "古丽买买提"),
        ("date", "1938-03-15", "1938-03-15"),
        ("date", "1938-03-15 00:00:00", "1938-03-15"),
        ("date", "1938/3/15", "1938-03-15"),
        ("date", "19380315", "1938-03-15"),
        ("date", "38.03.15", "1938-03-15"),
        ("date", "1938年3月", "1938-03"),
        ("date", "1938年3月5日", "1938-03-05"),
        ("date", "农历1938年二月十四", "1938"),
        ("division", "２９０１０２", "290102"),
        ("text", "abc", "ABC"),
    ],
)
def test_a_field_takes_its_standard_form(
    content: str, written: str | None, standard: str | None
) -> None:
    assert formed(content, [written]) == [standard]


@settings(max_examples=30, deadline=None)
@given(
    st.tuples(
        st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999)
    ).map(lambda drawn: f"290102{drawn[0]:%y%m%d}{drawn[1]:03d}")
)  # fmt: skip
def test_fifteen_digits_become_eighteen_as_the_standard_says(short: str) -> None:
    try:
        long = upgrade_id(short)
    except ValueError:
        # A day that only one of two centuries had.
        return

    assert formed("citizen-number", [short]) == [long]


@settings(max_examples=30, deadline=None)
@given(
    st.text(max_size=20), st.sampled_from(["citizen-number", "name", "date", "division", "text"])
)
def test_what_is_standard_stays_as_it_is(text: str, content: str) -> None:
    (once,) = formed(content, [text])

    assert formed(content, [once]) == [once]


def test_without_steps_texts_stay_as_written() -> None:
    assert formed("citizen-number", [" 29x"], steps=()) == [" 29x"]


def test_each_variant_character_has_its_common_form() -> None:
    assert len(_VARIANT) == len(_COMMON)
    assert len(set(_VARIANT)) == len(_VARIANT)
    assert not set(_VARIANT) & set(_COMMON)


@pytest.mark.parametrize(
    ("content", "left", "right", "expected"),
    [
        ("citizen-number", VALID, VALID, 4),
        ("citizen-number", VALID, VALID[:8] + "0" + VALID[9:], 3),
        ("citizen-number", VALID, VALID[:9] + VALID[10] + VALID[9] + VALID[11:], 3),
        ("citizen-number", VALID, VALID[:15] + "000", 2),
        ("citizen-number", VALID, "290513" + VALID[6:], 1),
        ("citizen-number", VALID, None, 0),
        ("name", "王建国", "王建华", 3),
        ("name", "王建国", "王□国", 3),
        ("name", "王伟", "王建国", 2),
        ("name", "王伟", "李娜", 1),
        ("date", "1938-03-15", "1938-03", 3),
        ("date", "1938-03-05", "1938-05-03", 3),
        ("date", "1938-03-15", "1939-03-15", 3),
        ("date", "1938-03-15", "1938-07-01", 2),
        ("date", "1938-03-15", "1948-07-01", 1),
        ("division", "290102", "290104", 3),
        ("division", "290102", "290502", 2),
        ("text", "云泽晨光有限公司", "云泽晨光公司", 3),
        ("text", "云泽晨光有限公司", "远山农场", 1),
    ],
)  # fmt: skip
def test_values_agree_exactly_slightly_loosely_or_not(
    content: str, left: str, right: str | None, expected: int
) -> None:
    side = Side(table="x", columns={"f": "f"})
    pairing = Pairing(left=side, right=side, fields={"f": content}, rules={"f": ("f",)})

    for a, b in ((left, right), (right, left)):
        row = f"SELECT {_literal(a)} AS f"
        asked = f"SELECT {degree(pairing, 'f')} FROM ({row}) AS l, ({_literal_row(b)}) AS r"
        assert TableWorld().truth(asked).rows == ((expected,),)


def _literal(text: str | None) -> str:
    return "NULL::VARCHAR" if text is None else f"'{text}'"


def _literal_row(text: str | None) -> str:
    return f"SELECT {_literal(text)} AS f"


PAIRING: dict[str, Any] = {
    "left": {"table": "roll", "columns": {"id": "id", "name": "xm", "place": "qh"}, "updated": "day"},
    "right": {"table": "deaths", "columns": {"id": "id", "name": "xm", "place": "qh"},
              "updated": "day"},
    "fields": {"id": "citizen-number", "name": "name", "place": "division"},
    "rules": {"id": ["id"]},
}  # fmt: skip


def registers() -> TableWorld:
    roll = {"entity": 1, "id": VALID, "xm": "王建国", "qh": "290102", "day": "2027-02"}
    dead = {"entity": 1, "id": VALID, "xm": "王建国", "qh": "290102", "day": "2026-11-03"}
    other = {"entity": 2, "id": "29" + VALID[2:6] + "19400101" + "0023", "xm": "李娜", "qh": "290104",
             "day": "2020-01-01"}  # fmt: skip
    world = TableWorld()
    world.add("roll", "SELECT * FROM t", t=pa.Table.from_pylist([roll, other]))
    world.add("deaths", "SELECT * FROM t", t=pa.Table.from_pylist([dead]))
    return world.damaged("roll", "xm", 0, "王国").damaged("deaths", "qh", 0, None)


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ({}, {"name": ("王国", False), "place": ("290102", True)}),
        ({"survivorship": "left"}, {"name": ("王国", False), "place": ("290102", True)}),
        ({"survivorship": "right"}, {"name": ("王建国", True), "place": ("290102", True)}),
        ({"survivorship": "latest"}, {"name": ("王国", False), "place": ("290102", True)}),
        ({"survivorship": "longest"}, {"name": ("王建国", True), "place": ("290102", True)}),
        ({"survivorship.name": "right"}, {"name": ("王建国", True), "place": ("290102", True)}),
    ],
)
def test_the_rule_says_whose_value_survives(
    rules: dict[str, str], kept: dict[str, tuple[str, bool]]
) -> None:
    found = {row["field"]: (row["survivor"], row["correct"]) for row in merged(registers(), rules)}

    assert found == {"id": (VALID, True), **kept}


def test_latest_needs_to_know_when_rows_were_touched() -> None:
    silent = PAIRING | {"right": {k: v for k, v in PAIRING["right"].items() if k != "updated"}}

    with pytest.raises(SandboxError, match="`deaths` does not say when rows were last touched"):
        merged(registers(), {"survivorship": "latest"}, silent)


def merged(world: TableWorld, rules: dict[str, str], pairing: Any = None) -> list[dict[str, Any]]:
    simulator = (
        discover("simulators")
        .get("linkage")
        .model_validate(
            {"kind": "linkage", "of": ("link",), "give": "merged", "pairing": pairing or PAIRING}
        )
    )
    rows = [("block", "id"), ("upper", 0), *rules.items()]
    answer = Relation.of(("setting", "value"), rows)
    return list(simulator.simulate(world, {"link": answer}).dicts())
