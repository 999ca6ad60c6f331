"""D10: a living person in a register of deaths."""

from sandbox.defects import FromSpare
from sandbox.text import Text


class FalseDeath(FromSpare):
    """Adds spare rows: entries about living people, as when the informant's number was typed."""

    code = "D10"
    label = Text(zh="活人被登记为死亡", en="A living person registered as dead")
    treatment = Text(
        zh="核实后恢复待遇并补发，同时向来源单位提出校核申请。",
        en="Verify, restore and repay the benefit, and ask the source to correct its record.",
    )
    trap = Text(
        zh="以登记为准，等本人来申诉。", en="Trusting the register until the person complains."
    )


KIND = FalseDeath()
