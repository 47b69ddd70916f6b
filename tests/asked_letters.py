"""Letters on request as an office words them: tests of asking shall not depend on what the shipped ones ask for."""

from __future__ import annotations

from cases.model.identity import new_id
from cases.model.user import Actor
from cases.model.wording import OfficeTemplate, WordingState
from cases.ports import UnitOfWork

_HEAD = """
[letter]
kind = "{kind}"
version = 1
edition = 1
title = "{title}"
family = "surat"
numbered = true
valid_from = 2020-01-01
source = "Contoh untuk uji."
made = "{made}"
why = "Untuk uji."
{more}
"""
ENTRIES = """
entries = [
    { key = "pokok", title = "Pokok surat", start = "Dugaan atas nama {terlapor.nama}" },
    { key = "uraian", title = "Uraian", kind = "lines", required = false },
    { key = "hari", title = "Tanggal pertemuan", kind = "date", start = "hari ini" },
    { key = "pukul", title = "Pukul", kind = "time", start = "09.00" },
    { key = "sifat", title = "Sifat", kind = "choice", choices = ["biasa", "segera"], start = "biasa" },
    { key = "saksi", title = "Saksi", kind = "person", start = "atasan" },
]
"""
_BLOCK = '[[block]]\nkind = "paragraph"\ntext = "{words}"\n'
_WORDS = "{pokok}, {hari} pukul {pukul}, {sifat}: {saksi.nama}. {uraian}"


OF_CASE, OF_REPORT, OF_OFFICE = "track-memo", "disposition-sheet", "recap-cover"
ONE = 'entries = [{ key = "pokok", title = "Pokok surat" }]'


def put_template(work: UnitOfWork, actor: Actor, kind: str, made: str, more: str = ENTRIES, words: str = "") -> None:
    """Put the office's own edition of a kind among its templates; called as a service is."""
    words = words or (_WORDS if more == ENTRIES else "{pokok}" if "pokok" in more else "Isi surat.")
    now = work.clock.now()
    work.log_as(actor, "tests.add")
    work.templates.add(
        OfficeTemplate(
            id=new_id(),
            kind=kind,
            name=f"{kind}@1.1",
            text=_HEAD.format(kind=kind, title=f"Surat {kind}", made=made, more=more) + _BLOCK.format(words=words),
            state=WordingState.USED,
            made_at=now,
            made_by=actor.name,
            changed_at=now,
            changed_by=actor.name,
        )
    )
