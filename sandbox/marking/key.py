"""The right answer laid open: for counterfactuals and for the verdict, after submission only."""

from sandbox.errors import SandboxError
from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import Decision, Setting
from sandbox.model.inquiry import Inquiry
from sandbox.model.reference import Sealed, Valuation
from sandbox.model.relation import Relation


def key_rows(sealed: Sealed) -> Relation:
    """The rows of a reference.

    Raises:
        SandboxError: the box holds something else.
    """
    held = sealed.open()
    rows = held.best if isinstance(held, Valuation | Inquiry) else held
    if not isinstance(rows, Relation):
        raise SandboxError("A reference must be a relation; its kind resolved to something else.")
    return rows


def best_answer(decision: Decision, sealed: Sealed, setting: Setting) -> Answer:
    """The answer that the reference would have given: what the counterfactual is carried out on.

    Raises:
        SandboxError: the reference cannot be given as an answer to this decision.
    """
    answer = decision.parse(decision.best(key_rows(sealed), setting), setting)
    if isinstance(answer, Rejection):
        # Without the rejection's words: they may name what the reference holds.
        raise SandboxError(
            f"The reference of `{decision.id}` is no complete answer to it."
            " Check that both speak of the same items and options."
        )
    return answer
