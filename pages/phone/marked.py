"""The little Markdown that authors use in prompts and reasons, as HTML."""

import re
from typing import Final

from markupsafe import Markup, escape

_SPANS: Final = (
    (re.compile(r"`([^`\n]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*\n]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![*\w])\*([^*\s][^*\n]*)\*(?![*\w])"), r"<em>\1</em>"),
)
_BULLET: Final = re.compile(r"^[-*] +|^\d+[.)] +")


def marked(text: str) -> Markup:
    """Paragraphs, lists, bold, emphasis and code; all else stands as it was written."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return Markup("").join(_block(block.splitlines()) for block in blocks if block.strip())


def _block(lines: list[str]) -> Markup:
    if all(_BULLET.match(line.strip()) for line in lines):
        tag = "ol" if lines[0].strip()[0].isdigit() else "ul"
        items = "".join(f"<li>{_spans(_BULLET.sub('', line.strip()))}</li>" for line in lines)
        return Markup(f"<{tag}>{items}</{tag}>")  # noqa: S704 - every part was escaped
    return Markup("<p>" + "<br>".join(_spans(line) for line in lines) + "</p>")  # noqa: S704


def _spans(line: str) -> str:
    written = str(escape(line.strip()))
    for mark, tags in _SPANS:
        written = mark.sub(tags, written)
    return written
