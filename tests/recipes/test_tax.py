import pytest

from tests.recipes.small_world import number, query

NEVER = {
    "a taxpayer is not in the business register": """
        FROM sw_ns ANTI JOIN sj_qy ON nsrsbh = tyshxydm
    """,
    "a firm declares for a quarter in which it did not exist": """
        FROM sw_ns JOIN firm f ON f.i = link
        WHERE founded >= CASE ssq WHEN '2026Q3' THEN DATE '2026-10-01' ELSE DATE '2027-01-01' END
           OR closed < CASE ssq WHEN '2026Q3' THEN DATE '2026-10-01' ELSE DATE '2027-01-01' END
    """,
    "wages are paid to nobody": "FROM sw_ns WHERE (gz_rs = 0) <> (gz_je = 0)",
    "fewer are on the payroll than were employed": """
        FROM sw_ns t JOIN (
            SELECT employer, count(*) AS n FROM person WHERE since < DATE '2027-01-01' GROUP BY 1
        ) ON employer = t.link WHERE ssq = '2026Q4' AND nsrzt <> '非正常' AND gz_rs < n
    """,
    "a closed firm is in good standing": """
        FROM sw_ns JOIN firm f ON f.i = link WHERE closed IS NOT NULL AND nsrzt = '正常'
    """,
    "a tax is negative": "FROM sw_ns WHERE ynse < 0",
}


@pytest.mark.parametrize("rule", NEVER)
def test_it_never_happens_that(rule):
    assert number(f"SELECT count(*) {NEVER[rule]}") == 0


def test_two_quarters_are_on_file():
    assert query("SELECT DISTINCT ssq FROM sw_ns ORDER BY 1") == [("2026Q3",), ("2026Q4",)]


def test_payroll_and_insurance_count_differently_in_some_firms_but_not_in_most():
    differ = number("""
        SELECT avg((gz_rs > staff)::INT) FROM sw_ns JOIN firm f ON f.i = link
        WHERE ssq = '2026Q4' AND staff >= 5 AND nsrzt = '正常'
    """)

    assert 0.02 < differ < 0.4
