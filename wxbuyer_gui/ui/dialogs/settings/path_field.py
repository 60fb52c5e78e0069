"""A field for a path, with buttons beside it that lead to the system's file dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.form_field import FormField
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input, InputState
from wxbuyer_gui.ui.widgets.layouts import row


class PathInput(QWidget):
    """The path and its buttons. ``edit`` is the field itself."""

    def __init__(
        self, *, theme: Theme, icons: Icons, name: str, buttons: Sequence[Button], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edit = Input(theme=theme, icons=icons, name=name)
        self.setFocusProxy(self.edit)
        line = row(self, spacing=theme.px(8))
        line.addWidget(self.edit, 1)
        for button in buttons:
            line.addWidget(button)

    @property
    def path(self) -> Path | None:
        """What is typed, with ``~`` as the person's folder; None where nothing is."""
        text = self.edit.text().strip().strip('"')  # Windows' "copy as path" puts it into quotes
        return Path(text).expanduser() if text else None


class PathField(FormField):
    """A path input with a label above and a message below."""

    def __init__(self, control: PathInput, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(control, theme=theme, icons=icons, parent=parent)
        self._edit = control.edit
        self._edit.textEdited.connect(self._on_edited)

    @property
    def has_error(self) -> bool:
        """Whether the path is marked as wrong."""
        return self._edit.state is InputState.ERROR

    def set_label(self, text: str, *, required: bool = False, optional: str = "") -> None:
        """Name the field."""
        super().set_label(text, required=required, optional=optional)
        self._edit.setAccessibleName(text)

    def mark(self, state: InputState) -> None:
        """Recolour the edge only."""
        self._edit.set_state(state)
