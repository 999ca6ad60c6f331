"""Rules on right answers: the reference fits the decision, and cannot be guessed from outside."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sandbox.authoring.case import Case, Posed
from sandbox.authoring.events import Path
from sandbox.authoring.problem import Problem, did_you_mean, quoted
from sandbox.authoring.sayings import in_both
from sandbox.authoring.source import children
from sandbox.model.decision import Decision, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import LANGS, Lang, Text

TELLING: Final = 1.25
"""From this ratio on, a key that is longer than every other option gives itself away."""
SLACK: Final[Mapping[Lang, int]] = {"zh": 4, "en": 12}
"""Characters by which even a short key may be longer."""


def s130_reference_fits(case: Case) -> Iterator[Problem]:
    """A written reference can be scored, and speaks of nothing but this decision."""
    for posed, decision, reference in fixed(case):
        said = decision.scorer.check_reference(reference, _space(decision))
        if said is not None:
            yield case.source.problem("S130", _place(case, posed, said), in_both(said))


def s133_enough_distractors(case: Case) -> Iterator[Problem]:
    """Set overlap needs as many wrong options as right ones (Annex C, S2): else all is well."""
    for posed, decision, reference in fixed(case):
        if decision.scorer.kind != "set_overlap":
            continue
        right, offered = len(set(reference.rows)), len(_space(decision).labels)
        if right < offered < 2 * right:
            yield case.source.problem(
                "S133",
                (*posed.path, "options"),
                Text(
                    zh="干扰项少于正确选项，全选也能得分。",
                    en="There are fewer distractors than right options, so picking everything"
                    " would still score.",
                ),
                Text(zh="请补充干扰项。", en="Add distractors."),
            )


def s134_credits_differ(case: Case) -> Iterator[Problem]:
    """A question whose options are all worth the same asks nothing."""
    for posed, _, worths in graded(case):
        for question, options in worths.items():
            if len(options) > 1 and len(set(options.values())) == 1:
                where = f"小题 {quoted(question)} 的" if question else ""
                asked = f" of question {quoted(question)}" if question else ""
                yield case.source.problem(
                    "S134",
                    (*posed.path, "reference"),
                    Text(
                        zh=f"{where}所有选项得分率相同，怎么选都一样。",
                        en=f"All options{asked} earn the same, so any choice will do.",
                    ),
                )


def s135_key_is_not_the_longest(case: Case) -> Iterator[Problem]:
    """Trainees learn to pick the longest option; it had better not be the right one."""
    for posed, _, worths in graded(case):
        for question, options in worths.items():
            path, written = options_of(case, posed, question)
            best = max(options, key=lambda option: options[option])
            for lang in LANGS:
                lengths = {o.get("id"): len(str(label_of(o).get(lang, ""))) for o in written}
                others = [length for option, length in lengths.items() if option != best]
                longest = max(others, default=0)
                bound = max(TELLING * longest, longest + SLACK[lang])
                if longest and lengths.get(best, 0) >= bound:
                    yield case.source.problem("S135", path, LONGEST, severity="warning")
                    break


def s136_feedback_names_choices(case: Case) -> Iterator[Problem]:
    """Feedback on a choice belongs to a choice that exists."""
    for posed in case.posed():
        decision = posed.decision
        if decision is None or decision.item_source() is not None:
            continue
        space = _space(decision)
        known = space.labels + space.items
        for name in decision.feedback.options:
            if name not in known:
                yield case.source.problem(
                    "S136",
                    (*posed.path, "feedback", "options", name),
                    Text(
                        zh=f"本题没有 {quoted(name)} 这个选项或标签。",
                        en=f"This decision has no option or label {quoted(name)}.",
                    ),
                    did_you_mean(name, known),
                )


def fixed(case: Case) -> Iterator[tuple[Posed, Decision, Relation]]:
    """Decisions whose reference is written out."""
    for posed in case.posed():
        if posed.decision is not None and not posed.decision.reference.needs_world:
            relation = posed.decision.reference.resolve(None).open()
            if isinstance(relation, Relation):
                yield posed, posed.decision, relation


def graded(case: Case) -> Iterator[tuple[Posed, Decision, dict[str, dict[str, Any]]]]:
    """Decisions scored by option credit: question (empty for the only one) → option → credit."""
    for posed, decision, reference in fixed(case):
        if decision.scorer.kind != "option_credit" or len(reference.columns) not in (2, 3):
            continue
        worths: dict[str, dict[str, Any]] = {}
        for row in reference.rows:
            question = str(row[0]) if len(row) == 3 else ""
            worth = row[-1] if isinstance(row[-1], int | float) else 0
            worths.setdefault(question, {})[str(row[-2])] = worth
        yield posed, decision, worths


def _space(decision: Decision) -> AnswerSpace:
    return decision.space(Setting(items=decision.written_items()))


def options_of(case: Case, posed: Posed, question: str) -> tuple[Path, list[dict[str, Any]]]:
    """Where the options of a question stand, and what is written there."""
    path: Path = (*posed.path, "options")
    for at, asked in children(posed.written.get("questions")):
        if isinstance(asked, dict) and asked.get("id") == question:
            path = (*posed.path, "questions", at, "options")
    written = case.source.at(path)
    return path, [o for o in written if isinstance(o, dict)] if isinstance(written, list) else []


def label_of(option: dict[str, Any]) -> dict[str, Any]:
    """The label of an option in both languages, empty where it is no mapping."""
    label = option.get("label")
    return label if isinstance(label, dict) else {}


def _place(case: Case, posed: Posed, said: str) -> Path:
    """Where the first word in backticks stands in reference or scorer, else the reference."""
    word = said.split("`")[1] if said.count("`") > 1 else ""
    ends = (word, word.rpartition("/")[2])
    for part, depth in (("reference", 2), ("scorer", 1)):
        start: Path = (*posed.path, part)
        for path in case.source.keys:
            if path[: len(start)] == start and len(path) >= len(start) + depth:
                value = case.source.at(path)
                if path[-1] in ends or (isinstance(value, str) and value in ends):
                    return path
    return (*posed.path, "reference")


LONGEST: Final = Text(
    zh="正确选项明显比其他选项长，容易被猜中；请让各选项长短相近。",
    en="The right option is visibly the longest and easy to guess; let all be of similar length.",
)
RULES: Final = (
    s130_reference_fits,
    s133_enough_distractors,
    s134_credits_differ,
    s135_key_is_not_the_longest,
    s136_feedback_names_choices,
)
