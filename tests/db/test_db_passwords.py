from __future__ import annotations

import argon2
import pytest

from cases.errors import DatabaseDamaged
from db.passwords import Argon2Passwords


def test_the_right_password_passes_and_no_other():
    passwords = Argon2Passwords()
    stored = passwords.hash("tirta kencana 2026")
    assert stored.startswith("$argon2id$")
    assert passwords.verify(stored, "tirta kencana 2026")
    assert not passwords.verify(stored, "tirta kencana 2027")
    assert stored != passwords.hash("tirta kencana 2026")


def test_an_account_without_a_hash_has_no_right_password():
    assert not Argon2Passwords().verify("", "")


def test_a_ruined_hash_is_said():
    with pytest.raises(DatabaseDamaged, match="kata sandi baru"):
        Argon2Passwords().verify("$argon2id$v=19$rusak", "apa pun")


def test_a_hash_with_weaker_parameters_is_to_be_made_anew():
    passwords = Argon2Passwords()
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash("tirta kencana 2026")
    assert passwords.verify(weak, "tirta kencana 2026")
    assert passwords.outdated(weak)
    assert not passwords.outdated(passwords.hash("tirta kencana 2026"))
    assert not passwords.outdated("rusak")
