"""Broken YAML in an author's words."""

import re
from typing import Final, NamedTuple

from sandbox.text import Text


class Mark(NamedTuple):
    """A place in a file; both numbers count from 1."""

    line: int
    column: int


class Explained(NamedTuple):
    """Where reading stopped, why, and what to do."""

    mark: Mark
    message: Text
    fix: Text | None


FULL_WIDTH_KEY: Final = re.compile(r"^\s*(?:- )?[\w-]+：")
NEEDS_QUOTES: Final = re.compile(r"found character '(.)' that cannot start")


def unreadable_bytes(data: bytes, at: int) -> Explained:
    """Bytes that are not UTF-8, from offset `at` on."""
    before = data[:at].decode("utf-8", errors="replace")
    return Explained(
        mark=_place(before, len(before)),
        message=Text(
            zh="从这里开始的内容不是 UTF-8 编码。",
            en="From here on the file is not UTF-8.",
        ),
        fix=Text(
            zh="请在编辑器中选择“另存为 UTF-8”。",
            en="Save it as UTF-8 in your editor.",
        ),
    )


def explain(error: Exception, text: str, overrun: Mark | None = None) -> Explained:
    """Why YAML could not be read; the reader's own words never reach an author.

    `overrun` is where a quoted text of several lines began just before: most likely its closing
    quote is missing, and the next quote in the file was taken for it.
    """
    mark = _where(error, text)
    if overrun is not None:
        return Explained(overrun, OPEN_QUOTE, OPEN_QUOTE_FIX)
    lines = text.splitlines()
    line = lines[mark.line - 1] if mark.line <= len(lines) else ""
    above = lines[mark.line - 2] if 2 <= mark.line <= len(lines) + 1 else ""
    said = str(getattr(error, "problem", None) or error)
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in said:
        return Explained(mark, TAB, TAB_FIX)
    for offset, candidate in ((0, line), (1, above)):
        if FULL_WIDTH_KEY.match(candidate):
            return Explained(
                Mark(mark.line - offset, candidate.index("：") + 1), FULL_WIDTH, FULL_WIDTH_FIX
            )
    return _by_phrase(error, said, mark, line)


def _by_phrase(error: Exception, said: str, mark: Mark, line: str) -> Explained:
    if sign := NEEDS_QUOTES.search(said):
        return Explained(mark, _unquoted(sign.group(1)), QUOTE_FIX)
    if "mapping values are not allowed" in said:
        inner = ": " in line[: max(0, mark.column - 1)]
        return Explained(mark, COLON, QUOTE_FIX) if inner else Explained(mark, INDENT, INDENT_FIX)
    if "quoted scalar" in str(getattr(error, "context", "")) and "end of stream" in said:
        return Explained(_opened(error, mark), OPEN_QUOTE, OPEN_QUOTE_FIX)
    if "expected ',' or" in said:
        return Explained(_opened(error, mark), OPEN_BRACKET, OPEN_BRACKET_FIX)
    for phrase, message, fix in PHRASES:
        if phrase in said:
            return Explained(mark, message, fix)
    return Explained(mark, UNREADABLE, UNREADABLE_FIX)


def _where(error: Exception, text: str) -> Mark:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return Mark(mark.line + 1, mark.column + 1)
    position = getattr(error, "position", None)
    return _place(text, position) if isinstance(position, int) else Mark(1, 1)


def _opened(error: Exception, otherwise: Mark) -> Mark:
    mark = getattr(error, "context_mark", None)
    return otherwise if mark is None else Mark(mark.line + 1, mark.column + 1)


def _place(text: str, offset: int) -> Mark:
    before = text[:offset]
    return Mark(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def _unquoted(sign: str) -> Text:
    return Text(
        zh=f"未加引号的内容不能以 {sign} 开头。",
        en=f"Text without quotes cannot begin with {sign} here.",
    )


TAB: Final = Text(
    zh="这里有一个制表符（Tab），YAML 的缩进只能用空格。",
    en="There is a tab here; YAML is indented with spaces only.",
)
TAB_FIX: Final = Text(zh="请改为两个空格。", en="Replace it with two spaces.")
FULL_WIDTH: Final = Text(
    zh="字段名后面用了中文冒号“：”。", en="The key is followed by a full-width colon `：`."
)
FULL_WIDTH_FIX: Final = Text(
    zh="请改为英文冒号加一个空格。", en="Write an ordinary colon and a space."
)
CONTROL: Final = Text(
    zh="这里有一个不可见的控制字符，请删去。",
    en="There is an invisible control character here; delete it.",
)
COLON: Final = Text(
    zh="这一行的文字里有“冒号加空格”，会被当成另一个字段。",
    en="The text on this line holds a colon and a space, which YAML takes for another key.",
)
QUOTE_FIX: Final = Text(zh="请给整段文字加上引号。", en="Put the whole text in quotes.")
INDENT: Final = Text(
    zh="这一行的缩进与上下文不一致。", en="This line is not indented like the lines it belongs to."
)
INDENT_FIX: Final = Text(
    zh="请让同一层的字段从同一列开始。", en="Let fields of one level begin in the same column."
)
OPEN_QUOTE: Final = Text(
    zh="从这里开始的引号没有结束。", en="The quote that opens here is never closed."
)
OPEN_QUOTE_FIX: Final = Text(
    zh="请在文字末尾补上同样的引号。", en="Close it with the same sign at the end of the text."
)
OPEN_BRACKET: Final = Text(
    zh="从这里开始的括号没有正常结束。",
    en="The bracket that opens here is not closed as it should be.",
)
OPEN_BRACKET_FIX: Final = Text(
    zh="请补上括号，或检查其中的逗号和引号；也可以改为一行写一项。",
    en="Close it, or check the commas and quotes within; one entry a line is easier to keep.",
)
NO_COLON: Final = Text(
    zh="这里应有一个字段名，后接冒号和空格。", en="A key with a colon and a space is expected here."
)
NO_COLON_FIX: Final = Text(
    zh="请检查这一行和上一行。", en="Look at this line and the one above it."
)
UNREADABLE: Final = Text(
    zh="从这里开始无法按 YAML 读取。", en="From here on this cannot be read as YAML."
)
UNREADABLE_FIX: Final = Text(
    zh="请检查这一行和上一行的缩进、引号和括号。",
    en="Look at the indentation, quotes and brackets of this line and the one above it.",
)
PHRASES: Final = (
    ("special characters are not allowed", CONTROL, None),
    ("expected <block end>", INDENT, INDENT_FIX),
    ("could not find expected ':'", NO_COLON, NO_COLON_FIX),
)
"""What the YAML reader says, and what it means to an author."""
