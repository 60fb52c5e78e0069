"""A manager at the command line: where a shop has operators, its commands are for those who can prove to be one."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.permissions import NotAllowedError, Right, Role, SecretError
from wxbuyer_gui.services.older_staff import admit_to_migrate
from wxbuyer_gui.services.secrets import secret_lines
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.services.staff import Staff, reset_forgotten


class NobodyNamedError(NotAllowedError):
    """The shop has operators, and the command says nobody's name."""

    def __str__(self) -> str:
        return "this shop has operators: name a manager with --operator"


@dataclass(frozen=True, slots=True)
class Admission:
    """Who says to be there. The secret is the first line of ``secret_file`` or, without one, typed without an echo."""

    name: str = ""
    secret_file: Path | None = None

    def of(self, session: Session, *, cancel: Event | None = None) -> Session:
        """``session``, with this manager signed in where it has operators; else it is closed.

        A try is written down, and a file that was not closed well takes no writes before its pages are checked.
        NotAllowedError for nobody and for a clerk, SecretError for a wrong secret, StorageError ``E-CANCELLED`` once
        ``cancel`` is set.
        """
        try:
            if session.staff.is_defined:
                if not self.name:
                    raise NobodyNamedError(Right.OPERATORS)
                if session.care.is_check_due():
                    if session.care.check_pages(cancel=cancel).is_damaged:
                        raise StorageError("the file is damaged", code="E-DAMAGED")
                    session.tidy()
                self._sign_in(session.staff)
        except BaseException:
            session.close()
            raise
        return session

    def to_migrate(self, url: str, tenant_id: int) -> None:
        """As ``of``, for a database that cannot be opened before it is migrated."""
        prompt = f"Password of {self.name}: "
        admit_to_migrate(url, tenant_id=tenant_id, name=self.name, secret=lambda: self.secret(prompt))

    def _sign_in(self, staff: Staff) -> None:
        operator = staff.sign_in(self.name, self.secret(f"Password of {self.name}: "))
        if operator.role is not Role.MANAGER:
            staff.note_left(staff.operators.sign_out())
            raise NotAllowedError(Right.OPERATORS)

    def secret(self, prompt: str, *, line: int = 0) -> str:
        """What was typed, or stands in this line of the file."""
        if self.secret_file is not None:
            lines = secret_lines(self.secret_file)
            return lines[line] if line < len(lines) else ""
        if not sys.stdin.isatty():
            raise SecretError("there is nobody to type the password: use --secret-file")
        return getpass.getpass(prompt)

    def new_secret(self, name: str, *, line: int = 0) -> str:
        """Another secret for ``name``, typed twice or from this line of the file."""
        secret = self.secret(f"New password for {name}: ", line=line)
        if self.secret_file is None and self.secret("Once more: ") != secret:
            raise SecretError("this is not the same")
        return secret


def reset(session: Session, name: str, admission: Admission) -> None:
    """Give a manager another password; whoever runs this can write the database, and could do it by other means."""
    reset_forgotten(session.staff, name, admission.new_secret(name))


def set_role(session: Session, name: str, role: Role, admission: Admission) -> None:
    """Give somebody the other role; a new manager's password stands in the second line of the file."""
    staff = session.staff
    number = staff.number_of(name)
    if role is Role.MANAGER:
        staff.make_manager(number, admission.new_secret(name, line=1))
    else:
        staff.make_clerk(number)
