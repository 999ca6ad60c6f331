"""The words of the interface: both languages side by side in `words.yaml`."""

from functools import cache
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from sandbox.errors import SandboxError
from sandbox.text import Lang, Text

WORDS: Final = Path(__file__).with_name("words.yaml")


@cache
def book() -> dict[str, Text]:
    """Every phrase by its dotted key, e.g. `drill.saved`.

    Raises:
        SandboxError: a phrase lacks a language.
    """
    found: dict[str, Text] = {}
    pages = YAML(typ="safe", pure=True).load(WORDS.read_text(encoding="utf-8"))
    for page, phrases in pages.items():
        for name, sides in phrases.items():
            if set(sides) != {"zh", "en"}:
                raise SandboxError(f"`{page}.{name}` in words.yaml needs `zh` and `en`.")
            found[f"{page}.{name}"] = Text(**sides)
    return found


def phrase(lang: Lang, key: str, **values: object) -> str:
    """The phrase in one language, its placeholders filled.

    Raises:
        KeyError: the key or a placeholder's value is missing.
    """
    return book()[key].pick(lang).format_map(values)
