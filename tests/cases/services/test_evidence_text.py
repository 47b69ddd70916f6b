"""Text inside evidence: kept, found, and waited for."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from office_desk import LEADER, OfficeAtWork

from cases.changes import ChangeSet
from cases.errors import DatabaseDamaged, NotAllowed, NotFound
from cases.model.evidence import Evidence
from cases.model.marks import WITHOUT_SCANS, Place, SeenText, SeenWord
from cases.model.report import Report
from cases.services import evidence, evidence_facts, evidence_text, search
from cases.services.evidence import EvidenceForm
from cases.services.evidence_text import TextWaiting


def add(office: OfficeAtWork, report: Report, name: str = "layar.png", **parts: str) -> Evidence:
    head = {"png": b"\x89PNG", "pdf": b"%PDF-1.7 /Page %%EOF"}[name.rsplit(".", 1)[1]]
    form = EvidenceForm(file_name=name, **parts)
    return office.do(evidence.add_evidence, report.id, head + name.encode(), form)


def text(words: str, reader: str = "tesseract 5.3.0 ind") -> SeenText:
    line = tuple(
        SeenWord(words=word, place=Place(page=0, left=number / 50, top=0.5, width=0.015, height=0.02))
        for number, word in enumerate(words.split())
    )
    return SeenText(reader=reader, pages=(line,))


def found(office: OfficeAtWork, words: str) -> list[str]:
    return [hit.id for hit in office.ask(search.find, words) if hit.noun == "evidence"]


def ids(items: tuple[Evidence, ...]) -> list[str]:
    return [item.id for item in items]


def test_what_was_read_is_kept_found_and_shown_where_it_stands(office: OfficeAtWork) -> None:
    item = add(office, office.report())
    assert office.ask(evidence_text.text_of, item.id) is None
    assert found(office, "komando") == []
    seen = text("Bersama Bapak calon satu Komando nomor 2")
    changes = office.changes_of(evidence_text.keep_text, item.id, seen)
    assert changes == ChangeSet(frozenset({("evidence", item.id)}))
    assert office.ask(evidence_text.text_of, item.id) == seen
    assert found(office, "komando satu") == [item.id]
    assert office.ask(evidence_text.places_of, item.id, "KOMAN") == (seen.pages[0][4].place,)
    assert office.ask(evidence_text.places_of, item.id, "lain") == ()


def test_a_second_reading_takes_the_place_of_the_first(office: OfficeAtWork) -> None:
    item = add(office, office.report())
    for words in ("kata lama", "kata baru"):
        office.do(evidence_text.keep_text, item.id, text(words))
    assert (found(office, "lama"), found(office, "baru")) == ([], [item.id])


def test_reading_is_on_record_as_derived(office: OfficeAtWork) -> None:
    item = add(office, office.report())
    assert office.do(evidence_text.original, item.id) == b"\x89PNGlayar.png"
    last = office.ask(evidence.custody_of, item.id)[-1]
    assert (last.action, last.operation) == ("derive", "evidence_text.original")


def test_a_damaged_original_is_not_read(office: OfficeAtWork) -> None:
    item = add(office, office.report())
    office.vault.blobs[item.blob] = b"lain"
    with pytest.raises(DatabaseDamaged):
        office.ask(evidence_text.original, item.id)
    assert [line for line in office.ask(evidence.custody_of, item.id) if line.action == "derive" and line.failure]


def test_the_text_itself_never_gets_into_the_log(office: OfficeAtWork) -> None:
    item = add(office, office.report())
    office.do(evidence_text.keep_text, item.id, text("rahasiasekali"))
    with office.database.read() as work:
        rows = work.audit.of_record([item.id])
    assert "rahasiasekali" not in repr(rows)
    assert not any(row.operation == "evidence_text.keep_text" for row in rows)


def test_pictures_wait_for_a_reader_and_papers_for_their_turn(office: OfficeAtWork) -> None:
    report = office.report()
    picture, paper, scan = (add(office, report, name) for name in ("layar.png", "surat.pdf", "pindaian.pdf"))
    assert office.ask(evidence_text.how_many_wait) == TextWaiting(pictures=1, papers=2)
    assert ids(office.ask(evidence_text.waiting, 9, pictures=False)) == [paper.id, scan.id]
    office.do(evidence_text.keep_text, paper.id, text("surat", "PDF"))
    office.do(evidence_text.keep_text, scan.id, text("kop", f"{WITHOUT_SCANS}, 100 halaman pertama dari 300"))
    assert office.ask(evidence_text.waiting, 9, pictures=False) == ()
    assert ids(office.ask(evidence_text.waiting, 9)) == [picture.id, scan.id], "its scanned pages still wait"
    assert office.ask(evidence_text.how_many_wait) == TextWaiting(pictures=2, papers=0)
    assert found(office, "kop") == [scan.id], "its other pages do not"
    for item in (picture, scan):
        office.do(evidence_text.keep_text, item.id, text("isi"))
    assert office.ask(evidence_text.waiting, 9) == ()


def test_the_search_knows_an_item_by_what_is_said_of_it(office: OfficeAtWork) -> None:
    report = office.report()
    item = add(
        office,
        report,
        "unggahan-foto.png",
        title="Deklarasi dukungan",
        account="bagus.contoh",
        profile_name="Bagus Rekaan",
        url="https://contoh.invalid/posts/77",
        platform="Facebook",
        description="Mengangkat dua jari",
    )
    for words in ("deklarasi", "bagus.con", "rekaan", "posts/77", "unggahan foto", "dua jari", "facebook"):
        assert found(office, words) == [item.id], words
    (hit,) = [hit for hit in office.ask(search.find, "deklarasi") if hit.noun == "evidence"]
    assert (hit.title, hit.subtitle) == ("Deklarasi dukungan", f"B-01, laporan {report.number}")


def test_the_search_knows_nothing_of_who_reported_or_handed_over(office: OfficeAtWork) -> None:
    report = office.report(reporter_name="Pelapor Rahasia")
    item = add(office, report, captured_by="Pelapor Rahasia")
    office.do(evidence_text.keep_text, item.id, text("komando"))
    assert office.ask(search.find, "rahasia") == ()


def test_much_evidence_leaves_room_for_what_it_belongs_to(office: OfficeAtWork) -> None:
    report = office.report(narrative="Hadir pada deklarasi damai.")
    for number in range(12):
        office.do(evidence_text.keep_text, add(office, report, f"{number}.png").id, text("deklarasi damai"))
    hits = office.ask(search.find, "deklarasi", 2)
    assert {hit.noun for hit in hits} == {"report", "evidence"}


def test_items_of_an_older_version_become_known_once(office: OfficeAtWork) -> None:
    report = office.report()
    items = [add(office, report, f"foto-{number}.png", title=f"Lama {number}") for number in range(3)]
    with office.database._engines.writer.begin() as connection:
        connection.execute(sa.text("DELETE FROM search_entry WHERE noun = 'evidence'"))
    assert found(office, "lama") == []
    assert office.changes_of(evidence_text.index_missing) == ChangeSet(), "nothing of it is a change"
    assert sorted(found(office, "lama")) == sorted(ids(tuple(items)))
    assert office.do(evidence_text.index_missing) == 0


def test_items_of_a_report_are_narrowed_by_words(office: OfficeAtWork) -> None:
    report = office.report()
    first = add(office, report, "a.png", account="bagus.contoh")
    second = add(office, report, "b.png", title="Komentar")
    other = add(office, office.report(), "c.png", title="Komentar")
    office.do(evidence_text.keep_text, first.id, text("satu komando"))
    for words, wanted in (
        ("", [first, second]),
        ("koman", [first]),
        ("bagus satu", [first]),
        ("kom", [first, second]),
        ("B-02", [second]),
        ("lain", []),
    ):
        assert office.ask(evidence_text.matching, report.id, words) == tuple(item.id for item in wanted), words
    assert office.ask(evidence_text.matching, other.report_id, "komentar") == (other.id,)


def test_an_item_is_shown_in_its_case_or_else_in_its_report(office: OfficeAtWork) -> None:
    report = office.report(office.accused(1), office.accused(2))
    item = add(office, report)
    assert office.ask(evidence_text.home_of, item.id).case_id == ""
    file = office.case(report=report)
    home = office.ask(evidence_text.home_of, item.id)
    assert (home.report_id, home.case_id) == (report.id, file.case.id)
    office.case(report=report, index=1)
    assert office.ask(evidence_text.home_of, item.id).case_id == "", "two cases show it"


def test_what_is_set_right_is_found_and_what_was_read_stays_found(office: OfficeAtWork) -> None:
    item = add(office, office.report(), title="Unggahan lama")
    office.do(evidence_text.keep_text, item.id, text("satu komando"))
    form = EvidenceForm(file_name="", title="Unggahan baru", account="akun.benar")
    office.do(evidence_facts.change_facts, item.id, form, "salah ketik")
    assert found(office, "lama") == []
    assert found(office, "akun.benar") == found(office, "baru komando") == [item.id]


def test_who_only_reads_keeps_nothing(office: OfficeAtWork) -> None:
    item = add(office, office.report())
    with pytest.raises(NotAllowed):
        office.do_as(LEADER, evidence_text.keep_text, item.id, text("kata"))
    with pytest.raises(NotFound):
        office.do(evidence_text.keep_text, "tidak-ada", text("kata"))
