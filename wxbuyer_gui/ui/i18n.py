"""The language of the window, switched while it runs.

Source texts are English. ``wxbuyer_zh_CN.qm`` holds the Chinese ones, ``wxbuyer_en.qm`` only English plurals, and
Qt's own ``qtbase_zh_CN.qm`` the words of its standard dialogs and menus.
"""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

logger = logging.getLogger(__name__)

LANGUAGES = {"zh_CN": "简体中文", "en": "English"}
"""Code → the language's own name, which is the same in every language."""

_LOCALES = {"zh_CN": "zh_CN", "en": "en_US"}


class Translators(QObject):
    """Owns the translators of one application.

    Installing them sends LanguageChange to every widget, hidden ones too; each view answers in ``changeEvent``.
    """

    def __init__(self, app: QCoreApplication, *, folder: Path) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._installed: list[QTranslator] = []
        self._language = ""

    @property
    def language(self) -> str:
        """The code of the language in use, '' before the first ``switch``."""
        return self._language

    def switch(self, language: str) -> None:
        """Use ``language`` from now on, in dates and numbers too; an unknown code means Chinese."""
        language = language if language in LANGUAGES else "zh_CN"
        if language == self._language:
            return
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._language = language
        # Widgets made from now on; those that exist ask for it again when they hear of the language.
        QLocale.setDefault(QLocale(_LOCALES[language]))
        loaded = (
            self._load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            self._load(f"wxbuyer_{language}", str(self._folder)),
        )
        self._installed = [translator for translator in loaded if translator is not None]
        for translator in self._installed:
            self._app.installTranslator(translator)

    def _load(self, name: str, folder: str) -> QTranslator | None:
        translator = QTranslator(self)
        if translator.load(name, folder):
            return translator
        logger.warning("No translations %s", name)
        return None
