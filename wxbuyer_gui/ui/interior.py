"""What is behind the front of the window, made after its first paint: the parts, and those who work on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.alarm_news import AlarmNews
from wxbuyer_gui.ui.avatar_loader import AvatarLoader, Fetch
from wxbuyer_gui.ui.buyer_commands import BuyerCommands
from wxbuyer_gui.ui.clipboard import Clipboard
from wxbuyer_gui.ui.counter import Counter
from wxbuyer_gui.ui.demo_maker import DemoMaker
from wxbuyer_gui.ui.elsewhere import Elsewhere
from wxbuyer_gui.ui.file_commands import FileCommands
from wxbuyer_gui.ui.forms import Forms
from wxbuyer_gui.ui.front import Front
from wxbuyer_gui.ui.line_news import LineNews
from wxbuyer_gui.ui.link import Link
from wxbuyer_gui.ui.look import Look
from wxbuyer_gui.ui.migrating import Migrating
from wxbuyer_gui.ui.mirror_keeper import MirrorKeeper
from wxbuyer_gui.ui.notices import Notices
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.outbox_desk import OutboxDesk
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.rehearsal import Rehearsal
from wxbuyer_gui.ui.searching import Searching
from wxbuyer_gui.ui.source_face import SourceFace
from wxbuyer_gui.ui.source_keeper import SourceKeeper
from wxbuyer_gui.ui.staffing import Staffing
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.window_parts import WindowParts
from wxbuyer_gui.ui.windows import Windows

if TYPE_CHECKING:
    from wxbuyer_gui.paths import Folders
    from wxbuyer_gui.sources import Sources
    from wxbuyer_gui.tasks.runner import Runner

_FREE_SECONDS = 0.5
"""Since something was last read or asked: who types asks with each key."""


class Interior:
    """Makes them; ``MainWindow`` passes on what each has to tell the others."""

    def __init__(
        self,
        window: QWidget,
        *,
        front: Front,
        look: Look,
        theme: Theme,
        icons: Icons,
        actions: Actions,
        runner: Runner,
        preferences: Preferences,
        sources: Sources,
        fetch_picture: Fetch,
        places: Folders,
        clear_pictures: Callable[[], int],
        version: str,
    ) -> None:
        dress = {"theme": theme, "icons": icons}
        avatars = AvatarLoader(
            runner=runner,
            fetch=fetch_picture,
            enabled=lambda: preferences.is_whole and preferences.settings.privacy.avatars,
            parent=window,
        )
        self.operations = Operations(runner=runner, parent=window)
        self.mirror = MirrorKeeper(runner=runner, preferences=preferences, parent=window)
        self.pending = Pending(runner=runner, operations=self.operations, parent=window)
        self.clipboard = Clipboard(preferences=preferences, parent=window)
        self.searching = Searching(runner=runner, parent=window)
        self.keeper = SourceKeeper(runner=runner, parent=window)
        self.link = Link(runner=runner, searching=self.searching, operations=self.operations, parent=window)
        work = {"operations": self.operations, "preferences": preferences}
        self.parts = WindowParts(
            window, front=front, **dress, **work, pending=self.pending, actions=actions, avatars=avatars
        )
        self.notices = Notices(front.notice, language=lambda: look.language, parent=window)
        self.alarm = AlarmNews(runner=runner, notices=self.notices, parent=window)
        self.demo = DemoMaker(**dress, keeper=self.keeper, sources=sources, panel=front.panel, parent=window)
        self.forms = Forms(
            **dress, **work, pending=self.pending, host=window, panel=front.panel, toaster=self.parts.toaster
        )
        self.commands = BuyerCommands(
            actions=actions,
            browse=self.parts.browse,
            forms=self.forms,
            operations=self.operations,
            pending=self.pending,
            parent=window,
        )
        self.counter = Counter(
            parts=self.parts,
            searching=self.searching,
            commands=self.commands,
            preferences=preferences,
            is_source_awaited=lambda: self.keeper.is_awaited,
            parent=window,
        )
        self.outbox = OutboxDesk(
            parts=self.parts, pending=self.pending, forms=self.forms, counter=self.counter, parent=window
        )
        self.rehearsal = Rehearsal(
            self.parts.browse.unseen(), is_free=lambda: runner.idle_seconds() >= _FREE_SECONDS, parent=window
        )
        self.elsewhere = Elsewhere(browse=self.parts.browse, searching=self.searching, parent=window)
        self.face = SourceFace(
            parts=self.parts, forms=self.forms, keeper=self.keeper, link=self.link, pending=self.pending
        )
        LineNews(link=self.link, pending=self.pending, toaster=self.parts.toaster, parent=window)
        self.windows = Windows(
            **dress,
            **work,
            window=window,
            runner=runner,
            actions=actions,
            sources=sources,
            mirror=self.mirror,
            waiting=lambda: self.pending.unsettled,
            toaster=self.parts.toaster,
            places=places,
            clear_pictures=clear_pictures,
            version=version,
        )
        self.migrating = Migrating(**dress, runner=runner, sources=sources, window=window)
        self.files = FileCommands(**work, window=window, runner=runner, toaster=self.parts.toaster, places=places)
        self.staffing = Staffing(
            **dress,
            window=window,
            runner=runner,
            preferences=preferences,
            parts=self.parts,
            actions=actions,
            forms=self.forms,
            pending=self.pending,
            clipboard=self.clipboard,
            notices=self.notices,
        )
