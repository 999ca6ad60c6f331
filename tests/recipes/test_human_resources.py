import duckdb
import pytest

from sandbox.recipes.yunze.contributions import contributions
from sandbox.recipes.yunze.insured_units import insured_units, make_units
from sandbox.recipes.yunze.workforce import make_workforce
from tests.recipes.small_world import keep, number, province, query

NEVER = {
    "a contribution names a unit that is not registered": """
        FROM rs_jf LEFT JOIN rs_dw USING (dwbh) WHERE rs_jf.dwbh IS NOT NULL AND rs_dw.dwbh IS NULL
    """,
    "a head count names a unit that is not registered": """
        FROM rs_cb ANTI JOIN rs_dw USING (dwbh)
    """,
    "a job names a unit that is not registered": """
        FROM jy ANTI JOIN rs_dw USING (dwbh) WHERE dwbh IS NOT NULL
    """,
    "a unit bears a code or name that its firm does not": """
        FROM rs_dw u JOIN firm f ON f.i = u.link WHERE u.tyshxydm <> f.code OR u.dwmc <> f.qymc
    """,
    "a unit was insured before its firm was founded or after it closed": """
        FROM rs_dw u JOIN firm f ON f.i = u.link WHERE cbrq < founded OR cbrq > closed
    """,
    "a closed firm is still insured": """
        FROM rs_dw u JOIN firm f ON f.i = u.link WHERE closed IS NOT NULL AND cbzt = '参保'
    """,
    "a firm has two units in force": """
        FROM (SELECT link FROM rs_dw WHERE cbzt = '参保' GROUP BY link HAVING count(*) > 1)
    """,
    "an employee is paid for elsewhere than at work": """
        FROM rs_jf c JOIN person p ON p.i = c.link JOIN rs_dw u USING (dwbh)
        WHERE p.employer >= 0 AND ym >= strftime(p.since, '%Y%m') AND u.link <> p.employer
    """,
    "an employee was paid for before the first day of work": """
        FROM rs_jf c JOIN person p ON p.i = c.link JOIN rs_dw u USING (dwbh)
        WHERE p.employer = u.link AND ym < strftime(p.since, '%Y%m')
    """,
    "somebody was paid for outside every registered job": """
        FROM rs_jf c JOIN rs_dw u USING (dwbh) WHERE NOT EXISTS (
            FROM jy JOIN rs_dw w USING (dwbh) WHERE jy.gmsfhm = c.gmsfhm AND w.link = u.link
            AND c.ym BETWEEN strftime(qsrq, '%Y%m') AND strftime(coalesce(zzrq, DATE '2027-03-01'), '%Y%m'))
    """,
    "a regular payment arrived in another month": """
        FROM rs_jf WHERE jflx = '正常' AND ym <> strftime(dzrq, '%Y%m')
    """,
    "a back payment arrived in its own month": """
        FROM rs_jf WHERE jflx = '补缴' AND ym >= strftime(dzrq, '%Y%m')
    """,
    "a base lies outside the legal band": "FROM rs_jf WHERE jfjs < 4320 OR jfjs > 21600",
    "a public body insures its staff as an enterprise, or the other way round": """
        FROM rs_jf c JOIN rs_dw u USING (dwbh) WHERE (u.dwlx = '机关事业') <> (c.xzlx = '120')
    """,
    "a head count in good standing differs from the contributions": """
        FROM (SELECT dwbh, ym, count(*) AS paid FROM rs_jf WHERE dwbh IS NOT NULL GROUP BY ALL)
        FULL JOIN (FROM rs_cb WHERE ym >= '202609' AND jf_status = '到账') USING (dwbh, ym)
        WHERE paid IS DISTINCT FROM cb_rs
    """,
    "a unit in arrears paid": """
        FROM rs_cb JOIN rs_jf USING (dwbh, ym) WHERE jf_status = '欠费'
    """,
    "a pension is less than a hundred yuan": "FROM rs_dy WHERE dyje < 100",
    "a pension was confirmed before it began": "FROM rs_dy WHERE zhrzrq < qsrq",
    "a dead person confirmed": """
        FROM spare_rs_dy t JOIN person p ON p.i = t.link WHERE zhrzrq > died OR qsrq > died
    """,
    "a pensioner is at work": """
        FROM rs_dy JOIN person p ON p.i = rs_dy.link WHERE p.employer >= 0
    """,
    "a confirmation is overdue though it is recent": """
        FROM rs_dy WHERE dyzt = '待认证' AND zhrzrq > DATE '2026-03-01' AND qsrq < zhrzrq
    """,
    "a present employee has no open registration": """
        FROM person p WHERE employer >= 0 AND NOT EXISTS (
            FROM jy WHERE jy.link = p.i AND zzrq IS NULL AND jyxs = '单位就业')
    """,
    "a registration ends before it begins": "FROM jy WHERE zzrq < qsrq",
    "a registration begins before the sixteenth birthday": """
        FROM jy JOIN person p ON p.i = jy.link WHERE qsrq < born + INTERVAL 16 YEAR
    """,
    "somebody holds two registered jobs at a time": """
        FROM jy a JOIN jy b USING (gmsfhm)
        WHERE a.djbh <> b.djbh AND a.qsrq <= b.qsrq AND coalesce(a.zzrq, DATE '2027-03-01') >= b.qsrq
    """,
}


