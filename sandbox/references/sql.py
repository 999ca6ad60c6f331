"""SQL: the right answer is computed from the ground truth of the world that is played."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints
from typing_extensions import override

from sandbox.errors import MisuseError
from sandbox.model.reference import Actions, ReferenceSpec, Sealed, TruthReader


class Sql(ReferenceSpec):
    """The rows of a query over the visible tables and the schema `truth`.

    So the key follows the seed: an answer learnt by heart in one world fails in the next. The
    query may name right answers, hence neither printing nor an error text shows it.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    value: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        repr=False
    )

    @override
    def resolve(self, world: TruthReader | None, actions: Actions | None = None) -> Sealed:
        """The query's rows in that world.

        Raises:
            MisuseError: there is no world to ask.
        """
        if world is None:
            raise MisuseError("A reference computed by SQL needs a built world.")
        return Sealed(world.truth(self.value))


KIND = Sql
