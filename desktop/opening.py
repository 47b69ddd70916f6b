"""What runs in a worker while the way in is shown: finding, opening, founding and leaving an office.

The composition root is imported inside these functions: it brings SQLAlchemy, reportlab and the law, for which the
first paint does not wait.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cases.errors import NotFound
from desktop.files import read_text

if TYPE_CHECKING:
    from cases.model.office import Office, Signatory
    from cases.model.user import Actor
    from cases.services.office import FirstUser
    from desktop.backups.restoring import Restoring
    from desktop.wiring import Founded, NewKeys, OpenOffice, SecretStore

Progress = Callable[[float, str], None]
_LETTERS = 23
"""About as many letters as the sample's story has; only the bar depends on it."""


class NewOffice(NamedTuple):
    """Everything that was typed at the first start."""

    office: Office
    first_user: FirstUser
    signatories: tuple[Signatory, ...]
    logo: bytes
    head_emblem: bytes


class Opener:
    """Opens the office of one run; ``home`` is None for the platform's folder.

    ``recovery_file`` is the option of the command line. ``secrets`` is the account's keyring unless a test brings one.
    """

    def __init__(
        self, home: Path | None = None, recovery_file: Path | None = None, secrets: SecretStore | None = None
    ) -> None:
        self.home = home
        self.recovery_file = recovery_file
        self.secrets = secrets
        # The keys of an office about to be founded; its sheet is printed before anything is written.
        self.keys: NewKeys | None = None

    def folder(self) -> Path:
        """Where the office lies or would lie."""
        from desktop.wiring import default_home  # noqa: PLC0415 - see the module

        return default_home(self.home)

    def sample_folder(self) -> Path:
        """Where the sample office lies: beside the real one, never in it."""
        folder = self.folder()
        return folder.with_name(f"{folder.name}-contoh")

    def open(self, recovery_text: str | None = None) -> OpenOffice:
        """Open the office; raises what ``wiring.open_office`` does."""
        from desktop.wiring import open_office  # noqa: PLC0415 - see the module

        if recovery_text is None and self.recovery_file is not None:
            recovery_text = read_text(self.recovery_file)
        return self._ready(open_office(self.folder(), recovery_text, secrets=self.secrets, window=True))

    def may_ask_enrolment(self) -> bool:
        """Whether this account has a keyring in which an identity could be kept."""
        from desktop.wiring import system_secrets  # noqa: PLC0415 - see the module

        return (self.secrets or system_secrets()).usable

    def ask_enrolment(self) -> str:
        """Ask an admin to let this account in; return the code that both compare."""
        from desktop.wiring import ask_to_be_enrolled  # noqa: PLC0415 - see the module

        return ask_to_be_enrolled(self.folder(), self.secrets).code

    def restoring(self, recovery_text: str | None = None) -> Restoring:
        """A restore of the office that lies, or is to lie, in the folder."""
        from desktop.backups.restoring import Restoring  # noqa: PLC0415 - see the module
        from desktop.wiring import system_secrets  # noqa: PLC0415 - see the module

        return Restoring(path=self.folder(), secrets=self.secrets or system_secrets(), recovery_text=recovery_text)

    # -- a new office

    def sheet(self, office: Office) -> tuple[tuple[str, ...], bytes]:
        """Return the recovery key's lines and the sheet as PDF; the same key each time until the office is founded."""
        from desktop.wiring import make_keys, recovery_pdf  # noqa: PLC0415 - see the module
        from desktop.world import OfficeClock  # noqa: PLC0415 - see the module

        clock = OfficeClock()
        clock.time_zone = office.time_zone
        self.keys = self.keys or make_keys(clock.today())
        lines = self.keys.recovery_lines
        return lines, recovery_pdf(office.name, lines, clock.today(), office.paper)

    def found(self, new: NewOffice) -> tuple[OpenOffice, Actor]:
        """Write the new office and open it as its first user."""
        from cases.services.users import actor_of  # noqa: PLC0415 - see the module
        from desktop.wiring import found  # noqa: PLC0415 - see the module

        founded = found(
            self.folder(),
            new.office,
            new.first_user,
            new.signatories,
            logo=new.logo,
            head_emblem=new.head_emblem,
            keys=self.keys,
            secrets=self.secrets,
            window=True,
        )
        self.keys = None
        return self._ready(founded.office), actor_of(founded.user)

    # -- the sample office

    def has_sample(self) -> bool:
        """Whether a sample office was made before."""
        from desktop.wiring import SAMPLE_KEY  # noqa: PLC0415 - see the module

        return (self.sample_folder() / SAMPLE_KEY).exists()

    def open_sample(self) -> tuple[OpenOffice, Actor]:
        """Open the sample office that is there, as its admin."""
        from desktop.sample.case import ADMIN  # noqa: PLC0415 - see the module
        from desktop.wiring import SAMPLE_KEY, open_office  # noqa: PLC0415 - see the module

        folder = self.sample_folder()
        office = open_office(folder, read_text(folder / SAMPLE_KEY), secrets=self.secrets, window=True)
        return self._ready(office), office.log_in(ADMIN.username, ADMIN.password)

    def make_sample(self, progress: Progress) -> tuple[OpenOffice, Actor]:
        """Make the sample office with its story and open it as its admin; after a failure nothing of it is left."""
        from cases.services.users import actor_of  # noqa: PLC0415 - see the module
        from desktop.wiring import delete_sample, keep_sample_key  # noqa: PLC0415 - see the module

        progress(0.02, "Menyiapkan kantor contoh ...")
        founded = self._found_sample()
        actor = actor_of(founded.user)
        try:
            keep_sample_key(founded.office, founded.recovery_lines)
            _walk(founded.office, actor, progress)
        except BaseException:
            delete_sample(founded.office, actor)
            raise
        return self._ready(founded.office), actor

    def _found_sample(self) -> Founded:
        from desktop.sample.case import ADMIN  # noqa: PLC0415 - see the module
        from desktop.sample.office import (  # noqa: PLC0415 - see the module
            sample_emblem,
            sample_logo,
            sample_office,
            sample_signatories,
        )
        from desktop.wiring import found  # noqa: PLC0415 - see the module

        return found(
            self.sample_folder(),
            sample_office(),
            ADMIN,
            sample_signatories(),
            logo=sample_logo(),
            head_emblem=sample_emblem(),
            secrets=self.secrets,
            window=True,
        )

    def _ready(self, office: OpenOffice) -> OpenOffice:
        """Load the pages while the clerk types his password: their import would be felt after it."""
        import_module("desktop.session")
        import_module("desktop.pages.today")
        return office


def _walk(office: OpenOffice, actor: Actor, progress: Progress) -> None:
    from desktop.sample.case import build  # noqa: PLC0415 - see the module

    made = 0

    def keep(_file: object, letter: object, _pdf: bytes) -> None:
        nonlocal made
        made += 1
        progress(min(0.1 + 0.9 * made / _LETTERS, 1.0), f"Surat {made}: {getattr(letter, 'title', '')}")

    progress(0.1, "Mengisi pegawai dan laporan ...")
    build(office, actor, keep, ongoing=True)


def is_no_office(error: BaseException) -> bool:
    """Whether the folder holds no office, so that the first start is due."""
    return isinstance(error, NotFound)
