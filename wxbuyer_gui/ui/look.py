"""How the window looks: theme, type and language follow the settings, and the menus follow and change them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.settings import Settings
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.i18n import Translators
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import LARGE, Theme

_LANGUAGES = {"language_zh": "zh_CN", "language_en": "en"}
_THEMES = {"theme_auto": "auto", "theme_light": "light", "theme_dark": "dark"}


class Look(QObject):
    """Applies ``preferences`` at once and whenever they change.

    Signals:
        applied(): other words, colours or sizes are in force.
    """

    applied = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        translators: Translators,
        actions: Actions,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._translators = translators
        self._actions = actions
        self._preferences = preferences
        theme.changed.connect(actions.recolour)
        preferences.changed.connect(self.apply)

    @property
    def language(self) -> str:
        """The language in force."""
        return self._translators.language

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Command name → what it does."""
        themes = {name: self._setter(theme=mode) for name, mode in _THEMES.items()}
        return themes | {name: self._setter(language=code) for name, code in _LANGUAGES.items()}

    def apply(self, settings: Settings) -> None:
        """Put ``settings`` in force, and mark their choices in the menus."""
        look = settings.appearance
        self._theme.set_mode(look.theme)
        self._theme.set_scale(LARGE if look.large_text else 1.0)
        self._translators.switch(look.language)
        chosen = {look.theme, look.language}
        for name, choice in (_THEMES | _LANGUAGES).items():
            if choice in chosen:
                self._actions[name].setChecked(True)
        self.applied.emit()

    def _setter(self, **change: str) -> Callable[[], None]:
        def edit(settings: Settings) -> Settings:
            return replace(settings, appearance=replace(settings.appearance, **change))

        return lambda: self._preferences.change(edit)
