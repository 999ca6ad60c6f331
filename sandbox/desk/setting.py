"""Settings: the world-dependent side of a decision, and texts that come from a world."""

from collections.abc import Mapping
from dataclasses import replace

from sandbox.desk.wiring import Office
from sandbox.errors import SandboxError
from sandbox.model.control import Choice
from sandbox.model.decision import Decision, ItemSource, LimitSource, Setting
from sandbox.model.relation import Relation
from sandbox.model.scenario import Loaded
from sandbox.text import Lang, Text


def setting_of(office: Office, loaded: Loaded, decision: Decision, seed: int) -> Setting:
    """Items and limit of a decision in one world, and the seed that permutes its options."""
    if decision.item_source() is None and decision.limit_source() is None:
        return Setting(items=decision.written_items(), seed=seed)
    key = ("setting", loaded.digest, decision.id, seed)
    made: Setting = office.remember(key, lambda: _from_world(office, loaded, decision, seed))
    return made


def _from_world(office: Office, loaded: Loaded, decision: Decision, seed: int) -> Setting:
    source, limit = decision.item_source(), decision.limit_source()
    made = Setting(items=decision.written_items(), seed=seed)
    if source is not None:
        made = _with_items(office, loaded, source, seed)
    if limit is not None:
        made = replace(made, limit=_number(office, loaded, decision, limit, seed))
    return made


def _number(
    office: Office, loaded: Loaded, decision: Decision, source: LimitSource, seed: int
) -> float:
    rows = office.world(loaded, seed).visible(source.sql).rows
    found = rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else None
    if isinstance(found, bool) or not isinstance(found, int | float) or not found > 0:
        raise SandboxError(f"The limit of `{decision.id}` is not one number above 0 in this world.")
    return float(found)


def _with_items(office: Office, loaded: Loaded, source: ItemSource, seed: int) -> Setting:
    rows = office.world(loaded, seed).visible(source.sql).dicts()
    items = tuple(
        Choice(
            id=str(row["id"]),
            label=_both(row["zh"], row["en"]),
            detail=_text(row.get("detail_zh"), row.get("detail_en")),
        )
        for row in rows
    )
    near = {str(row["id"]): str(row["near"]) for row in rows if row.get("near")}
    return Setting(items=items, near=near, seed=seed)


def _text(zh: object, en: object) -> Text | None:
    return _both(zh, en) if zh and en else None


def item_notes(office: Office, loaded: Loaded, decision: Decision, seed: int) -> Mapping[str, Text]:
    """Per item, what feedback says about it: written by the author or kept in the truth."""
    written, source = decision.feedback.options, decision.feedback.items
    if source is None:
        return written

    def with_truth() -> dict[str, Text]:
        rows = office.world(loaded, seed).truth(source.sql).dicts()
        return {**written, **{str(r["id"]): _both(r["zh"], r["en"]) for r in rows}}

    return office.counterfactual(("notes", loaded.digest, decision.id, seed), with_truth)


def _both(zh: object, en: object) -> Text:
    return Text(zh=str(zh), en=str(en))


def in_language(relation: Relation, lang: Lang) -> Relation:
    """A table for one reader: of a pair `x`, `x_en` only the reader's column, named `x`.

    Rows keep their order; columns without a partner are kept as they are.
    """
    names = set(relation.columns)
    kept: list[tuple[str, int]] = []
    for at, name in enumerate(relation.columns):
        base = name.removesuffix("_en")
        if base != name and base in names:
            continue
        partner = f"{name}_en"
        source = relation.columns.index(partner) if lang == "en" and partner in names else at
        kept.append((name, source))
    return Relation(
        columns=tuple(name for name, _ in kept),
        rows=tuple(tuple(row[at] for _, at in kept) for row in relation.rows),
    )
