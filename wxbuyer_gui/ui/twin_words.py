"""What is said about buyers who may be one customer, or be taken for each other."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.domain.twins import Twins

translate = QCoreApplication.translate


def title(twins: Twins) -> str:
    """The one line for all that applies."""
    said = _parts(twins)
    return said[0][0] if len(said) == 1 else translate("TwinWords", "Look twice at this buyer")


def sentence(twins: Twins) -> str:
    """What it may mean; where several things apply a short line for each."""
    said = _parts(twins)
    return said[0][1] if len(said) == 1 else "\n".join(short for _, _, short in said)


def _parts(twins: Twins) -> list[tuple[str, str, str]]:
    """What is the case, what it may mean, and both in short."""
    found = []
    if twins.same_open_id:
        found.append(
            (
                translate("TwinWords", "Another openId differs in capitals only"),
                translate("TwinWords", "That is somebody else: scan the code, do not type it."),
                translate("TwinWords", "Another openId differs in capitals only: somebody else"),
            )
        )
    if twins.same_phone:
        what = _others(twins)
        short = translate("TwinWords", "{what}: perhaps one customer").format(what=what)
        why = translate("TwinWords", "Perhaps one customer: official account and mini program give an openId each.")
        found.append((what, why, short))
    if twins.is_foreign:
        found.append(
            (
                translate("TwinWords", "This openId does not begin as this shop's do"),
                translate("TwinWords", "It may be a unionid, or another app's."),
                translate("TwinWords", "The openId begins unlike the others: perhaps a unionid"),
            )
        )
    return found


def _others(twins: Twins) -> str:
    count = len(twins.same_phone)
    if twins.more:
        return translate("TwinWords", "More than {count} other buyers have this phone").format(count=count)
    return QCoreApplication.translate("TwinWords", "%n other buyers have this phone", "", count)
