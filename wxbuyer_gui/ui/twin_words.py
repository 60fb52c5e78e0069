"""What is said about buyers who may be one customer, or be taken for each other."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.domain.twins import Twins

translate = QCoreApplication.translate


def title(twins: Twins) -> str:
    """The one line for all that applies."""
    said = [*_parts(twins)]
    return said[0][0] if len(said) == 1 else translate("TwinWords", "Look twice at this buyer")


def sentence(twins: Twins) -> str:
    """What it may mean; a line for each where there is more than one."""
    said = [*_parts(twins)]
    if len(said) == 1:
        return said[0][1]
    return "\n".join(translate("TwinWords", "{what}. {meaning}").format(what=what, meaning=why) for what, why in said)


def _parts(twins: Twins) -> list[tuple[str, str]]:
    """What is the case, and what it may mean."""
    found = []
    if twins.same_open_id:
        found.append(
            (
                translate("TwinWords", "Another openId differs in capitals only"),
                translate("TwinWords", "That is somebody else: scan the code, do not type it."),
            )
        )
    if twins.same_phone:
        count = len(twins.same_phone)
        what = (
            translate("TwinWords", "More than {count} other buyers have this phone").format(count=count)
            if twins.more
            else QCoreApplication.translate("TwinWords", "%n other buyers have this phone", "", count)
        )
        why = translate("TwinWords", "Perhaps one customer: official account and mini program give an openId each.")
        found.append((what, why))
    if twins.is_foreign:
        found.append(
            (
                translate("TwinWords", "This openId does not begin as this shop's do"),
                translate("TwinWords", "It may be a unionid, or another app's."),
            )
        )
    return found
