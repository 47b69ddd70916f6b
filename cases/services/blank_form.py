"""The blank form for reports taken down in the field: made when it is asked for, without a letter of its own."""

from __future__ import annotations

from typing import Final

from cases.model.letter import LetterRequest
from cases.model.office import Paper
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.letter_asked import Whose, asked_content
from cases.services.letter_print import letter_profile
from cases.services.settling import the_office

KIND: Final = "intake-form"


@service(Right.READ)
def blank_report_form(work: UnitOfWork, actor: Actor, paper: Paper | None = None) -> tuple[Paper, bytes]:
    """Return the paper, the office's own for None, and the form as PDF; raises LetterError for an unusable wording."""
    used = paper or the_office(work).paper
    info = work.shelf.of(KIND, work.clock.today())
    request = LetterRequest(
        kind=KIND,
        template=info.template,
        text=work.shelf.text(info.template),
        content=asked_content(work, KIND, Whose(), None, {}, signers=()),
        profile=letter_profile(work, used),
        number="",
        letter_on=None,
        short_code="",
        log_head="",
        draft=False,
    )
    return used, work.renderer.render(request).pdf