@pytest.mark.parametrize("rule", NEVER)
def test_it_never_happens_that(rule):
    assert number(f"SELECT count(*) {NEVER[rule]}") == 0


def test_some_but_few_contributions_are_back_payments():
    share = number("SELECT avg((jflx = '补缴')::INT) FROM rs_jf")

    assert 0.003 < share < 0.03


def test_an_employer_that_moved_has_a_new_unit_number_since_december_and_the_same_code():
    large = province(people=40_000)
    units = make_units(large.firms, large.draw)
    paid = contributions(large, units, make_workforce(large))
    with duckdb.connect() as connection:
        keep(connection, "rs_dw", insured_units(large, units).data)
        keep(connection, "rs_jf", paid.data)
        moved = connection.execute("""
            SELECT tyshxydm, list(DISTINCT cbzt ORDER BY cbzt DESC),
                   max(ym) FILTER (cbzt = '注销'), min(ym) FILTER (cbzt = '参保')
            FROM rs_dw JOIN rs_jf USING (dwbh)
            GROUP BY 1 HAVING count(DISTINCT dwbh) > 1
        """).fetchall()

    assert moved
    assert {(tuple(states), last, first) for _, states, last, first in moved} == {
        (("注销", "参保"), "202611", "202612")
    }


def test_contributions_cover_the_last_six_months_and_head_counts_a_year():
    months = [ym for (ym,) in query("SELECT DISTINCT ym FROM rs_jf ORDER BY ym")]
    year = [ym for (ym,) in query("SELECT DISTINCT ym FROM rs_cb ORDER BY ym")]

    assert months == ["202609", "202610", "202611", "202612", "202701", "202702"]
    assert year[0] == "202603"
    assert len(year) == 12
    assert year[6:] == months


def test_people_who_lost_their_job_stop_paying_in_the_month_of_the_last_day():
    wrong = query("""
        SELECT jy.gmsfhm FROM jy JOIN rs_jf USING (gmsfhm)
        JOIN person p ON p.i = jy.link WHERE p.employer < 0
        AND zzrq IS NOT NULL GROUP BY jy.gmsfhm, zzrq HAVING max(ym) > strftime(zzrq, '%Y%m')
    """)

    assert wrong == []
    assert number("SELECT count(*) FROM jy WHERE zzrq IS NOT NULL") > 20


def test_the_old_have_more_overdue_confirmations_than_the_young():
    overdue = dict(query("""
        SELECT born <= DATE '1947-03-01', avg((dyzt = '待认证')::INT)
        FROM rs_dy JOIN person p ON p.i = rs_dy.link GROUP BY 1
    """))  # fmt: skip

    assert overdue[True] > overdue[False] > 0


def test_farmers_draw_the_pension_of_residents():
    schemes = query("""
        SELECT DISTINCT xzlx FROM rs_dy JOIN person p ON p.i = rs_dy.link WHERE work = 4
    """)

    assert schemes == [("170",)]
