"""The files of a class: answers as CSV, gradebook as XLSX, learning records, and a page as PDF."""

import csv
import io
import json
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import typst
import xlsxwriter

from sandbox.desk.class_report import Asked, Attendee, ClassReport, Given, Misconception
from sandbox.desk.class_words import ABSENT, GRADES, HEADS, ITEMS, NO, YES, words_of
from sandbox.text import FICTION_MARK, Lang

PAGE: Final = Path(__file__).with_name("class_report.typ")
HOME: Final = "https://sandbox.example.com"
"""Names what xAPI wants an address for; nothing is there."""
_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, HOME)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
BARS: Final = 4
"""Answers shown of a question on the page."""
WRONG: Final = 5
"""Misconceptions shown on the page."""
SIZES: Final = (9.5, 8.5, 7.5, 6.5)
"""Type sizes (pt) that are tried until the report fits one page."""


def answers_csv(report: ClassReport, lang: Lang) -> bytes:
    """Every stored answer, a row each; with a byte order mark, so that Excel reads it as UTF-8."""
    points = {one.id: one for one in report.questions}
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([FICTION_MARK.pick(lang), report.title, report.room])
    keys = ("number", "name", "team", "question", "title", "round", "at", "words", "share",
            "points", "out_of", "counts")  # fmt: skip
    rows.writerow([HEADS[key].pick(lang) for key in keys])
    for person in report.people:
        for given in person.answers:
            rows.writerow(
                [_plain(cell) for cell in _row(person, given, points[given.question], lang)]
            )
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _row(person: Attendee, given: Given, asked: Asked, lang: Lang) -> list[Any]:
    return [
        person.number,
        person.name,
        person.team or "",
        asked.id,
        asked.title,
        given.round,
        given.at.strftime("%Y-%m-%d %H:%M:%S"),
        "; ".join(given.words),
        round(100 * given.share, 1),
        round(asked.points * given.share, 2),
        asked.points,
        (YES if given.counts else NO).pick(lang),
    ]


def _plain(cell: Any) -> Any:
    """A name that a spreadsheet would run as a formula stays a name."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def gradebook(report: ClassReport, lang: Lang) -> bytes:
    """A row for everybody, a column for every question; and a sheet on the questions."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        one = book.add_format({"num_format": "0.0"})
        _grades(book.add_worksheet(GRADES.pick(lang)), report, lang, bold, one)
        _questions(book.add_worksheet(ITEMS.pick(lang)), report, lang, bold)
    return out.getvalue()


def _grades(sheet: Any, report: ClassReport, lang: Lang, bold: Any, one: Any) -> None:
    sheet.write_string(0, 0, f"{FICTION_MARK.pick(lang)} · {report.title} · {report.room}")
    heads = [HEADS[key].pick(lang) for key in ("number", "name", "team")]
    heads += [f"{asked.title} ({asked.points:g})" for asked in report.questions]
    heads += [HEADS[key].pick(lang) for key in ("answered", "total", "out_of", "percent")]
    for at, head in enumerate(heads):
        sheet.write_string(2, at, head, bold)
    for at, person in enumerate(report.people, start=3):
        sheet.write_number(at, 0, person.number)
        sheet.write_string(at, 1, person.name)
        sheet.write_string(at, 2, person.team or "")
        earned = [person.share(asked.id) for asked in report.questions]
        for column, (asked, share) in enumerate(zip(report.questions, earned, strict=True), 3):
            if share is None:
                sheet.write_string(at, column, ABSENT.pick(lang))
            else:
                sheet.write_number(at, column, round(asked.points * share, 2))
        _sums(sheet, at, report, earned, one)
    sheet.freeze_panes(3, 2)
    sheet.set_column(1, 1, 14)
    sheet.set_column(3, 2 + len(report.questions), 18)


def _sums(sheet: Any, at: int, report: ClassReport, earned: list[float | None], one: Any) -> None:
    """Only what was answered counts: who came late is not marked down for it."""
    taken = [
        (asked.points, share)
        for asked, share in zip(report.questions, earned, strict=True)
        if share is not None
    ]
    total = sum(points * share for points, share in taken)
    out_of = sum(points for points, _ in taken)
    column = 3 + len(report.questions)
    sheet.write_number(at, column, len(taken))
    sheet.write_number(at, column + 1, round(total, 2))
    sheet.write_number(at, column + 2, out_of)
    if out_of:
        sheet.write_number(at, column + 3, 100 * total / out_of, one)


def _questions(sheet: Any, report: ClassReport, lang: Lang, bold: Any) -> None:
    told = words_of(lang)
    sheet.write_string(0, 0, FICTION_MARK.pick(lang))
    heads = ("question", "n", "difficulty", "low", "high", "discrimination", "remark")
    for at, head in enumerate(heads):
        sheet.write_string(2, at, told[head], bold)
    for at, asked in enumerate(report.questions, start=3):
        item = asked.item
        sheet.write_string(at, 0, asked.title)
        sheet.write_number(at, 1, item.n)
        if item.difficulty is not None and item.interval is not None:
            figures = (item.difficulty, item.interval.low, item.interval.high)
            for column, value in enumerate(figures, start=2):
                sheet.write_number(at, column, round(value, 3))
        if item.discrimination is not None:
            sheet.write_number(at, 5, round(item.discrimination, 3))
        sheet.write_string(at, 6, "" if item.enough else told["thin"])
    sheet.set_column(0, 0, 30)


