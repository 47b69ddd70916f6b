"""A hundred letters at once: beside plain ones that do as much, beside LibreOffice, and through the real service."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from letter_facts import ACCUSED, AGENCY
from letter_samples import letter_content, letter_request
from samples import nip_of

from cases.letters.check_code import code_of, qr_text
from cases.letters.templates import SHIPPED
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterRequest, LetterStatus
from cases.model.listing import ListQuery
from cases.model.office import Paper
from cases.model.user import Actor
from cases.ports import UnitOfWork
from cases.regulations import Law, load_law
from cases.services import letters
from reports.letters import LetterPdf, tables, text
from reports.letters.template import Template
from reports.working_copy import to_docx
from tests.bench.filling import Offices
from tests.bench.letters import KINDS, compare
from tests.bench.measure import Bound, Check, Result, Timing, clocked, in_turns
from tests.bench.plain_letter import PlainLetter

_COUNT = 100
_RUNS = 5
_FLOOR, _OFFICE = Bound(ratio=1.3), Bound(ratio=1.0)
_PATIENCE = 300


def batch(offices: Offices) -> list[Result]:
    """The kinds that ``letters`` measures, each letter of another person with a square code of its own."""
    law = load_law()
    requests = [_request(law, n) for n in range(_COUNT)]
    sources = {kind: Template(SHIPPED.text(SHIPPED.of(kind, None).template), SHIPPED.of(kind, None).template)
               for kind in KINDS}  # fmt: skip
    renderer, folder = LetterPdf(), offices.folder / "seratus"
    folder.mkdir()
    for request in requests[: len(KINDS)]:
        compare(
            renderer.render(request).pdf, PlainLetter(sources[request.kind], request).render(request.qr), request.kind
        )

    def ours() -> list[str]:
        text._set.cache_clear()  # what the letters of one batch share is found in each run anew
        tables._row.cache_clear()
        return _written(requests, lambda request: renderer.render(request).pdf, folder)

    def floor() -> list[str]:
        return _written(requests, lambda one: PlainLetter(sources[one.kind], one).render(one.qr), folder)

    mine, plain = in_turns(ours, floor, runs=_RUNS, warm=1)
    name = f"{_COUNT} letters written, {len(KINDS)} kinds"
    return [
        Timing(area="batch", name=name, ours=mine, floor=plain, bound=_FLOOR),
        _beside_office(requests, mine, folder),
        _through_service(offices, law),
    ]


def _request(law: Law, n: int) -> LetterRequest:
    """A letter of its own: another name, number and code."""
    kind = KINDS[n % len(KINDS)]
    content = letter_content(kind, law)
    own = {ACCUSED.name: f"Terlapor Rekaan Nomor {n}, S.Sos.", ACCUSED.nip: nip_of(n + 1)}
    values = {key: _swapped(text, own) for key, text in content.values.items()}
    number = f"800.1.6.2/{n + 1}/BKPPD/X/2024"
    code = code_of(f"{n:032d}")
    return letter_request(
        kind,
        replace(content, values=values),
        number=number,
        short_code=code,
        qr=qr_text(agency=AGENCY, number=number, code=code),
    )


def _swapped(text: str, own: dict[str, str]) -> str:
    for old, new in own.items():
        text = text.replace(old, new)
    return text


def _written(requests: Sequence[LetterRequest], make: Callable[[LetterRequest], bytes], folder: Path) -> list[str]:
    """Render, fingerprint and write each letter to a file of its own."""
    fingerprints = []
    for n, request in enumerate(requests):
        pdf = make(request)
        fingerprints.append(hashlib.sha256(pdf).hexdigest())
        (folder / f"{n:03d}.pdf").write_bytes(pdf)
    return fingerprints


def _beside_office(requests: Sequence[LetterRequest], ours: tuple[float, ...], folder: Path) -> Result:
    """The same letters as .docx, turned into PDFs by one call of LibreOffice, once."""
    name = f"{_COUNT} letters beside LibreOffice turning as many .docx in one call"
    program = shutil.which("soffice")
    if program is None:
        return Check(area="batch", name=name, holds=None, found="soffice is not installed")
    words, made = folder / "docx", folder / "pdf"
    words.mkdir()
    for n, request in enumerate(requests):
        (words / f"{n:03d}.docx").write_bytes(to_docx(request))
    profile = (folder / "profil").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(made)]

    def turn(files: Sequence[Path]) -> None:
        subprocess.run([*command, *map(str, files)], check=False, capture_output=True, timeout=_PATIENCE)  # noqa: S603

    files = sorted(words.iterdir())
    turn(files[:1])  # its first start makes a profile
    taken = clocked(lambda: turn(files))
    if len(list(made.glob("*.pdf"))) < _COUNT:
        return Check(area="batch", name=name, holds=None, found="soffice is here, but it turns no .docx into a PDF")
    return Timing(area="batch", name=name, ours=ours, floor=(taken,), bound=_OFFICE)


def _through_service(offices: Offices, law: Law) -> Result:
    """How long a letter takes as a clerk puts it up: number, paper, vault, log and its case, each in a transaction."""
    made, name = offices.small, f"{_COUNT} summonses put up through the service"
    opened = made.open()
    try:
        lines = opened.read(letters.letter_page, made.actor, ListQuery(sort="number", limit=_COUNT)).rows
        ids = opened.write(_draft_all, made.actor, [line.case_id for line in lines], law)[0]
        day = opened.clock.today()
        opened.write(letters.allow_unverified, made.actor, "summons-1")
        began = time.perf_counter()
        for letter_id in ids:
            opened.write(letters.put_up, made.actor, letter_id, day)
        each = (time.perf_counter() - began) * 1000 / len(ids)
    finally:
        opened.close()
    return Check(
        area="batch", name=name, holds=True, found=f"{each:.0f} ms each, {each * len(ids) / 1000:.1f} s in all"
    )


def _draft_all(work: UnitOfWork, actor: Actor, case_ids: list[str], law: Law) -> list[str]:
    """A summons as a draft for each case, as its step would have made it."""
    work.log_as(actor, "bench.draft")
    content, info = letter_content("summons-1", law), SHIPPED.of("summons-1", None)
    drafts = [
        Letter(
            id=new_id(), case_id=case_id, kind="summons-1", title=info.title, status=LetterStatus.DRAFT,
            template=info.template, content=content, paper=Paper.F4, classification="800.1.6.2", numbered=True,
            made_at=work.clock.now(), made_by=actor.name,
        )
        for case_id in case_ids
    ]  # fmt: skip
    for draft in drafts:
        work.letters.add(draft)
    return [draft.id for draft in drafts]
