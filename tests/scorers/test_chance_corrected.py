"""S3 and S3n: the checked numbers of Annex C, and the law that sameness earns nothing."""

from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score, Scorer
from sandbox.scorers.nominal_chance_corrected import NominalChanceCorrected
from sandbox.scorers.ordinal_chance_corrected import OrdinalChanceCorrected

LEVELS = ("general", "personal", "sensitive")
ORDINAL = OrdinalChanceCorrected(scale=LEVELS)
TWELVE = {f"f{n:02}": LEVELS[n % 3] for n in range(12)}
ATTRIBUTES = ("unconditional", "conditional", "withheld", "out-of-scope")
NOMINAL = NominalChanceCorrected.model_validate(
    {
        "confusion": [
            {"truth": "conditional", "given": "unconditional", "credit": 0.4},
            {"truth": "unconditional", "given": "conditional", "credit": 0.4},
        ]
    }
)


def score(
    scorer: Scorer,
    given: Mapping[str, str],
    truth: Mapping[str, str],
    labels: tuple[str, ...] = LEVELS,
) -> Score:
    def table(rows: Mapping[str, str]) -> Relation:
        return Relation.of(("id", "label"), list(rows.items()))

    space = AnswerSpace(items=tuple(truth), labels=labels)
    return scorer.score(Answer(relation=table(given)), Sealed(table(truth)), space)


def shifted(count: int, steps: int) -> dict[str, str]:
    """The twelve fields with `count` of them `steps` levels off."""
    able = [f for f, level in TWELVE.items() if 0 <= LEVELS.index(level) + steps < len(LEVELS)]
    off = {f: LEVELS[LEVELS.index(TWELVE[f]) + steps] for f in able[:count]}
    return TWELVE | off


@pytest.mark.parametrize(
    ("given", "raw", "share"),
    [
        (TWELVE, "1.00", 1.0),
        (dict.fromkeys(TWELVE, "sensitive"), "0.75", 0.0),
        (shifted(2, -1), "0.92", 0.67),
        (shifted(2, +1), "0.96", 0.83),
        (dict.fromkeys(TWELVE, "general"), "0.50", 0.0),
        (dict.fromkeys(TWELVE, "personal"), "0.75", 0.0),
    ],
    ids=["perfect", "all sensitive", "two under", "two over", "all general", "all personal"],
)
def test_twelve_fields_score_as_annex_c_was_checked(
    given: dict[str, str], raw: str, share: float
) -> None:
    result = score(ORDINAL, given, TWELVE)

    assert result.share == pytest.approx(share, abs=0.005)
    printed = float(result.arithmetic.en.split()[2].rstrip(";"))
    assert printed == pytest.approx(float(raw), abs=0.005)


def test_under_protection_costs_twice_what_over_protection_costs() -> None:
    under, over = shifted(1, -1), shifted(1, +1)

    lost = [1 - score(ORDINAL, given, TWELVE).share for given in (under, over)]

    assert lost[0] == pytest.approx(2 * lost[1])


def test_a_finding_says_on_which_side_of_the_requirement_an_answer_is() -> None:
    given = TWELVE | {"f00": "personal", "f02": "personal"}

    notes = {f.item: f.note.en for f in score(ORDINAL, given, TWELVE).findings if f.note}

    assert notes == {
        "f00": "More protection than required",
        "f02": "Less protection than required",
    }


def test_nominal_confusion_earns_its_credit_and_no_more() -> None:
    truth = dict(zip("abcd", ATTRIBUTES, strict=True))
    given = truth | {"b": "unconditional"}

    result = score(NOMINAL, given, truth, ATTRIBUTES)

    # Best constant: (1 + .4) / 4 = .35; raw: 3.4 / 4 = .85.
    assert result.share == pytest.approx((0.85 - 0.35) / (1 - 0.35))
    assert [f.standing for f in result.findings] == ["right", "partial", "right", "right"]
    assert result.arithmetic.zh == (
        "加权准确率 0.85，全选同一标签最高可得 0.35，(0.85 − 0.35) ÷ (1 − 0.35) = 0.77"
    )
    assert result.arithmetic.en == (
        "Weighted accuracy 0.85; the same label everywhere earns at most 0.35; "
        "(0.85 − 0.35) ÷ (1 − 0.35) = 0.77"
    )


def test_below_the_best_constant_the_arithmetic_says_what_is_counted() -> None:
    truth = {"a": "withheld", "b": "withheld", "c": "conditional"}
    given = dict.fromkeys(truth, "out-of-scope")

    result = score(NOMINAL, given, truth, ATTRIBUTES)

    assert result.share == 0
    assert result.arithmetic.zh.endswith("= −2.00，按 0.00 计")
    assert result.arithmetic.en.endswith("= −2.00, counted as 0.00")


