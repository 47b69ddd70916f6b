"""Many ways to write an account, one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.account_names import account_key, account_name, platforms, same_address
from cases.errors import InvalidInput

ONE = [
    (("Instagram", "@Budi.Santoso", ""), ("Instagram", "budi.santoso", "https://www.instagram.com/budi.santoso")),
    (("", "", "instagram.com/Budi.Santoso/?hl=id"), ("Instagram", "budi.santoso", "https://www.instagram.com/budi.santoso")),
    (("ig", "https://www.instagram.com/budi.santoso/", ""), ("Instagram", "budi.santoso", "https://www.instagram.com/budi.santoso")),
    (("", "", "https://m.facebook.com/profile.php?id=100012&mibextid=Z"), ("Facebook", "100012", "https://www.facebook.com/profile.php?id=100012")),
    (("", "", "https://web.facebook.com/people/Budi-S/100012/"), ("Facebook", "100012", "https://www.facebook.com/profile.php?id=100012")),
    (("FB", "", "fb.com/budi.s"), ("Facebook", "budi.s", "https://www.facebook.com/budi.s")),
    (("", "", "https://twitter.com/Budi_S/status/12"), ("X", "budi_s", "https://x.com/budi_s")),
    (("", "", "https://www.tiktok.com/@budi.s/video/7"), ("TikTok", "budi.s", "https://www.tiktok.com/@budi.s")),
    (("WA", "0812-3456-7890", ""), ("WhatsApp", "6281234567890", "https://wa.me/6281234567890")),
    (("WhatsApp", "+62 812 3456 7890", ""), ("WhatsApp", "6281234567890", "https://wa.me/6281234567890")),
    (("", "", "t.me/budi_s"), ("Telegram", "budi_s", "https://t.me/budi_s")),
    (("", "", "https://www.youtube.com/@BudiKanal"), ("YouTube", "budikanal", "https://www.youtube.com/@budikanal")),
    (("Kaskus", "@Budi", ""), ("Kaskus", "budi", "")),
]  # fmt: skip


@pytest.mark.parametrize(("written", "kept"), ONE)
def test_what_is_written_in_many_ways_is_kept_in_one(written, kept) -> None:
    name = account_name(*written)
    assert (name.platform, name.handle, name.url) == kept


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (("", "", ""), "Pilih media"),
        (("Instagram", "", ""), "Isi nama akun"),
        (("Instagram", "budi santoso", ""), "tidak mungkin"),
        (("Facebook", "", "https://instagram.com/budi"), "adalah alamat Instagram"),
        (("Facebook", "", "https://contoh.invalid/budi"), "bukan alamat Facebook"),
        (("", "", "https://www.instagram.com/p/Cx1/"), "unggahan"),
        (("", "ani", "https://www.instagram.com/budi/"), "berbeda"),
        (("Instagram", "", "ftp://instagram.com/budi"), "bukan alamat web"),
        (("Instagram", "", "http://[budi"), "bukan alamat web"),
    ],
)
def test_what_cannot_be_an_account_says_what_to_do(written, why) -> None:
    with pytest.raises(InvalidInput, match=why):
        account_name(*written)


@given(
    platform=st.sampled_from([one.name for one in platforms()]), handle=st.from_regex("[a-z0-9_]{8,14}", fullmatch=True)
)
def test_one_form_is_read_back_as_itself(platform: str, handle: str) -> None:
    handle = handle if platform != "WhatsApp" else "62812345678"
    if platform == "Facebook":
        handle = handle.replace("_", ".")
    name = account_name(platform, handle)
    assert account_name("", "", name.url).key == name.key
    assert account_name(platform, f"@{handle.upper()}", name.url) == name
    assert account_key(name.platform, name.handle, name.url) == name.key


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_typed_is_an_account_or_one_sentence(platform: str, handle: str, url: str) -> None:
    try:
        name = account_name(platform, handle, url)
    except InvalidInput:
        return
    assert name.platform
    assert name.handle or name.url


@given(st.text(max_size=80))
def test_an_address_in_one_form_stays_as_it_is(url: str) -> None:
    assert same_address(same_address(url)) == same_address(url)
