from __future__ import annotations

import keyring
import pytest
from keyring.backends import SecretService, fail, kwallet, macOS, null
from keyring.backends.chainer import ChainerBackend
from keyring.backends.Windows import WinVaultKeyring
from keyring.errors import NoKeyringError
from memory_keyring import MemoryKeyring

from cases.errors import KeyUnavailable
from db.secrets import SERVICE, SecretStore, allowed_backend


class Chain(ChainerBackend):
    """The real chain with its links handed in, since a test machine has no keyrings to find."""

    backends = ()


Chain.__module__, Chain.__qualname__ = ChainerBackend.__module__, ChainerBackend.__qualname__


@pytest.fixture(autouse=True)
def _this_keyring_only():
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def test_secrets_are_kept_by_name():
    ring = MemoryKeyring()
    store = SecretStore(ring)
    assert store.usable
    assert store.get("identitas") is None
    store.put("identitas", "rahasia")
    assert store.get("identitas") == "rahasia"
    assert ring.kept == {(SERVICE, "identitas"): "rahasia"}


@pytest.mark.parametrize(
    "kind",
    [WinVaultKeyring, macOS.Keyring, SecretService.Keyring, kwallet.DBusKeyring, kwallet.DBusKeyringKWallet4],
)
def test_keyrings_that_encrypt_are_taken(kind):
    backend = kind.__new__(kind)
    assert allowed_backend(backend) is backend


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), MemoryKeyring()])
def test_no_other_keyring_is_taken(backend):
    assert allowed_backend(backend) is None


def test_a_subclass_of_a_good_one_is_not_taken():
    class Loose(SecretService.Keyring):
        pass

    assert allowed_backend(Loose.__new__(Loose)) is None


def test_of_a_chain_only_its_first_link_counts():
    good = kwallet.DBusKeyring.__new__(kwallet.DBusKeyring)
    chain = Chain()
    chain.backends = [good, null.Keyring()]
    assert allowed_backend(chain) is good
    chain.backends = [null.Keyring(), good]
    assert allowed_backend(chain) is None
    chain.backends = []
    assert allowed_backend(chain) is None


def test_a_machine_without_a_keyring_says_so():
    store = SecretStore.of_system()
    assert not store.usable
    for ask in (lambda: store.get("x"), lambda: store.put("x", "y")):
        with pytest.raises(KeyUnavailable, match="kunci pemulihan"):
            ask()


def test_the_failing_keyring_itself_ends_in_the_same_sentence():
    store = SecretStore(fail.Keyring())
    for ask in (lambda: store.get("x"), lambda: store.put("x", "y")):
        with pytest.raises(KeyUnavailable, match="kunci pemulihan") as told:
            ask()
        assert isinstance(told.value.__cause__, NoKeyringError)


def test_a_locked_keyring_ends_in_a_sentence():
    ring = MemoryKeyring()
    ring.locked = True
    with pytest.raises(KeyUnavailable, match="kunci pemulihan"):
        SecretStore(ring).put("x", "y")


def test_nothing_is_given_that_a_windows_credential_cannot_hold():
    store = SecretStore(MemoryKeyring())
    store.put("x", "a" * 1280)
    with pytest.raises(ValueError, match="does not fit"):
        store.put("x", "a" * 1281)
