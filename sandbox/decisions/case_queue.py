"""Case queue: every case receives a decision and the code of its reason."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.decisions import Itemised, blank, entries, filled, ids, known, stale
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import Choice, Column, Matrix
from sandbox.model.decision import Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

KEY: Final = "cases"
DECISION: Final = "decision"
REASON: Final = "reason"
_PARTS: Final = (DECISION, REASON)
_HEADS: Final[Mapping[str, Text]] = {
    DECISION: Text(zh="处理意见", en="Decision"),
    REASON: Text(zh="理由", en="Reason"),
}


class CaseQueue(Itemised):
    """Decide case after case; the answer is a relation (id, decision, reason).

    Cases come from a query over the visible world or are written out; rows of the answer follow
    the cases. Decisions and reason codes are different ids: the answer space lists decisions
    first, then reasons. The reference has rows (id, decision, reason, …), where several reasons
    that are equally good are joined by `|`.
    """

    keeps_order: ClassVar[bool] = True

    kind: Literal["case_queue"] = "case_queue"
    decisions: tuple[Option, ...] = Field(min_length=2)
    reasons: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if twice := set(ids(self.decisions)) & set(ids(self.reasons)):
            raise ValueError(f"`{min(twice)}` names a decision and a reason; each needs its own id")
        return self

    @override
    def controls(self, setting: Setting) -> tuple[Matrix, ...]:
        """One `Matrix`, keyed `cases`, with the columns `decision` and `reason`."""
        columns = tuple(
            Column(
                id=part,
                label=_HEADS[part],
                choices=tuple(option.choice() for option in self._options(part)),
            )
            for part in _PARTS
        )
        return (Matrix(key=KEY, label=self.title, rows=self.shown(setting), columns=columns),)

    def _options(self, part: str) -> tuple[Option, ...]:
        return self.decisions if part == DECISION else self.reasons

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Every case with a decision and a reason of this queue."""
        cases = self.rows(setting)
        given = filled(raw, KEY, cases)
        if isinstance(given, Rejection):
            return given
        done = {case.id: entries(given.get(case.id) or {}, _PARTS) for case in cases}
        for case in cases:
            if not self._known(done[case.id]):
                return stale(case.id)
        open_cases = [
            case
            for case in self.shown(setting)
            if any(blank((done[case.id] or {}).get(part)) for part in _PARTS)
        ]
        if open_cases:
            return _missing(open_cases[0], len(open_cases), done[open_cases[0].id] or {})
        rows = [(case, said[DECISION], said[REASON]) for case, said in done.items() if said]
        return Answer(relation=Relation.of(("id", *_PARTS), rows))

    def _known(self, said: Mapping[str, Any] | None) -> bool:
        return said is not None and all(
            blank(said.get(part)) or said[part] in ids(self._options(part)) for part in _PARTS
        )

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Cases as items; decisions, then reasons, as labels."""
        labels = ids(self.decisions) + ids(self.reasons)
        return AnswerSpace(items=ids(self.rows(setting)), labels=labels)

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From `{case: [decision, reason]}`, `{all: [decision, reason]}`, or a query's rows."""
        cases = ids(self.rows(setting))
        if isinstance(written, Relation):
            written = {str(row[0]): list(row[1:3]) for row in written.rows}
        if not isinstance(written, Mapping):
            raise ValueError(_FORM)  # noqa: TRY004
        given = {str(case): _pair(said) for case, said in written.items()}
        if set(given) == {"all"} and "all" not in cases:
            given = dict.fromkeys(cases, given["all"])
        known(given, cases, "an item")
        for decision, reason in given.values():
            known([decision], ids(self.decisions), "an option")
            known([reason], ids(self.reasons), "an option")
        return {KEY: {case: dict(zip(_PARTS, pair, strict=True)) for case, pair in given.items()}}

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The reference's decision, and the first of its reasons, for every case."""
        right = {str(row[0]): (str(row[1]), str(row[2]).split("|")[0]) for row in reference.rows}
        cases = [case for case in ids(self.rows(setting)) if case in right]
        return {KEY: {case: dict(zip(_PARTS, right[case], strict=True)) for case in cases}}

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right decisions, each time the next decision and reason, and an empty queue."""
        right: Mapping[str, Mapping[str, str]] = self.best(reference, setting)[KEY]
        wrong = {case: {p: self._next(p, said[p]) for p in _PARTS} for case, said in right.items()}
        return Samples(right={KEY: right}, wrong={KEY: wrong}, malformed={KEY: {}})

    def _next(self, part: str, given: str) -> str:
        turn = ids(self._options(part))
        return turn[(turn.index(given) + 1) % len(turn)]


_FORM: Final = "Write `[decision, reason]` for each item id, or `{all: [decision, reason]}`."


def _pair(said: object) -> tuple[str, str]:
    if isinstance(said, Mapping):
        said = [said.get(part) for part in _PARTS]
    if not isinstance(said, list | tuple) or len(said) != 2:
        raise ValueError(_FORM)
    return str(said[0]), str(said[1])


def _missing(first: Choice, n: int, said: Mapping[str, Any]) -> Rejection:
    lacks = [_HEADS[part] for part in _PARTS if blank(said.get(part))]
    zh, en = "和".join(t.zh for t in lacks), " and a ".join(t.en.lower() for t in lacks)
    cases = "1 case is not finished" if n == 1 else f"{n} cases are not finished"
    text = Text(
        zh=f"还有 {n} 个案件没有处理完，请从“{first.label.zh}”开始，它还缺{zh}。",
        en=f"{cases} yet; please start with “{first.label.en}”, which still needs a {en}.",
    )
    return Rejection(text=text, where=first.id)


KIND = CaseQueue
