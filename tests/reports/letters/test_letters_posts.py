"""The post above a signature: marks, lines, and how they stand on paper."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest
from letter_facts import CLERK, FACTS
from letter_ink import overlaps, read
from letter_samples import letter_content, letter_profile, letter_request

from cases.model.letter import Signature
from cases.model.office import Paper
from cases.regulations import load_law
from reports.letters import LetterPdf
from reports.letters.posts import PostLine, post_lines

LAW = load_law()
PDF = LetterPdf()

POSTS = {
    "Atasan Langsung,": [("", "Atasan Langsung,")],
    "Kepala Badan Kepegawaian, Pendidikan dan Pelatihan": [("", "Kepala Badan Kepegawaian, Pendidikan dan Pelatihan,")],
    "Plt. Kepala Dinas Perumahan, Permukiman, dan Pertanahan": [
        ("Plt.", "Kepala Dinas Perumahan, Permukiman, dan Pertanahan,")
    ],
    "a.n. Bupati Tirta Kencana, Sekretaris Daerah,": [("a.n.", "Bupati Tirta Kencana"), ("", "Sekretaris Daerah,")],
    "a.n. Bupati Tirta Kencana, Sekretaris Daerah, u.b. Asisten Administrasi Umum": [
        ("a.n.", "Bupati Tirta Kencana"),
        ("", "Sekretaris Daerah"),
        ("", "u.b."),
        ("", "Asisten Administrasi Umum,"),
    ],
    "a.n. Bupati Tirta Kencana, Plh. Sekretaris Daerah": [
        ("a.n.", "Bupati Tirta Kencana"),
        ("Plh.", "Sekretaris Daerah,"),
    ],
    "a.n. Kepala Badan Kepegawaian, Pendidikan dan Pelatihan Daerah, Sekretaris": [
        ("a.n.", "Kepala Badan Kepegawaian, Pendidikan dan Pelatihan Daerah"),
        ("", "Sekretaris,"),
    ],
    "a.n. Rektor, Dekan": [("a.n.", "Rektor"), ("", "Dekan,")],
    "a.n. Bupati Tirta Kencana,\nSekretaris Daerah,\nu.b.\nPj. Asisten Pemerintahan,": [
        ("a.n.", "Bupati Tirta Kencana"),
        ("", "Sekretaris Daerah"),
        ("", "u.b."),
        ("Pj.", "Asisten Pemerintahan,"),
    ],
    "Pj. Bupati Tirta Kencana": [("Pj.", "Bupati Tirta Kencana,")],
    "": [("", ",")],
}


@pytest.mark.parametrize(("post", "lines"), POSTS.items())
def test_each_post_has_its_line_and_its_mark(post: str, lines: list[tuple[str, str]]) -> None:
    assert post_lines(post) == [PostLine(*line) for line in lines]


def render(kind: str, post: str):
    content = letter_content(kind, LAW)
    signatures = tuple(replace(signature, post_line=post) for signature in content.signatures)
    return PDF.render(letter_request(kind, replace(content, signatures=signatures)))


@pytest.mark.parametrize("post", [post for post in POSTS if post])
@pytest.mark.parametrize("kind", ["stop-notice", "absence-record"])
def test_marks_hang_and_lie_on_nothing(kind: str, post: str) -> None:
    assert overlaps(read(render(kind, post).pdf)) == []


def test_posts_and_name_stand_on_one_edge_with_the_marks_before_it() -> None:
    ink = read(render("stop-notice", "a.n. Bupati Tirta Kencana, Plh. Sekretaris Daerah").pdf)
    edge = (30 + 80) * 72 / 25.4
    marks = [piece for piece in ink.pieces if edge - 40 < piece.left < edge - 5 and piece.right < edge]
    assert len(marks) == 2
    for mark in marks:
        posts = [piece for piece in ink.pieces if piece.baseline == mark.baseline and piece is not mark]
        assert [piece.left for piece in posts] == [pytest.approx(edge)]


def test_a_signature_without_a_name_leaves_room_for_the_pen() -> None:
    content = letter_content("stop-notice", LAW)
    nobody = replace(content.signatures[0].person, name="", rank="", nip="")
    unnamed = replace(content, signatures=(Signature(post_line="Kepala Badan", person=nobody),))
    with_dots = read(PDF.render(letter_request("stop-notice", unnamed)).pdf)
    assert overlaps(with_dots) == []


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("witnesses", range(2, 14))
def test_the_last_signatures_of_many_do_not_stand_alone(witnesses: int, paper: Paper) -> None:
    facts = replace(FACTS["absence-record"], witnesses=(CLERK,) * witnesses)
    content = letter_content("absence-record", LAW, facts=facts)
    rendered = PDF.render(letter_request("absence-record", content, profile=letter_profile(paper=paper)))
    *_, last = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(rendered.pdf)).pages]
    assert "Demikian" in last or last.count("NIP ") > 2
