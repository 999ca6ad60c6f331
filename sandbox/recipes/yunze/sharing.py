"""Sharing between departments: catalogue, requests, log, calendar and means tests of 松岚区.

Visible tables are what the civil affairs bureau sees on the reference day, 1 March 2027; truth
holds the lawful attribute of each catalogue line (Decree 809 Arts. 3, 14, 15), the last lawful
day of six time limits, and what really lies behind each household.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

import pyarrow as pa

from sandbox.model.dataset import BuiltTable, ColumnSpec, TableSpec, WorldParams
from sandbox.model.draw import Draw
from sandbox.recipes.yunze.catalogue import ATTRIBUTES, Entry, draw_catalogue
from sandbox.recipes.yunze.faces import face_rows
from sandbox.recipes.yunze.households import field_rows, make_households
from sandbox.recipes.yunze.office_log import log_rows, question_rows
from sandbox.recipes.yunze.province import REFERENCE_DAY
from sandbox.recipes.yunze.requests import deadline_rows, make_story, request_rows
from sandbox.recipes.yunze.workdays import (
    FIRST_DAY,
    LAST_DAY,
    WEEKDAYS,
    WorkCalendar,
    make_calendar,
)
from sandbox.text import Text


def _table(name: str, zh: str, en: str, columns: str, *, truth: bool = False) -> TableSpec:
    """A table from lines of `name 中文 English`."""
    lines = [line.split(maxsplit=2) for line in columns.strip().splitlines()]
    return TableSpec(
        name=name,
        label=Text(zh=zh, en=en),
        columns=tuple(
            ColumnSpec(name=column, label=Text(zh=col_zh, en=col_en))
            for column, col_zh, col_en in lines
        ),
        truth=truth,
    )


DBJT: Final = _table("dbjt", "待核对家庭", "Households to be checked", """
    jtbh        家庭编号          Household
    sqr_gmsfhm  申请人公民身份号码  Applicant's ID number
    sqr_xm      申请人姓名        Applicant
    sqr_nl      年龄（岁）         Age (years)
    jd          街道（镇）         Subdistrict
    jd_en       街道（镇）英文      Subdistrict (English)
    sq          社区（村）         Community
    sq_en       社区（村）英文      Community (English)
    jtrk        家庭人口（人）      Household size (people)
    sqrq        申请日期          Date of application
    sfsq        已签核对授权书     Authorisation signed
""")  # fmt: skip
ML: Final = _table("ml", "政务数据目录（申报稿）", "Data catalogue as declared", """
    zy_id         资源编号        Resource
    mc            目录名称        Name
    mc_en         目录名称英文     Name (English)
    tgdw          提供单位        Provider
    tgdw_en       提供单位英文     Provider (English)
    sjx           数据项          Data items
    sjx_en        数据项英文       Data items (English)
    gxsx_decl     申报共享属性     Declared attribute
    gxsx_decl_en  申报共享属性英文  Declared attribute (English)
    yj_decl       申报依据或条件    Declared basis
    yj_decl_en    申报依据英文     Declared basis or condition (English)
    gxpl          更新频率        Updated
    gxpl_en       更新频率英文     Updated (English)
    sjl           数据量（条）      Records
""")  # fmt: skip
SQD: Final = _table("sqd", "共享申请单", "Sharing requests", """
    sqdh     申请单号        Request
    zy_id    资源编号        Resource
    mc       目录名称        Name
    mc_en    目录名称英文     Name (English)
    tgdw     提供单位        Provider
    tgdw_en  提供单位英文     Provider (English)
    tjrq     提交日期        Handed in
    sdrq     对方签收日期     Received by the provider
    zt       状态            State
    zt_en    状态英文        State (English)
""")  # fmt: skip
LOG: Final = _table("log", "办理日志", "Office log", """
    rq     日期      Date
    sqdh   申请单号   Request
    sj     事项      Event
    sj_en  事项英文   Event (English)
""")  # fmt: skip
CAL: Final = _table("cal", "工作日历（虚构）", "Working calendar (fictional)", """
    rq      日期       Date
    xq      星期       Weekday
    xq_en   星期英文    Weekday (English)
    sfgzr   是否工作日  Working day
    bz      备注       Note
    bz_en   备注英文    Note (English)
""")  # fmt: skip
HD: Final = _table("hd", "核对需要与结果", "Checks needed and their results", """
    jtbh   家庭编号       Household
    zy_id  所需资源编号    Resource needed
    mc     目录名称       Name
    mc_en  目录名称英文    Name (English)
    jg     核对结果       Result
    jg_en  核对结果英文    Result (English)
""")  # fmt: skip
DX: Final = _table("dx", "六个期限", "Six time limits", """
    id         题号      Question
    zh         问题      Question
    en         问题英文   Question (English)
    detail_zh  说明      Detail
    detail_en  说明英文   Detail (English)
    near       起始附近   Near the start
