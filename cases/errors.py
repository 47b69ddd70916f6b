"""One exception per failure that a user can see; each says in one Indonesian sentence what to do."""

from __future__ import annotations


class OfficeError(Exception):
    """A failure with a sentence fit for the user; ``detail`` is technical and stays behind a button."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.detail = detail


class InvalidInput(OfficeError):
    """What was typed or chosen cannot be taken; ``field`` names the form's field, or is empty."""

    def __init__(self, sentence: str, field: str = "", detail: str = "") -> None:
        super().__init__(sentence, detail)
        self.field = field


class GuardRefused(OfficeError):
    """A hard guard of the law forbids the step; ``guard`` is its key and ``article`` says where it stands."""

    def __init__(self, sentence: str, guard: str, article: str) -> None:
        super().__init__(sentence)
        self.guard = guard
        self.article = article


class ReasonNeeded(OfficeError):
    """Soft guards warn; the step goes on once each has a written reason."""

    def __init__(self, sentence: str, guards: tuple[tuple[str, str], ...]) -> None:
        super().__init__(sentence)
        self.guards = guards


class ConfirmationNeeded(OfficeError):
    """Something has to be allowed once before it is done; ``topic`` is what for, ``items`` what is unsure about it."""

    def __init__(self, sentence: str, topic: str, items: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.topic = topic
        self.items = items


class NotAllowed(OfficeError):
    """The actor's account lacks the right."""


class SessionOver(NotAllowed):
    """The account was switched off or lost the right since it logged in: the window goes back to the log-in."""


class PasswordDue(SessionOver):
    """The account has to choose a password of its own before anything else."""


class NotFound(OfficeError):
    """The record is not there (any more)."""


class Stopped(OfficeError):
    """Somebody cancelled it half-way; nothing is left of it."""


class LoginRefused(OfficeError):
    """Wrong name or password, or an inactive account; ``wait`` are the seconds until the next try is looked at."""

    def __init__(self, sentence: str, wait: int = 0) -> None:
        super().__init__(sentence)
        self.wait = wait


class BadFile(OfficeError):
    """A file from outside cannot be read as what it should be."""


class BadPicture(BadFile):
    """A picture that is none, or is too large to open safely."""


class RegulationError(OfficeError):
    """A regulation pack is not well formed, or one of its own checks fails; ``line`` of its text, 0 where none fits."""

    def __init__(self, sentence: str, detail: str = "", line: int = 0) -> None:
        super().__init__(sentence, detail)
        self.line = line


class StorageError(OfficeError):
    """Disk full, folder read-only, file locked: nothing was written."""


class DatabaseDamaged(StorageError):
    """The database or its log does not read back as it was written."""


class DatabaseNewer(StorageError):
    """The database was made by a newer version of the program."""


class DatabaseBusy(StorageError):
    """Another window or command holds the office's database."""


class NetworkDrive(StorageError):
    """The database would lie on a network drive."""


class KeyUnavailable(OfficeError):
    """No usable keyring, or no identity for this account: the recovery key is needed."""


class WrongKey(OfficeError):
    """The recovery key is not this office's, or was mistyped; the sentence says which line."""


class LetterError(OfficeError):
    """A letter cannot be made: unknown placeholder, picture that is no picture."""
