"""Who is picked: picture, name, how things stand, and what can be done, in the order in which it is needed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from wxbuyer_gui.domain.models import SearchHit
from wxbuyer_gui.domain.profile import avatar_url
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.ui import operation_words, waiting_words
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.models.result_row import finish
from wxbuyer_gui.ui.panes.field_row import LEFT, RIGHT
from wxbuyer_gui.ui.pending import PendingOf
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.avatar import Avatar, avatar_key
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind, IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.marks import Ink, joining_dot, runs_width
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind
from wxbuyer_gui.ui.widgets.runs import Run
from wxbuyer_gui.ui.widgets.value_label import ValueLabel

_AVATAR = 52
_NAME_INK = Ink(px=20, bold=True)
_SHORTENINGS = 4
_MENU = (
    *("copy_phone", "copy_open_id", "copy_row", ""),
    *("register", "bind", "rebind", "unbind", "edit", ""),
    *("export_person", "forget"),
)


class DetailHead(QWidget):
    """The buttons are the window's commands: live when these are, and only those are there that fit the person.

    Signals:
        text_copied(str): part of the name was marked and is to be copied.
    """

    text_copied = Signal(str)

    def __init__(
        self, *, theme: Theme, icons: Icons, actions: Actions, avatars: AvatarLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._avatars = avatars
        avatars.loaded.connect(lambda _url: self._show_avatar())
        self._hit = SearchHit()
        self._query = Query()
        self._pending_of: PendingOf = lambda _buyer_id: None
        self._avatar = Avatar(theme=theme, side=_AVATAR, icons=icons)
        self._name = ValueLabel(theme=theme, ink=_NAME_INK, elide=Qt.TextElideMode.ElideMiddle, name="nameLabel")
        self._name.copied.connect(self.text_copied)
        self._pill = Pill(theme=theme, icons=icons, name="bindingPill")
        self._number = Label(theme=theme, px=13, token="muted", elide=Qt.TextElideMode.ElideRight)
        self._more = IconButton("ellipsis", theme=theme, icons=icons, name="moreButton")
        self._more.clicked.connect(self._show_menu)
        self._kinds = {
            "register": (ButtonKind.PRIMARY, "user-plus"),
            "bind": (ButtonKind.SECONDARY, "link"),
            "rebind": (ButtonKind.SECONDARY, "repeat"),
            "unbind": (ButtonKind.DANGER, "unlink"),
            "edit": (ButtonKind.GHOST, "pencil"),
        }
        self._buttons = {
            name: Button(theme=theme, icons=icons, kind=kind, icon=icon, name=f"{name}Button")
            for name, (kind, icon) in self._kinds.items()
        }
        self._fitted: tuple[object, ...] = ()
        self._build()
        theme.changed.connect(self._fit)
        for name, button in self._buttons.items():
            button.clicked.connect(actions[name].trigger)
            actions[name].changed.connect(self._follow_actions)
        self.retranslate()

    def _build(self) -> None:
        px = self._theme.px
        pills = self._pills = row(spacing=px(8))
        pills.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignLeft)
        pills.addWidget(self._number)
        pills.addStretch(1)
        words = column(spacing=px(3))
        words.addStretch(1)
        words.addWidget(self._name)
        words.addLayout(pills)
        words.addStretch(1)
        person = row(spacing=px(14))
        person.addWidget(self._avatar)
        person.addLayout(words, 1)
        person.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        doing = row(spacing=px(8))
        for name in ("register", "bind", "rebind", "unbind"):
            doing.addWidget(self._buttons[name])
        doing.addStretch(1)
        doing.addWidget(self._buttons["edit"])
        outer = self._lines = column(self, spacing=px(14))
        outer.addLayout(person)
        outer.addLayout(doing)

    def show_hit(self, hit: SearchHit, query: Query) -> None:
        """Show somebody else, or the same one as changed; what was typed is marked in the name."""
        self._hit, self._query = hit, query
        buyer, member = hit.buyer, hit.member
        if buyer is not None:
            self._show_avatar()
        else:
            self._avatar.show_member(member.name if member else "")
        self._say()

    def show_pending(self, pending_of: PendingOf) -> None:
        """Say what is to happen to whom is shown."""
        self._pending_of = pending_of
        self._show_pill()

    def _show_pill(self) -> None:
        """What is to happen still; else whether there is a member."""
        buyer, member = self._hit.buyer, self._hit.member
        pending = self._pending_of(buyer.id) if buyer is not None else None
        if pending is not None:
            self._pill.set_state(*operation_words.mark(pending))
            return
        bound = buyer.member_id if buyer is not None else member.id if member is not None else None
        self._pill.set_state(
            PillKind.BOUND if bound else PillKind.UNBOUND,
            self.tr("Member #{number}").format(number=bound) if bound else self.tr("No member bound"),
        )

    def _show_avatar(self) -> None:
        """The letter, or the picture once it is here."""
        buyer = self._hit.buyer
        if buyer is not None:
            self._avatar.show_person(buyer.name, avatar_key(buyer), self._avatars.pixmap(avatar_url(buyer.profile)))

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._fitted = ()
        self._more.set_label(self.tr("More"))
        self._say()

    def _say(self) -> None:
        buyer = self._hit.buyer
        if buyer is not None:
            number = self.tr("Buyer #{number}").format(number=buyer.id)
            self._number.setText(waiting_words.summary(buyer) if waiting_words.is_new(buyer) else number)
        else:
            self._number.setText(self.tr("no WeChat buyer"))
        self._show_pill()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words or a pencil."""
        self._fit()

    def _fit(self) -> None:
        """As many words on the buttons as there is room for; the number below the pill where both are too wide."""
        px = self._theme.px
        room = self.width() - px(LEFT + RIGHT)
        self._lines.setContentsMargins(px(LEFT), px(22), px(RIGHT), 0)
        beside = self._avatar.sizeHint().width() + self._more.sizeHint().width() + px(14) * 2
        self._name.set_runs(self._name_runs(room - beside))
        facts = self._pill.sizeHint().width() + px(8) + self._number.sizeHint().width()
        is_tight = facts > room - beside
        self._pills.setDirection(QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight)
        self._pills.setSpacing(px(2 if is_tight else 8))
        buyer = self._hit.buyer
        bound = buyer is not None and buyer.is_bound
        there = ["rebind", "unbind"] if bound else ["register", "bind"] if buyer is not None else []
        there.append("edit")
        if self._fitted != self._fitting(there, room):
            self._fit_buttons(there, room)
            self._fitted = self._fitting(there, room)
        self._follow_actions()

    def _fitting(self, there: list[str], room: int) -> tuple[object, ...]:
        """What the words on the buttons depend on: while it is the same they are not tried out again."""
        locked = [self._actions.is_locked(name) for name in there]
        return room, *there, *locked, *[self._buttons[name].sizeHint().width() for name in there]

    def _fit_buttons(self, there: list[str], room: int) -> None:
        for shortening in range(_SHORTENINGS):
            self._name_buttons(shortening)
            wanted = sum(self._buttons[name].sizeHint().width() for name in there)
            if wanted + self._theme.px(8) * (len(there) - 1) <= room:
                break
        for name, button in self._buttons.items():
            button.setVisible(name in there)

    def _name_buttons(self, shortening: int) -> None:
        """``shortening`` 0: whole; 1: a pencil for the edit button; 2: short words for the others; 3: no icons."""
        short = shortening > 1
        words = {
            "register": self.tr("Register") if short else self.tr("Register member"),
            "bind": self.tr("Bind…") if short else self.tr("Bind existing…"),
            "rebind": self.tr("Rebind…") if short else self.tr("Bind another…"),
            "unbind": self.tr("Unbind…"),
            "edit": "" if shortening else self.tr("Edit"),
        }
        for name, button in self._buttons.items():
            button.setText(words[name])
            button.set_icon("" if shortening > 2 and words[name] else self._icon(name))
            button.setToolTip(self._actions.tip(name))
            button.setAccessibleName(words[name].removesuffix("…") or self.tr("Edit"))

    def _follow_actions(self) -> None:
        for name, button in self._buttons.items():
            button.setEnabled(self._actions[name].isEnabled())
            if not button.icon().isNull():
                button.set_icon(self._icon(name))

    def _icon(self, name: str) -> str:
        return "lock" if self._actions.is_locked(name) else self._kinds[name][1]

    def _name_runs(self, room: float) -> tuple[Run, ...]:
        """The name with what was typed marked; the number of a nameless one stays when the rest is cut.

        Where there is no room for both, what staff say stands alone.
        """
        dot = joining_dot(_NAME_INK, theme=self._theme)
        shown = finish(self._hit, self._query, dot=dot)
        if self._hit.alias and runs_width(shown.name, _NAME_INK, theme=self._theme) > room:
            return shown.short_name
        head, found, tail = shown.name[-1].text.rpartition(dot) if shown.is_nameless else ("", "", "")
        return (*shown.name[:-1], Run(head), Run(found + tail)) if head else shown.name

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for action in self._menu_actions():
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _menu_actions(self) -> list[QAction | None]:
        found = [self._actions[name] if name else None for name in _MENU]
        return [action for action in found if action is None or action.isEnabled()]