""")  # fmt: skip
ATTR: Final = _table("attr", "共享属性真值", "True sharing attributes", """
    zy_id     资源编号  Resource
    attr      共享属性  Attribute
    wrong     申报有误  Wrongly declared
    law       法规     Law
    articles  条款     Articles
    why_zh    理由中文  Reason (Chinese)
    why_en    理由英文  Reason (English)
""", truth=True)  # fmt: skip
DEADLINE: Final = _table("deadline", "法定期限真值", "True time limits", """
    id         题号    Question
    due        届满日   Last lawful day
    half_low   前一工作日  Working day before
    half_high  后一工作日  Working day after
""", truth=True)  # fmt: skip
ELIGIBLE: Final = _table("eligible", "家庭真实情况", "What is true of each household", """
    jtbh      家庭编号     Household
    entitled  符合条件     Entitled
    asset     隐含财产     Hidden asset
    asset_zh  隐含财产中文  Hidden asset
    asset_en  隐含财产英文  Hidden asset (English)
""", truth=True)  # fmt: skip

FIELD: Final = _table("field", "核对所需字段", "Fields that the check needs", """
    id         字段      Field
    need       所需颗粒度  Detail needed
    share      涉及户数占比  Households concerned (per cent)
    sensitive  敏感      Sensitive
    why_zh     理由中文   Reason (Chinese)
    why_en     理由英文   Reason (English)
""", truth=True)  # fmt: skip

FACE: Final = _table("face", "故事里的家庭", "Households that the story follows", """
    part      身份      Part
    n         次序      Number
    jtbh      家庭编号   Household
    name      姓名      Name
    age       年龄（岁）  Age (years)
    place     住处      Place
    place_en  住处英文   Place (English)
    size      家庭人口   Household size
""", truth=True)  # fmt: skip

TABLES: Final[tuple[TableSpec, ...]] = (
    DBJT, ML, SQD, LOG, CAL, HD, DX, ATTR, DEADLINE, ELIGIBLE, FIELD, FACE,
)  # fmt: skip

_ML_TEXTS: Final = {
    "mc": "mc_zh", "mc_en": "mc_en", "tgdw": "tgdw_zh", "tgdw_en": "tgdw_en",
    "sjx": "sjx_zh", "sjx_en": "sjx_en", "gxpl": "gxpl_zh", "gxpl_en": "gxpl_en",
}  # fmt: skip


def build(params: WorldParams, rk: pa.Table, draw: Draw) -> Iterator[BuiltTable]:
    """The tables one by one, in the order of `TABLES`."""
    calendar = make_calendar(draw)
    entries = draw_catalogue(draw)
    story = make_story(calendar, draw, REFERENCE_DAY)
    homes = make_households(
        rk=rk, entries=entries, people=params.people, today=REFERENCE_DAY, draw=draw
    )
    by_item = {entry.pool.item: entry for entry in entries}
    yield BuiltTable(spec=DBJT, data=homes.dbjt)
    yield _built(ML, map(_line, entries))
    yield _built(SQD, request_rows(story, by_item))
    yield _built(LOG, log_rows(story))
    yield _built(CAL, _days(calendar))
    yield BuiltTable(spec=HD, data=homes.hd)
    yield _built(DX, question_rows(story))
    yield _built(ATTR, _attributes(entries))
    yield _built(DEADLINE, deadline_rows(story, calendar))
    yield BuiltTable(spec=ELIGIBLE, data=homes.eligible)
    yield _built(FIELD, field_rows())
    yield _built(FACE, face_rows(homes.dbjt, homes.eligible, draw))


def _line(entry: Entry) -> dict[str, object]:
    row = entry.pool.row
    declared = ATTRIBUTES[entry.declared]
    return {
        "zy_id": entry.zy_id,
        **{name: row[part] for name, part in _ML_TEXTS.items()},
        "gxsx_decl": declared[0],
        "gxsx_decl_en": declared[1],
        "yj_decl": entry.basis("zh"),
        "yj_decl_en": entry.basis("en"),
        "sjl": entry.records,
    }


def _days(calendar: WorkCalendar) -> Iterator[dict[str, object]]:
    for i in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=i)
        note = calendar.notes.get(day, (None, None))
        zh, en = WEEKDAYS[day.weekday()]
        yield {
            "rq": day,
            "xq": zh,
            "xq_en": en,
            "sfgzr": calendar.is_working(day),
            "bz": note[0],
            "bz_en": note[1],
        }


def _attributes(entries: Sequence[Entry]) -> Iterator[dict[str, object]]:
    for entry in entries:
        yield {
            "zy_id": entry.zy_id,
            "attr": entry.pool.attr,
            "wrong": entry.wrong,
            **{name: entry.pool.row[name] for name in ("law", "articles", "why_zh", "why_en")},
        }


def _built(spec: TableSpec, rows: Iterable[dict[str, object]]) -> BuiltTable:
    """A table whose columns stand in the order of its dictionary."""
    found = list(rows)
    names = [column.name for column in spec.columns]
    data = pa.table({name: [row[name] for row in found] for name in names})
    return BuiltTable(spec=spec, data=data)
