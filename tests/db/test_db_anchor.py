from __future__ import annotations

import logging

import pytest
from memory_keyring import MemoryKeyring

from cases.model.listing import LogHead
from db.anchor import KEYRING_EVERY, SLOT, Anchor
from db.secrets import SecretStore

KEY = bytes(32)


class Hands:
    """A clock moved by hand."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def head(count):
    return LogHead(count=count, hash=f"{count:064x}")


@pytest.fixture
def ring():
    return MemoryKeyring()


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def anchor(tmp_path, ring, clock):
    return Anchor(tmp_path / "anchor.json", KEY, SecretStore(ring), clock)


def reopened(anchor, ring=None, key=KEY):
    return Anchor(anchor._file, key, SecretStore(ring))


def test_a_new_office_has_no_anchor(anchor):
    assert anchor.last() is None
    assert anchor.problems() == ()


def test_the_last_head_is_remembered_in_the_file(anchor):
    anchor.remember(head(1))
    anchor.remember(head(2))
    assert reopened(anchor).last() == head(2)


def test_the_keyring_is_written_at_most_once_a_minute_and_on_closing(anchor, ring, clock):
    for count in range(1, 6):
        anchor.remember(head(count))
    assert ring.writes == 1
    clock.now += KEYRING_EVERY
    anchor.remember(head(6))
    anchor.remember(head(7))
    assert ring.writes == 2
    anchor.close()
    anchor.close()
    assert ring.writes == 3
    anchor._file.unlink()
    assert reopened(anchor, ring).last() == head(7)


def test_the_further_of_two_places_counts(anchor, ring):
    anchor.remember(head(1))
    old = anchor._file.read_bytes()
    anchor.remember(head(9))
    anchor.close()
    anchor._file.write_bytes(old)
    assert reopened(anchor, ring).last() == head(9)
    assert reopened(anchor).last() == head(1)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b'"count":5', b'"count":4'),
        lambda text: text.replace(b'"mac":"', b'"mac":"\xe9'),
        lambda text: text.replace(b'"mac":"', '"mac":"é'.encode()),
        lambda _: b"",
        lambda _: b"{",
    ],
)
def test_a_forged_or_torn_file_counts_for_nothing_and_is_told(anchor, change):
    anchor.remember(head(5))
    anchor._file.write_bytes(change(anchor._file.read_bytes()))
    assert reopened(anchor).last() is None
    assert len(reopened(anchor).problems()) == 1


@pytest.mark.parametrize("torn", [b"", bytes(SLOT), b"{" * SLOT])
def test_a_power_cut_takes_the_newer_line_and_never_both(anchor, torn):
    for count in range(1, 8):
        anchor.remember(head(count))
        lines = anchor._file.read_bytes()
        assert len(lines) == 2 * SLOT
        newer = lines.find(f'"count":{count},'.encode()) // SLOT * SLOT
        anchor._file.write_bytes(lines[:newer] + (torn or lines[newer : newer + SLOT]) + lines[newer + SLOT :])
        assert reopened(anchor).last() in (head(count - 1), head(count))
        assert reopened(anchor).problems() == ()
        anchor._file.write_bytes(lines)


def test_a_file_of_an_earlier_version_is_read_and_made_anew(anchor):
    anchor.remember(head(3))
    anchor._file.write_bytes(anchor._file.read_bytes()[:SLOT].strip())
    again = reopened(anchor)
    assert again.last() == head(3)
    again.remember(head(4))
    assert again.last() == head(4)
    assert len(anchor._file.read_bytes()) == 2 * SLOT


def test_another_offices_anchor_counts_for_nothing(anchor, ring):
    anchor.remember(head(5))
    anchor.close()
    other = reopened(anchor, ring, key=bytes(31) + b"x")
    assert other.last() is None
    other.remember(head(1))
    assert len(ring.kept) == 2


def test_the_keyring_does_not_learn_the_database_key(anchor, ring):
    anchor.remember(head(5))
    assert KEY.hex() not in repr(ring.kept)


def test_a_place_that_cannot_be_written_never_fails_a_commit(tmp_path, ring, caplog):
    ring.locked = True
    anchor = Anchor(tmp_path / "gone" / "anchor.json", KEY, SecretStore(ring))
    with caplog.at_level(logging.WARNING):
        anchor.remember(head(1))
    assert [record.name for record in caplog.records] == ["netralitas.anchor", "netralitas.anchor"]
    ring.locked = False
    anchor.close()
    assert anchor.last() == head(1)


def test_a_locked_keyring_is_not_asked_again_at_each_commit(anchor, ring, clock, caplog):
    ring.locked = True
    for count in range(1, 4):
        anchor.remember(head(count))
    assert len(caplog.records) == 1
    ring.locked = False
    clock.now += KEYRING_EVERY
    anchor.remember(head(4))
    assert ring.writes == 1


def test_a_held_anchor_keeps_the_head_that_was_lost(anchor, ring):
    anchor.remember(head(9))
    anchor.hold()
    anchor.remember(head(3))
    anchor.close()
    assert reopened(anchor, ring).last() == head(9)
