"""教育: pupils by age, their schools near home, and who answers for them."""

from collections import defaultdict

import pytest

from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.education import TABLES, build, school_roll
from sandbox.recipes.yunze.places import places
from tests.recipes.village import YUNLU, Person, drawn, keeps_the_contract, province, rows

GROWN = "1985-04-04"


def test_the_roll_keeps_the_contract() -> None:
    built = school_roll(drawn())
    keeps_the_contract(built, key="xjh", ids=("sfzjh",))
    assert built.data.num_rows > 1_500


@pytest.mark.parametrize("n", [0, 1, 2, 7, 50])
def test_the_smallest_provinces_have_a_roll_too(n: int) -> None:
    assert [built.spec for built in build(drawn(n))] == list(TABLES)


@pytest.mark.parametrize(
    ("born", "grade", "entered"),
    [
        ("2020-09-02", None, None),  # turns six a day too late
        ("2020-09-01", "小学一年级", "2026-09-01"),
        ("2019-09-02", "小学一年级", "2026-09-01"),
        ("2014-10-10", "小学六年级", "2021-09-01"),
        ("2014-08-31", "初中一年级", "2026-09-01"),
        ("2011-12-12", "初中三年级", "2024-09-01"),
    ],
)
def test_the_grade_follows_the_age_on_the_first_of_september(
    born: str, grade: str | None, entered: str | None
) -> None:
    found = rows(school_roll(province([Person(born=born)])).data)
    assert [(row["nj"], str(row["rxrq"])) for row in found] == ([(grade, entered)] if grade else [])


@pytest.mark.parametrize(
    ("mother", "father", "others", "guardian"),
    [
        (Person(born=GROWN, sex=2), Person(born=GROWN), (), "甲0"),
        (Person(born=GROWN, sex=2, died="2024-04-05"), Person(born=GROWN), (), "甲1"),
        (Person(born=GROWN, sex=2, left=True), Person(born=GROWN), (), "甲1"),
        (
            Person(born=GROWN, sex=2, died="2024-04-05", household=1),
            Person(born=GROWN, died="2024-04-05", household=1),
            (Person(born="1950-06-06", sex=2),),
            "甲2",
        ),
        (
            Person(born=GROWN, sex=2, died="2024-04-05", household=1),
            Person(born=GROWN, died="2024-04-05", household=1),
            (),
            None,
        ),
    ],
)
def test_the_guardian_is_the_mother_else_the_father_else_the_head_of_the_household(
    mother: Person, father: Person, others: tuple[Person, ...], guardian: str | None
) -> None:
    pupil = Person(born="2015-01-01", mother=0, father=1)
    [row] = rows(school_roll(province([mother, father, *others, pupil])).data)
    assert row["jhr_xm"] == guardian
    assert (row["jhr_dh"] is None) == (guardian is None)


def test_the_number_is_g_and_the_citizen_number() -> None:
    for row in rows(school_roll(drawn()).data):
        assert row["xjh"] == f"G{row['sfzjh']}"


def test_no_phone_is_shown_in_full() -> None:
    phones = school_roll(drawn()).data["jhr_dh"].drop_null().to_pylist()
    assert all(phone.startswith("154****") and len(phone) == 11 for phone in phones)


def test_a_school_code_stands_for_one_school_of_its_division() -> None:
    names: defaultdict[object, set[object]] = defaultdict(set)
    for row in rows(school_roll(drawn()).data):
        names[row["xxdm"]].add(row["xxmc"])
        assert str(row["xxdm"]).startswith(str(row["qhdm"]))
        assert len(str(row["xxdm"])) == 10
    assert all(len(of_code) == 1 for of_code in names.values())
    assert len({name for of_code in names.values() for name in of_code}) == len(names)


def test_children_go_to_primary_school_in_their_own_community() -> None:
    [row] = rows(
        school_roll(province([Person(born="2016-01-01", division=YUNLU, community=1)])).data
    )
    assert row["xxmc"] == f"{pools.communities(YUNLU).words[1]}小学"


def test_every_division_has_room_for_its_schools() -> None:
    assert all(len(pools.communities(int(code)).words) <= 64 for code in places().codes)
