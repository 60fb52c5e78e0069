"""What the sheets about one pending write share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.ui.dialogs.form_sheet import FormSheet
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import Operations


class OperationSheet(FormSheet):
    """A form about ``operation``: it goes away when what was asked for is done, and stays with the reason if not."""

    def __init__(
        self,
        parent: QWidget,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        pending: Pending,
        operation: Operation,
        width: int,
        name: str,
        submits: ButtonKind = ButtonKind.PRIMARY,
    ) -> None:
        super().__init__(
            parent, theme=theme, icons=icons, operations=operations, width=width, name=name, submits=submits
        )
        self._pending = pending
        self._operation = operation

    def told(self) -> Callable[[Exception | None], None]:
        """For ``Pending``: what to do at the end."""

        def end(error: Exception | None) -> None:
            if not isValid(self):
                return
            if error is not None:
                self._fail(error)
                return
            self._lock(False)
            self._asked = True  # nothing is lost any more
            self.dismiss()

        return end
