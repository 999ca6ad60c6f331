import pytest

from tests.recipes.small_world import number, query

NEVER = {
    "a plate has another form": """
        FROM jdc WHERE hphm NOT SIMILAR TO '泽[AB]·[0-9A-HJ-NP-Z]{2}[0-9]{3}'
    """,
    "an owner was a minor": """
        FROM jdc JOIN person p ON p.i = link WHERE ccdjrq < born + INTERVAL 18 YEAR
    """,
    "a new vehicle was struck off": """
        FROM jdc WHERE zt = '注销' AND ccdjrq > DATE '2015-01-01'
    """,
    "a car is for hire though only trucks are": """
        FROM jdc WHERE syxz = '营运' AND cllx <> '轻型货车'
    """,
}


@pytest.mark.parametrize("rule", NEVER)
def test_it_never_happens_that(rule):
    assert number(f"SELECT count(*) {NEVER[rule]}") == 0


def test_plates_ascend():
    plates = [plate for (plate,) in query("SELECT hphm FROM jdc ORDER BY rowid")]

    assert plates == sorted(plates)


def test_farmers_ride_motorcycles_more_often_than_others():
    share = dict(query("""
        SELECT work = 4, avg((cllx = '二轮摩托车')::INT) FROM jdc
        JOIN person p ON p.i = link GROUP BY 1
    """))  # fmt: skip

    assert share[True] > 3 * share[False] > 0


def test_about_a_vehicle_for_every_four_or_five_people():
    assert 0.12 < number("SELECT count(*) / 6000 FROM jdc") < 0.35
