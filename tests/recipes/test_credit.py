import itertools

import pytest

from tests.recipes.small_world import number, query

NEVER = {
    "a published licence belongs to no firm": "FROM xy_xk ANTI JOIN firm ON code = xdr_dm",
    "a recent food licence is not published": """
        FROM sp_xk WHERE fzrq >= DATE '2024-01-01' AND NOT EXISTS (
            FROM xy_xk WHERE xdr_dm = tyshxydm AND jdrq = fzrq AND xkmc = '食品经营许可证')
    """,
    "a published penalty of a firm belongs to none": """
        FROM xy_cf ANTI JOIN firm ON code = xdr_dm WHERE xdrlb = '企业'
    """,
    "a natural person's number is readable": """
        FROM xy_cf WHERE xdrlb = '自然人' AND xdr_dm NOT SIMILAR TO '[*]{14}[0-9]{3}[0-9X]'
    """,
    "a natural person's full name is readable": """
        FROM xy_cf WHERE xdrlb = '自然人' AND NOT suffix(xzxdr, '某某')
    """,
    "a mask shows the signs of another person": """
        FROM xy_cf JOIN person p ON p.i = link
        WHERE xdrlb = '自然人' AND right(gmsfhm, 4) <> right(xdr_dm, 4)
    """,
    "a warning costs money, or a fine does not": """
        FROM xy_cf WHERE (cflb = '警告') <> (fkje = 0)
    """,
    "a repaired penalty is still on the page": """
        FROM xy_cf WHERE (xfrq IS NOT NULL) <> (gszt = '已撤下')
    """,
    "a penalty was repaired before it was due": "FROM xy_cf WHERE xfrq < jdrq + 90",
    "a repaired firm is still on the list": """
        FROM xy_sx WHERE (xf_rq IS NOT NULL) <> (gszt = '已撤下')
    """,
    "a listed firm is not in the register": "FROM xy_sx ANTI JOIN sj_qy USING (tyshxydm)",
    "a decision is older than the firm": """
        FROM xy_xk t JOIN firm f ON f.code = t.xdr_dm WHERE jdrq < founded
    """,
    "a document does not say that it is invented": """
        FROM (SELECT jdsh FROM xy_xk UNION ALL SELECT jdsh FROM xy_cf)
        WHERE NOT suffix(jdsh, '（实训虚构）')
    """,
}


@pytest.mark.parametrize("rule", NEVER)
def test_it_never_happens_that(rule):
    assert number(f"SELECT count(*) {NEVER[rule]}") == 0


def test_penalties_stand_by_place_and_day():
    rows = query("SELECT left(jdsh, 3), jdrq FROM xy_cf ORDER BY rowid")
    runs = [place for i, (place, _) in enumerate(rows) if i == 0 or rows[i - 1][0] != place]

    assert len(runs) == len(set(runs))
    assert all(a[1] <= b[1] for a, b in itertools.pairwise(rows) if a[0] == b[0])


def test_revoked_firms_are_listed_more_often_than_open_ones():
    listed = dict(query("""
        SELECT revoked, avg((t.link IS NOT NULL)::INT)
        FROM firm f LEFT JOIN xy_sx t ON t.link = f.i WHERE kind > 12 GROUP BY 1
    """))  # fmt: skip

    assert listed[True] > listed[False]
