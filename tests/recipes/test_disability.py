"""残联: cards carry class and grade in their number, and die with their holders."""

from datetime import date

import pytest

from sandbox.model.identifiers import id_is_valid
from sandbox.recipes.yunze.disability import CLASSES, GRADES, TABLES, build, disability_cards
from sandbox.recipes.yunze.province import REFERENCE_DAY
from tests.recipes.village import Person, drawn, keeps_the_contract, province, rows


def test_the_cards_keep_the_contract() -> None:
    built = disability_cards(drawn())
    keeps_the_contract(built, key="cjzh", future=("yxqz",))
    assert built.data.num_rows > 300


@pytest.mark.parametrize("n", [0, 1, 2, 7, 50])
def test_the_smallest_provinces_have_cards_too(n: int) -> None:
    assert [built.spec for built in build(drawn(n))] == list(TABLES)


def test_the_number_is_the_citizen_number_then_class_then_grade() -> None:
    for row in rows(disability_cards(drawn()).data):
        number = str(row["cjzh"])
        assert len(number) == 20
        assert id_is_valid(number[:18])
        assert CLASSES[int(number[18]) - 1] == row["cjlb"]
        assert GRADES[int(number[19]) - 1] == row["cjdj"]


def test_a_card_is_valid_for_ten_years_and_its_state_says_whether_it_still_is() -> None:
    states = set()
    for row in rows(disability_cards(drawn()).data):
        issued, until = row["fzrq"], row["yxqz"]
        assert isinstance(issued, date)
        assert isinstance(until, date)
        assert 3650 <= (until - issued).days <= 3653
        if row["zt"] != "注销":
            assert (row["zt"] == "过期") == (until < REFERENCE_DAY)
        states.add(row["zt"])
    assert states == {"有效", "过期", "注销"}


def test_no_card_is_older_than_its_holder_or_younger_than_their_death() -> None:
    lives, built = drawn().lives, disability_cards(drawn())
    assert built.link is not None
    for who, row in zip(built.link.to_pylist(), rows(built.data), strict=True):
        issued = row["fzrq"]
        assert isinstance(issued, date)
        assert issued > lives.born[who].astype(date)
        dead = lives.died[who].astype(date)
        assert (row["zt"] == "注销") == (dead is not None)
        assert dead is None or issued <= dead


def test_spare_cards_belong_to_the_dead_and_were_never_cancelled() -> None:
    dead = Person(born="1950-01-01", died="2026-05-05", disability=4, grade=2)
    built = disability_cards(province([dead] * 200))
    assert built.spare is not None
    assert 60 < built.spare.num_rows < 140
    assert "注销" not in built.spare["zt"].to_pylist()
    assert set(built.data["zt"].to_pylist()) == {"注销"}


@pytest.mark.parametrize(
    ("born", "disability", "guarded"),
    [("1980-01-01", 4, False), ("1980-01-01", 5, True), ("1980-01-01", 6, True),
     ("2012-01-01", 1, True), ("2009-03-01", 1, False), ("2009-03-02", 1, True)],
)  # fmt: skip
def test_minors_and_people_of_classes_five_to_seven_have_a_guardian(
    born: str, disability: int, guarded: bool
) -> None:
    mother = Person(born="1955-01-01", sex=2)
    holder = Person(born=born, mother=0, disability=disability, grade=1)
    [row] = rows(disability_cards(province([mother, holder])).data)
    assert row["jhr"] == ("甲0" if guarded else None)


@pytest.mark.parametrize(
    "person",
    [
        Person(disability=0),
        Person(disability=3, grade=1, left=True),
        Person(disability=3, grade=1, born="2026-09-01"),
        Person(disability=3, grade=1, born="2024-09-01", died="2025-02-01"),
    ],
)
def test_who_was_never_assessed_here_has_no_card(person: Person) -> None:
    assert disability_cards(province([person])).data.num_rows == 0
