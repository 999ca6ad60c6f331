import numpy as np
import pytest

from sandbox.recipes.yunze.enterprises import registration_check
from tests.recipes.small_world import number, province, query

NEVER = {
    "a branch is not in the register": """
        FROM zs_fzjg b LEFT JOIN sj_qy q ON q.tyshxydm = b.fz_code WHERE q.qylx IS DISTINCT FROM '分公司'
    """,
    "a branch has no parent in business": """
        FROM zs_fzjg b LEFT JOIN sj_qy q ON q.tyshxydm = b.parent_code
        WHERE q.jyzt IS DISTINCT FROM '在营' OR q.qylx = '分公司'
    """,
    "a branch is not listed": """
        FROM sj_qy ANTI JOIN zs_fzjg ON tyshxydm = fz_code WHERE qylx = '分公司'
    """,
    "a branch is older than its parent": """
        FROM zs_fzjg b JOIN sj_qy q ON q.tyshxydm = b.parent_code WHERE b.slrq <= q.clrq
    """,
    "a licence is held by nobody": "FROM sp_xk ANTI JOIN firm ON code = tyshxydm",
    "a shop or restaurant with a licence is not in the register": """
        FROM sp_xk ANTI JOIN sj_qy USING (tyshxydm) WHERE ztyt <> '单位食堂'
    """,
    "a licence says valid after its last day": """
        FROM sp_xk WHERE (xkzt = '有效' AND yxqz < DATE '2027-03-01')
           OR (xkzt = '过期' AND yxqz >= DATE '2027-03-01')
    """,
    "a closed business has a licence in force": """
        FROM sp_xk JOIN sj_qy USING (tyshxydm) WHERE jyzt <> '在营' AND xkzt = '有效'
    """,
    "a licence is older than the business": """
        FROM sp_xk JOIN sj_qy USING (tyshxydm) WHERE fzrq < clrq
    """,
    "a status disagrees with the truth": """
        FROM sj_qy q JOIN firm f ON f.i = q.link WHERE jyzt <> CASE
            WHEN closed IS NULL THEN '在营' WHEN revoked THEN '吊销未注销' ELSE '注销' END
    """,
    "an entry was updated before the founding": "FROM sj_qy WHERE gxsj < clrq",
    "a firm of today has an old number": """
        FROM sj_qy WHERE (zch_old IS NOT NULL) <> (clrq < DATE '2015-10-01')
    """,
    "an old number lies outside the province": """
        FROM sj_qy WHERE zch_old NOT SIMILAR TO '29[0-9]{13}'
    """,
    "two firms bear one old number": """
        FROM (SELECT zch_old FROM sj_qy WHERE zch_old IS NOT NULL GROUP BY 1 HAVING count(*) > 1)
    """,
    "a name says another form": """
        FROM sj_qy WHERE (qylx = '有限责任公司' AND NOT suffix(qymc, '公司'))
           OR (qylx = '分公司' AND NOT suffix(qymc, '分公司'))
           OR (qylx = '农民专业合作社' AND NOT suffix(qymc, '合作社'))
    """,
    "an office of another place keeps the entry": """
        FROM sj_qy WHERE NOT contains(zcdz, replace(djjg, '市场监督管理局', ''))
    """,
    "an authority is in the business register": """
        FROM sj_qy q JOIN firm f ON f.i = q.link WHERE f.kind < 91
    """,
}


@pytest.mark.parametrize("rule", NEVER)
def test_it_never_happens_that(rule):
    assert number(f"SELECT count(*) {NEVER[rule]}") == 0


def test_every_enterprise_and_trader_is_in_the_register():
    firms = province().firms
    expected = int(np.isin(firms.kind, (91, 92, 93)).sum())

    assert expected == number(f"SELECT count(*) FROM sj_qy WHERE link < {len(firms)}")


def check(body: str) -> str:
    """Sign 15 of a registration number, sign by sign as ISO 7064 describes it."""
    product = 10
    for sign in body:
        total = (product + int(sign)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def test_old_numbers_end_in_their_check_digit():
    old = [number for (number,) in query("SELECT zch_old FROM sj_qy WHERE zch_old IS NOT NULL")]

    assert old
    assert all(number[14] == check(number[:14]) for number in old)


def test_the_check_digit_of_the_published_example():
    # 110108000000016, the example of the rule for registration numbers (GS 15).
    assert registration_check(np.array([11010800000001])).tolist() == [6]


def test_traders_and_firms_differ_in_the_seventh_digit():
    seventh = query("""
        SELECT DISTINCT qylx = '个体工商户', zch_old[7] FROM sj_qy
        WHERE zch_old IS NOT NULL ORDER BY ALL
    """)

    assert seventh == [(False, "1"), (True, "6")]
