from tests.recipes.small_world import number, query


def test_nearly_everybody_is_enrolled():
    share = number("""
        SELECT (SELECT count(*) FROM yb) / count(*) FROM person WHERE died IS NULL AND NOT gone
    """)

    assert 0.93 < share < 0.98


def test_employees_are_in_the_scheme_of_employees_and_children_in_that_of_residents():
    schemes = query("""
        SELECT DISTINCT CASE WHEN employer >= 0 THEN 'employee' ELSE 'child' END, xz
        FROM yb JOIN person p ON p.i = yb.link
        WHERE employer >= 0 OR born > DATE '2013-03-01' ORDER BY ALL
    """)

    assert schemes == [("child", "390"), ("employee", "310")]


def test_many_a_newborn_is_not_enrolled_yet():
    share = number("""
        SELECT avg((yb.link IS NOT NULL)::INT) FROM person p LEFT JOIN yb ON yb.link = p.i
        WHERE born > DATE '2026-03-02' AND died IS NULL AND NOT gone
    """)

    assert 0.3 < share < 0.9


def test_nobody_was_enrolled_before_birth_or_after_death():
    assert number("SELECT count(*) FROM yb JOIN person p ON p.i = yb.link WHERE jsrq < born") == 0
    assert number("""
        SELECT count(*) FROM spare_yb t JOIN person p ON p.i = t.link WHERE jsrq > died
    """) == 0  # fmt: skip


def test_few_enrolments_are_suspended():
    assert 0.01 < number("SELECT avg((cbzt = '暂停')::INT) FROM yb") < 0.04
