"""What reports lack and share, and every spelling of an address."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from cases.letters.templates import shipped
from cases.model.letter import LetterStatus
from cases.model.report import Channel, Progress, Report, Respondent, Sent, Source, Way
from cases.rules.addresses import address_key, addresses_in
from cases.rules.reference import report_table
from cases.rules.report_state import agency_of, missing, state_of, traits_of

POST = "instagram.com/p/CxYz123"
FULL = samples.make_report(
    1, channel=Channel.ACTIVITY, event_place="Alun-alun", violation_codes=("n.2",), source=Source.PUBLIC,
    respondents=(Respondent(id="a", person=samples.make_person()),), event_on=samples.NOW.date(),
)  # fmt: skip


@pytest.mark.parametrize(
    "spelling",
    [
        POST, f"http://{POST}", f"https://{POST}/", "HTTPS://WWW.Instagram.com/p/CxYz123", f"m.{POST}",
        f"https://{POST}?igsh=MzRlODBiNWFlZA==", f"https://{POST}/?utm_source=ig_web_copy_link&utm_medium=x#c",
        f" https://www.{POST} ", "https://instagr.am/p/CxYz123", f"//{POST}", f"https://{POST}?img_index=2",
    ],
)  # fmt: skip
def test_every_spelling_of_a_page_is_one_address(spelling: str) -> None:
    assert address_key(spelling) == POST


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://youtu.be/aB3?si=q", "https://www.youtube.com/watch?v=aB3&t=9s", True),
        ("https://youtu.be/aB3", "https://youtu.be/AB3", False),
        ("https://twitter.com/a/status/12?s=20", "x.com/a/status/12", True),
        ("https://m.facebook.com/story.php?id=2&story_fbid=1", "facebook.com/story.php?story_fbid=1&id=2&rdid=u", True),
        ("facebook.com/story.php?story_fbid=1&id=2", "facebook.com/story.php?story_fbid=3&id=2", False),
        ("kabar.example/baca?id=7&utm_campaign=z", "http://www.kabar.example/baca/?id=7", True),
        ("kabar.example/baca?id=7", "kabar.example/baca?id=8", False),
        ("kabar.example/a%20b", "kabar.example/a b".replace(" ", "%20"), True),
    ],
)
def test_two_pages_are_told_apart(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a table
    assert (address_key(one) == address_key(other)) is same


@pytest.mark.parametrize("text", ["", "  ", "Alun-alun kota", "https://", "http://[", "@akun_rekaan", "/p/1"])
def test_what_is_no_address_has_no_key(text: str) -> None:
    assert address_key(text) == ""


@given(st.text())
def test_any_text_may_be_typed(text: str) -> None:
    key = address_key(text)
    assert address_key(key) == key
    addresses_in(text)


@given(
    st.sampled_from(["", "http://", "https://", "//"]), st.sampled_from(["", "www.", "m.", "mobile."]),
    st.lists(st.text("abcXYZ019-_", min_size=1, max_size=6), min_size=1, max_size=3),
    st.sampled_from(["", "/", "?utm_source=x", "/?fbclid=1&utm_id=2", "#atas"]),
)  # fmt: skip
def test_what_only_tells_how_it_was_shared_makes_no_difference(
    way: str, before: str, path: list[str], after: str
) -> None:
    bare = "kabar.example/" + "/".join(path)
    assert address_key(f"{way}{before}{bare}{after}") == address_key(bare) != ""


def test_addresses_are_found_in_a_sentence() -> None:
    text = f"Lihat https://www.{POST}/?igsh=1, juga (http://kabar.example/x). Situs www.kabar.example sendiri tidak."
    assert addresses_in(text) == (POST, "kabar.example/x")


# -- what it lacks


def test_the_table_speaks_of_what_there_is() -> None:
    known = {field.name for field in fields(Report)} | {"evidence", "matched"}
    for need in report_table().need:
        assert {*need.any, *need.when} <= known, need.key
        assert " " not in need.key
    kinds = {info.kind for info in shipped()}
    for sending in report_table().sending:
        assert kinds.issuperset(sending.kinds)
        assert {*sending.sources} <= set(Source)


@pytest.mark.parametrize(
    ("parts", "lacks"),
    [
        ({}, ()),
        ({"event_on": None}, ("event_on",)),
        ({"event_place": ""}, ("event_place",)),
        ({"respondents": ()}, ("respondents",)),
        ({"respondents": (Respondent(id="a", person=samples.make_person(nip="")),)}, ("matched",)),
        ({"violation_codes": ()}, ("violation_codes",)),
        ({"channel": Channel.SOCIAL_MEDIA, "account": "", "url": ""}, ("account",)),
        ({"channel": Channel.SOCIAL_MEDIA, "account": "", "url": POST, "event_place": ""}, ()),
        ({"source": Source.LAPOR}, ("agency_number",)),
        ({"source": Source.LAPOR, "agency_number": "88"}, ()),
    ],
)
def test_what_a_report_lacks(parts: dict[str, object], lacks: tuple[str, ...]) -> None:
    assert tuple(need.key for need in missing(replace(FULL, **parts), evidence=True)) == lacks  # type: ignore[arg-type]


def test_without_evidence_that_is_what_it_lacks() -> None:
    assert [need.key for need in missing(FULL, evidence=False)] == ["evidence"]


# -- where it was sent


def test_a_signed_letter_or_a_note_by_hand_answers() -> None:
    def answering(*statuses: LetterStatus, **parts: object) -> Progress:
        report = replace(FULL, **parts)  # type: ignore[arg-type]
        return state_of(report, [("refusal-reply", one) for one in statuses], evidence=True).answering

    waits = {"status": "tidak memenuhi syarat"}
    assert answering() is Progress.NONE
    assert answering(**waits) is Progress.DUE
    assert answering(source=Source.MEDIA, **waits) is Progress.NONE, "nobody waits for it"
    assert answering(LetterStatus.VOID, **waits) is Progress.DUE
    assert answering(LetterStatus.DRAFT, **waits) is Progress.DRAFTED
    assert answering(LetterStatus.PUT_UP, LetterStatus.SIGNED, **waits) is Progress.DONE
    sent = Sent(way=Way.ANSWERED, to="Pelapor", number="12", on=samples.NOW.date())
    assert answering(sent=(sent,)) is Progress.DONE


def test_traits_meet_in_every_spelling() -> None:
    one = replace(FULL, url=f"https://www.{POST}/", source=Source.SBT, agency_number="SBT/12-b")
    other = replace(
        FULL, number="2026/L-999", narrative=f"lihat http://m.{POST}", source=Source.SBT, agency_number="sbt 12 B"
    )
    shared = traits_of(one) & traits_of(other)
    assert {kind for kind, _ in shared} == {"rules", "name", "nip", "url", "agency"}
    assert not {kind for kind, _ in traits_of(replace(other, source=Source.LAPOR)) & traits_of(one)} & {"agency"}


def test_each_body_has_its_own_word_for_its_number() -> None:
    words = {source: agency.title for source in Source if (agency := agency_of(source))}
    assert words[Source.SBT] == "Nomor SBT"
    assert words[Source.LAPOR] == "Nomor LAPOR!"
    assert Source.PUBLIC not in words
