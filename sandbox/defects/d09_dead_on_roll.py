"""D09: people who have died and are still paid."""

from sandbox.defects import FromSpare
from sandbox.text import Text


class DeadOnRoll(FromSpare):
    """Adds spare rows: the dead whom a roll would hold had nobody told it of their death."""

    code = "D09"
    label = Text(zh="已死亡仍在册", en="The dead still on the roll")
    treatment = Text(
        zh="两个来源一致才暂缓并告知；只有一个来源的，先核实。",
        en="Pause and give notice only when two sources agree; verify first when there is one.",
    )
    trap = Text(
        zh="一个来源显示死亡即停发。", en="Stopping the payment at once on a single source."
    )


KIND = DeadOnRoll()
