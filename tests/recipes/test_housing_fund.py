import pytest

from tests.recipes.small_world import number, query

NEVER = {
    "an account belongs to no unit": "FROM gjj ANTI JOIN gjj_dw USING (dwzh)",
    "a unit is no firm": """
        FROM gjj_dw u LEFT JOIN firm f ON f.code = u.tyshxydm AND f.qymc = u.dwmc
        WHERE f.i IS NULL OR f.closed IS NOT NULL
    """,
    "members are miscounted": """
        FROM gjj_dw LEFT JOIN (
            SELECT dwzh, count(*) AS n FROM gjj WHERE zhzt = '正常' GROUP BY 1
        ) USING (dwzh) WHERE coalesce(n, 0) <> jc_rs
    """,
    "an open account is not at the present employer": """
        FROM gjj JOIN gjj_dw u USING (dwzh) JOIN person p ON p.i = gjj.link
        WHERE zhzt = '正常' AND p.employer <> u.link
    """,
    "a sealed account receives deposits": "FROM gjj WHERE (zhzt = '封存') <> (jcje = 0)",
    "a rate lies outside the legal band": "FROM gjj_dw WHERE jcbl NOT BETWEEN 5 AND 12",
    "a balance is negative": "FROM gjj WHERE ye < 0",
}


@pytest.mark.parametrize("rule", NEVER)
def test_it_never_happens_that(rule):
    assert number(f"SELECT count(*) {NEVER[rule]}") == 0


def test_all_public_bodies_with_staff_take_part_and_few_small_traders_do():
    part = dict(query("""
        SELECT kind <= 12, avg((u.link IS NOT NULL)::INT)
        FROM firm f LEFT JOIN gjj_dw u ON u.link = f.i WHERE staff > 0 GROUP BY 1
    """))  # fmt: skip

    assert part[True] == 1
    assert part[False] < 0.6


def test_some_accounts_are_sealed_and_some_carry_a_loan():
    assert 0.01 < number("SELECT avg((zhzt = '封存')::INT) FROM gjj") < 0.3
    assert 0.1 < number("SELECT avg((dkzt <> '无')::INT) FROM gjj") < 0.5
