"""A manager at the command line: where a shop has operators, its commands are for those who can prove to be one."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from wxbuyer_gui.domain.permissions import NotAllowedError, Right, Role, SecretError
from wxbuyer_gui.services.older_staff import admit_to_migrate
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
                    session.care.check_pages(cancel=cancel)
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

    def secret(self, prompt: str) -> str:
        """What was typed, or stands in the file."""
        if self.secret_file is not None:
            return self.secret_file.read_text(encoding="utf-8").split("\n", 1)[0].strip("\r\ufeff")
        if not sys.stdin.isatty():
            raise SecretError("there is nobody to type the password: use --secret-file")
        return getpass.getpass(prompt)


def reset(session: Session, name: str, admission: Admission) -> None:
    """Give a manager another password; whoever runs this can write the database, and could do it by other means."""
    secret = admission.secret(f"New password for {name}: ")
    if admission.secret_file is None and admission.secret("Once more: ") != secret:
        raise SecretError("this is not the same")
    reset_forgotten(session.staff, name, secret)
