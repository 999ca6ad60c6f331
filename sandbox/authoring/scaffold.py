"""A first scenario to change piece by piece; it loads clean from the start."""

from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from sandbox.errors import MisuseError
from sandbox.model.base import Slug
from sandbox.model.dataset import TableSpec
from sandbox.registry import discover

FIRST: Final = Path(__file__).parent / "first"
RECIPE: Final = "yunze"
_SLUG: Final = TypeAdapter[str](Slug)


def new(root: Path, slug: str) -> Path:
    """The folder `root/slug` with a complete draft: one step, one decision, both languages.

    Raises:
        MisuseError: the slug cannot be an id, or the folder is already there.
    """
    folder = root / _checked(slug)
    if folder.exists():
        raise MisuseError(f"`{folder}` already exists. Choose another name.")
    for template in sorted(path for path in FIRST.rglob("*") if path.is_file()):
        target = folder / template.relative_to(FIRST)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = template.read_text(encoding="utf-8")
        text = text.replace("SLUG", slug).replace("TABLE", _table())
        target.write_text(text, encoding="utf-8")
    return folder


def _checked(slug: str) -> str:
    try:
        return _SLUG.validate_python(slug)
    except ValidationError:
        raise MisuseError(
            f"`{slug}` cannot name a scenario. Use lower-case letters, digits and single hyphens,"
            " and begin with a letter: `my-first-scenario`."
        ) from None


def _table() -> str:
    """The first table that the recipe's departments would see."""
    tables: tuple[TableSpec, ...] = discover("recipes").get(RECIPE).tables()
    return next(spec.name for spec in tables if not spec.truth)
