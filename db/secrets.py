"""The operating system's keyring, used only where it is known to encrypt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.errors import KeyUnavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Netralitas"

# Backends that encrypt with the account's own log-in. Never keyrings.alt (plaintext), null or fail.
ALLOWED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
_CHAINER = "keyring.backends.chainer.ChainerBackend"
_LARGEST = 2560  # bytes in UTF-16 that one Windows credential holds

NO_KEYRING = (
    "Tidak ada penyimpan kunci yang aman untuk akun ini di komputer ini: buka dengan kunci pemulihan "
    "dari lembar pemulihan kantor."
)


class SecretStore:
    """Small secrets of this account of the operating system, by name; without a usable keyring it says so.

    ``backend`` is a keyring backend that has passed ``allowed_backend``, or None.
    """

    def __init__(self, backend: KeyringBackend | None) -> None:
        self._backend = backend

    @classmethod
    def of_system(cls) -> SecretStore:
        """The keyring of the account that runs the program, empty-handed when it is not on the allow-list."""
        import keyring  # noqa: PLC0415  deferred: 80 ms of start-up

        return cls(allowed_backend(keyring.get_keyring()))

    @property
    def usable(self) -> bool:
        """Whether there is a keyring that encrypts."""
        return self._backend is not None

    def get(self, name: str) -> str | None:
        """Return the secret, None when there is none; raises KeyUnavailable when the keyring cannot be asked."""
        backend = self._ready()
        try:
            return backend.get_password(SERVICE, name)
        except Exception as error:  # backends let errors of D-Bus and Windows through
            raise KeyUnavailable(NO_KEYRING, detail=repr(error)) from error

    def put(self, name: str, value: str) -> None:
        """Keep a secret in the place of the old one; raises KeyUnavailable when the keyring does not take it."""
        if len(value.encode("utf-16-le")) > _LARGEST:
            message = "a secret of this size does not fit into a Windows credential"
            raise ValueError(message)
        backend = self._ready()
        try:
            backend.set_password(SERVICE, name, value)
        except Exception as error:
            raise KeyUnavailable(NO_KEYRING, detail=repr(error)) from error

    def _ready(self) -> KeyringBackend:
        if self._backend is None:
            raise KeyUnavailable(NO_KEYRING)
        return self._backend


def allowed_backend(backend: KeyringBackend) -> KeyringBackend | None:
    """Return the backend to use, None when it is not on the allow-list.

    Of a chain only the first link counts and is returned itself, so that a read never falls through to another one.
    """
    name = _name_of(backend)
    if name == _CHAINER:
        links = list(getattr(backend, "backends", ()))
        return allowed_backend(links[0]) if links else None
    return backend if name in ALLOWED else None


def _name_of(backend: KeyringBackend) -> str:
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"
