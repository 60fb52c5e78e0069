"""What fills the panel while the source cannot be used: what is the matter, and what to do."""

from __future__ import annotations

from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


class ProblemPage(MessagePage):
    """One problem in words."""

    def __init__(self, *, theme: Theme, icons: Icons) -> None:
        super().__init__(theme=theme, icons=icons, icon="file-warning")
        self.setObjectName("problemPage")
        self.set_tile("file-warning", "danger_bg", "danger")

    def show_error(self, error: Exception) -> None:
        """Say what is the matter."""
        words = describe(error)
        self.say(words.title, words.sentence, f"{words.detail} {words.code}".strip())
