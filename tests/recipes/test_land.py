import pytest

from tests.recipes.small_world import number, query

NEVER = {
    "a unit number has another form": """
        FROM bdc WHERE bdcdyh NOT SIMILAR TO '29[0-9]{10}GB[0-9]{5}F[0-9]{8}'
    """,
    "a certificate does not say that it is invented": """
        FROM bdc WHERE NOT suffix(bdcqzh, '（实训虚构）')
    """,
    "a right was registered after its holder died": """
        FROM bdc JOIN person p ON p.i = link WHERE djrq > died
    """,
    "a minor holds a right": """
        FROM bdc JOIN person p ON p.i = link WHERE djrq < born + INTERVAL 18 YEAR
    """,
    "a joint right is not held by spouses": """
        FROM (SELECT bdcdyh, min(link) AS a, max(link) AS b FROM bdc
              WHERE gyqk = '共同共有' GROUP BY 1) JOIN person p ON p.i = a WHERE p.spouse <> b
    """,
    "a joint right is older than the marriage": """
        FROM bdc JOIN person p ON p.i = link WHERE gyqk = '共同共有' AND djrq < married
    """,
    "a joint right has one holder, or a sole one two": """
        FROM (SELECT gyqk, count(*) AS n FROM bdc GROUP BY bdcdyh, gyqk)
        WHERE (gyqk = '共同共有') <> (n = 2)
    """,
    "a share stands where there are none": """
        FROM bdc WHERE (gyfe IS NOT NULL) <> (gyqk = '按份共有')
    """,
    "both holders of a unit read differently": """
        FROM (SELECT bdcdyh FROM bdc GROUP BY 1 HAVING count(DISTINCT (bdcqzh, zl, mj, yt, djrq)) > 1)
    """,
    "a dwelling is no room at all": "FROM bdc WHERE yt = '住宅' AND mj NOT BETWEEN 30 AND 200",
}


@pytest.mark.parametrize("rule", NEVER)
def test_it_never_happens_that(rule):
    assert number(f"SELECT count(*) {NEVER[rule]}") == 0


def test_most_households_own_their_home_and_the_better_off_own_more():
    units = dict(query("""
        SELECT income > 8000, count(link) / count(*) FROM
        (SELECT p.i, any_value(income) AS income, any_value(link) AS link
         FROM person p LEFT JOIN bdc ON link = p.i AND gyqk = '单独所有'
         WHERE born < DATE '1995-01-01' AND died IS NULL GROUP BY p.i) GROUP BY 1
    """))  # fmt: skip

    assert units[True] > units[False] > 0.1


def test_inherited_shares_are_few_and_come_in_ordinary_fractions():
    shares = {share for (share,) in query("SELECT DISTINCT gyfe FROM bdc WHERE gyfe IS NOT NULL")}

    assert "1/8" in shares
    assert shares <= {"1/8", "1/6", "1/4", "1/3", "1/2"}
    assert number("SELECT avg((gyfe IS NOT NULL)::INT) FROM bdc") < 0.04
