"""The data dictionary as one Markdown file in both languages."""

from collections.abc import Iterator, Mapping
from typing import Final

from sandbox.desk.dictionary import attributes, dictionary
from sandbox.desk.views.dictionary import DefectView, DictionaryView, RegisterView
from sandbox.desk.wiring import Office
from sandbox.text import FICTION_MARK

ATTRIBUTES: Final = {
    "unconditional": "无条件共享 unconditional",
    "conditional": "有条件共享 conditional",
    "withheld": "不予共享 withheld",
    "out-of-scope": "不属于政务数据 out of scope",
}
LEVELS: Final = {"light": "轻 light", "standard": "标准 standard", "hard": "重 hard"}


def markdown(office: Office) -> str:
    """Every department, table, column and possible defect; ends with a line break."""
    zh, en = dictionary(office, "zh"), dictionary(office, "en")
    return "\n".join(_lines(zh, en, attributes(office))) + "\n"


def _lines(zh: DictionaryView, en: DictionaryView, shared: Mapping[str, str]) -> Iterator[str]:
    yield "# 数据字典 · Data dictionary"
    yield ""
    yield f"> {FICTION_MARK.zh}  "
    yield f"> {FICTION_MARK.en}"
    yield ""
    yield (
        "由 `python -m sandbox dictionary --out data/DICTIONARY.md` 生成，请勿手改。"
        f"行数取自 {zh.people:,} 人、种子 {zh.seed}、无缺陷的样例数据。共享属性和级别是教学建议，"
        "实际以依法编制的目录为准。"
    )
    yield ""
    yield (
        "Written by `python -m sandbox dictionary --out data/DICTIONARY.md`; do not edit. Rows are"
        f" those of a sample world of {en.people:,} people, seed {en.seed}, without defects."
        " Sharing attributes and levels are teaching proposals; the catalogue drawn up by law"
        " decides."
    )
    for ours, theirs in zip(zh.departments, en.departments, strict=True):
        yield from ("", f"## {ours.name} · {theirs.name}")
        for register, other in zip(ours.registers, theirs.registers, strict=True):
            yield from _register(register, other, shared.get(register.name))


def _register(zh: RegisterView, en: RegisterView, attribute: str | None) -> Iterator[str]:
    yield from ("", f"### `{zh.name}` {zh.zh} · {zh.en}", "")
    said = [f"{zh.rows:,} 行 rows"]
    if attribute is not None:
        said.append(ATTRIBUTES[attribute])
    if zh.level is not None:
        said.append(zh.level)
    if zh.sensitive is not None:
        said.append(f"敏感 sensitive: {zh.sensitive} / {en.sensitive}")
    yield " · ".join(said)
    yield from ("", "| 列 column | 中文 | English |", "|---|---|---|")
    for column in zh.fields:
        yield f"| `{column.name}` | {column.zh} | {column.en} |"
    if zh.defects:
        yield from ("", "可能出现的缺陷 · Defects that may occur", "")
    for defect, other in zip(zh.defects, en.defects, strict=True):
        yield from _defect(defect, other)


def _defect(zh: DefectView, en: DefectView) -> Iterator[str]:
    where = f"（{'、'.join(f'`{name}`' for name in zh.columns)}）" if zh.columns else ""
    levels = "、".join(LEVELS[level] for level in zh.levels)
    yield f"- **{zh.code} {zh.label} · {en.label}**{where} — {levels}"
    yield f"  - 正确处理 Right: {zh.treatment} / {en.treatment}"
    yield f"  - 易错 Trap: {zh.trap} / {en.trap}"
