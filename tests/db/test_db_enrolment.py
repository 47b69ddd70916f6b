from __future__ import annotations

from datetime import date

import msgspec
import pytest
from memory_keyring import MemoryKeyring

from cases.errors import InvalidInput, KeyUnavailable, NotFound
from db.enrolment import EnrolmentRequest, accept_enrolment, ask_enrolment, enrolment_requests, refuse_enrolment
from db.home import OfficeHome, create_home, find_home, open_keys
from db.keys import account_public, new_keys
from db.secrets import SecretStore

ON = date(2026, 10, 4)


@pytest.fixture
def new():
    return new_keys(ON)


@pytest.fixture
def home(tmp_path, new):
    home = create_home(tmp_path / "kantor", new)
    home.database.write_bytes(b"stands for the database that another module makes")
    return home


def test_an_account_asks_and_an_admin_lets_it_in(home, new):
    clerk = SecretStore(MemoryKeyring())
    with pytest.raises(KeyUnavailable):
        open_keys(home, clerk)
    asked = ask_enrolment(find_home(home.path), clerk)
    (seen,) = enrolment_requests(home)
    assert seen == asked
    assert seen.code == asked.code
    assert [len(group) for group in seen.code.split("-")] == [4, 4, 4]
    accept_enrolment(home, new.keys, seen, ON)
    assert enrolment_requests(home) == ()
    assert open_keys(home, clerk).db_key == new.keys.db_key


def test_only_the_public_half_travels(home):
    ring = MemoryKeyring()
    ask_enrolment(home, SecretStore(ring))
    (file,) = home.requests.iterdir()
    (secret,) = ring.kept.values()
    assert secret not in file.read_text()


def test_asking_twice_is_one_request_and_refusing_ends_it(home, new):
    clerk = SecretStore(MemoryKeyring())
    request = ask_enrolment(home, clerk)
    ask_enrolment(home, clerk)
    assert enrolment_requests(home) == (request,)
    refuse_enrolment(home, request)
    refuse_enrolment(home, request)
    assert enrolment_requests(home) == ()
    with pytest.raises(KeyUnavailable):
        open_keys(home, clerk)


def test_a_changed_request_has_another_code_and_is_passed_over(home):
    request = ask_enrolment(home, SecretStore(MemoryKeyring()))
    other = account_public(SecretStore(MemoryKeyring()))
    forged = EnrolmentRequest(account=request.account, public=other)
    assert forged.code != request.code
    (home.requests / f"{request.code}.json").write_bytes(msgspec.json.encode(forged))
    assert enrolment_requests(home) == ()


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\xff\xfe", b'{"account":1,"public":"x"}', b'{"account":"\xe9', b"x" * 10_000]
)
def test_files_that_are_no_request_are_passed_over(home, data):
    (home.requests / "ABCD-EFGH-JKMN.json").write_bytes(data)
    (home.requests / "folder.json").mkdir()
    assert enrolment_requests(home) == ()


@pytest.mark.parametrize("account", ["Everyone", "*S-1-1-0", "rini:(OI)(CI)F", "", "a\\b\\c"])
def test_what_is_no_account_name_gets_no_rights(home, new, account):
    request = EnrolmentRequest(account=account, public=account_public(SecretStore(MemoryKeyring())))
    before = home.keys.read_bytes()
    with pytest.raises(InvalidInput, match="tolak permintaan"):
        accept_enrolment(home, new.keys, request, ON)
    assert home.keys.read_bytes() == before


def test_without_an_office_or_a_keyring_nobody_asks(tmp_path, home):
    with pytest.raises(NotFound):
        ask_enrolment(OfficeHome(tmp_path / "lain"), SecretStore(MemoryKeyring()))
    with pytest.raises(KeyUnavailable):
        ask_enrolment(home, SecretStore(None))
    assert list(home.requests.iterdir()) == []