def test_where_one_label_is_right_everywhere_nothing_is_deducted() -> None:
    truth = dict.fromkeys("abcd", "withheld")
    given = truth | {"a": "conditional"}

    assert score(NOMINAL, given, truth, ATTRIBUTES).share == 0.75
    assert score(NOMINAL, truth, truth, ATTRIBUTES).share == 1.0


def test_a_row_without_a_label_is_missed_and_earns_nothing() -> None:
    result = score(ORDINAL, {"f00": "general"}, {"f00": "general", "f01": "personal"})

    assert [f.standing for f in result.findings] == ["right", "missed"]


tables = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.sampled_from(LEVELS),
                         min_size=2, max_size=12)  # fmt: skip
both = pytest.mark.parametrize("scorer", [ORDINAL, NominalChanceCorrected()], ids=["S3", "S3n"])


@both
@given(truth=tables, label=st.sampled_from(LEVELS))
def test_one_label_everywhere_never_earns_anything(
    scorer: Scorer, truth: dict[str, str], label: str
) -> None:
    assume(len(set(truth.values())) > 1)

    assert score(scorer, dict.fromkeys(truth, label), truth).share == 0


@both
@given(truth=tables, data=st.data())
def test_mending_one_row_never_costs_anything(
    scorer: Scorer, truth: dict[str, str], data: st.DataObject
) -> None:
    given = {item: data.draw(st.sampled_from(LEVELS)) for item in truth}
    item = data.draw(st.sampled_from(sorted(truth)))

    mended = score(scorer, given | {item: truth[item]}, truth)

    assert mended.share >= score(scorer, given, truth).share - 1e-12


@both
@given(truth=tables, data=st.data())
def test_a_reader_who_recalculates_arrives_at_the_printed_result(
    scorer: Scorer, truth: dict[str, str], data: st.DataObject
) -> None:
    assume(len(set(truth.values())) > 1)
    given = {item: data.draw(st.sampled_from(LEVELS)) for item in truth}

    text = score(scorer, given, truth).arithmetic.en.split(" earns at most ")[1]
    formula, result = text.split("; ")[1].split(",")[0].split(" = ")
    # The formula is ours: digits, brackets and four signs.
    value = eval(formula.replace("−", "-").replace("÷", "/"))

    assert value == pytest.approx(float(result.replace("−", "-")), abs=0.0051)


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ({}, "The reference is empty."),
        ({"a": "general"}, "The reference says nothing about item `b`."),
        ({"a": "general", "b": "sensitiv"},
         "`sensitiv` is not a label of this decision. Did you mean `sensitive`?"),
        ({"a": "general", "c": "sensitive"}, "`c` is not an item of this decision."),
        ({"a": "general", "b": "general"},
         "The reference gives every item the same label,"
         " so labelling everything alike would be perfect."),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_scored_is_explained(
    reference: dict[str, str], sentence: str
) -> None:
    rows = Relation.of(("id", "label"), list(reference.items()))

    assert ORDINAL.check_reference(rows, AnswerSpace(items=("a", "b"), labels=LEVELS)) == sentence


def test_labels_of_the_scorer_must_be_those_of_the_decision() -> None:
    rows = Relation.of(("id", "label"), [("a", "general"), ("b", "sensitive")])
    more = AnswerSpace(items=("a", "b"), labels=(*LEVELS, "core"))
    typo = OrdinalChanceCorrected(scale=("general", "persona", "sensitive"))

    assert ORDINAL.check_reference(rows, more) == (
        "The label `core` has no place on the scorer's `scale`."
    )
    assert typo.check_reference(rows, AnswerSpace(labels=LEVELS)) == (
        "`persona` is not a label of this decision. Did you mean `personal`?"
    )
    assert NOMINAL.check_reference(rows, AnswerSpace(labels=LEVELS)) == (
        "`conditional` is not a label of this decision."
    )


@pytest.mark.parametrize(
    ("cls", "fields", "sentence"),
    [
        (OrdinalChanceCorrected, {"scale": ["a", "a"]}, "twice"),
        (NominalChanceCorrected,
         {"confusion": [{"truth": "a", "given": "b", "credit": 0.4}] * 2}, "twice"),
        (NominalChanceCorrected,
         {"confusion": [{"truth": "a", "given": "a", "credit": 0.4}]}, "two different"),
    ],
)  # fmt: skip
def test_a_scorer_that_contradicts_itself_is_refused(
    cls: type[Scorer], fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        cls.model_validate(fields)