def statements(report: ClassReport, lang: Lang) -> bytes:
    """An xAPI 1.0.3 statement a line for every stored answer; people by seat, not by account."""
    questions = {one.id: one for one in report.questions}
    lines = [
        _statement(report, person, given, questions[given.question], lang)
        for person in report.people
        for given in person.answers
    ]
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines).encode("utf-8")


def _statement(
    report: ClassReport, person: Attendee, given: Given, asked: Asked, lang: Lang
) -> dict[str, Any]:
    tongue = "zh-CN" if lang == "zh" else "en"
    room = f"{HOME}/classes/{report.room}"
    return {
        "id": str(uuid.uuid5(_NAMESPACE, given.id)),
        "actor": {
            "objectType": "Agent",
            "name": person.name,
            "account": {"homePage": room, "name": person.id},
        },
        "verb": {
            "id": "http://adlnet.gov/expapi/verbs/answered",
            "display": {"zh-CN": "作答", "en": "answered"},
        },
        "object": {
            "objectType": "Activity",
            "id": f"{HOME}/scenarios/{report.scenario}/{asked.id}",
            "definition": {
                "type": "http://adlnet.gov/expapi/activities/assessment",
                "name": {tongue: asked.title},
            },
        },
        "result": {
            "completion": True,
            "response": "; ".join(given.words),
            "score": {
                "scaled": round(given.share, 4),
                "raw": round(asked.points * given.share, 4),
                "min": 0,
                "max": asked.points,
            },
        },
        "context": {
            "registration": str(uuid.uuid5(_NAMESPACE, report.room)),
            "contextActivities": {
                "parent": [{"id": f"{HOME}/scenarios/{report.scenario}"}],
                "grouping": [{"id": room}],
            },
            "extensions": {
                f"{HOME}/xapi/round": given.round,
                f"{HOME}/xapi/counts": given.counts,
                f"{HOME}/xapi/fictional": True,
            },
        },
        "timestamp": given.at.isoformat(),
    }


def report_pdf(report: ClassReport, lang: Lang) -> bytes:
    """The class on one A4 page; the type shrinks where there is much to say."""
    made = b""
    for size in SIZES:
        values = {"data": json.dumps(_page(report, lang), ensure_ascii=False), "size": str(size)}
        pages = typst.query(str(PAGE), "<pages>", field="value", one=True, sys_inputs=values)
        made = typst.compile(str(PAGE), format="pdf", sys_inputs=values)
        if int(json.loads(pages)) == 1:
            break
    return made


def _page(report: ClassReport, lang: Lang) -> dict[str, Any]:
    told = words_of(lang)
    return {
        "lang": lang,
        "words": told,
        "mark": FICTION_MARK.pick(lang),
        "title": report.title,
        "facts": [
            [told["room"], report.room],
            [told["day"], report.opened_at.strftime("%Y-%m-%d")],
            [told["teacher"], report.opened_by],
            [told["present"], str(len(report.people))],
            [told["mean"], f"{report.percent:.0f}%"],
        ],
        "questions": [_line(at, one, told) for at, one in enumerate(report.questions, start=1)],
        "wrong": [_wrong(one) for one in report.misconceptions[:WRONG]],
    }


def _line(at: int, asked: Asked, told: Mapping[str, str]) -> dict[str, Any]:
    item = asked.item
    interval = item.interval
    divided = min(
        asked.tallies, key=lambda t: max((b.share for b in t.bars), default=0), default=None
    )
    bars = () if divided is None else sorted(divided.bars, key=lambda bar: -bar.count)[:BARS]
    return {
        "number": at,
        "title": asked.title,
        "n": item.n,
        "percent": "–" if item.difficulty is None else f"{100 * item.difficulty:.0f}%",
        "interval": ""
        if interval is None
        else f"{100 * interval.low:.0f}–{100 * interval.high:.0f}%",
        "discrimination": "–" if item.discrimination is None else f"{item.discrimination:.2f}",
        "thin": "" if item.enough else told["thin"],
        "about": divided.label if divided is not None and len(asked.tallies) > 1 else "",
        "bars": [[bar.label, bar.share, bar.count] for bar in bars],
    }


def _wrong(one: Misconception) -> dict[str, Any]:
    return {
        "question": one.question,
        "item": one.item if one.item != one.given else "",
        "given": one.given,
        "expected": one.expected or "",
        "note": one.note or "",
        "share": f"{100 * one.n / one.of:.0f}%",
        "n": one.n,
    }


FILES: Final[Mapping[str, Callable[[ClassReport, Lang], bytes]]] = {
    "answers.csv": answers_csv,
    "gradebook.xlsx": gradebook,
    "statements.jsonl": statements,
    "report.pdf": report_pdf,
}
"""File name → who makes it."""
