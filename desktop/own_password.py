"""Who came in with a password that somebody gave him chooses one of his own first."""

from __future__ import annotations

from collections.abc import Callable

from cases.errors import OfficeError
from cases.model.user import Actor
from desktop.pages.entry.own_password import OwnPasswordPage
from desktop.shell import Shell
from desktop.tasks import Tasks
from desktop.wiring import OpenOffice


def ask_own_password(
    shell: Shell,
    tasks: Tasks,
    office: OpenOffice,
    actor: Actor,
    given: str,
    on_entered: Callable[[Actor], object],
    on_left: Callable[[], object],
    on_error: Callable[[BaseException], object],
) -> None:
    """Show the page until he has chosen, which ``on_entered`` hears, or left; ``given`` is what he came in with."""
    page = OwnPasswordPage(actor.full_name, (actor.name, actor.full_name, office.name))

    def chosen(new: str) -> None:
        tasks.submit_write(
            lambda: office.change_password(actor, given, new),
            owner=page,
            on_done=changed,
            on_error=lambda error: page.refuse(error) if isinstance(error, OfficeError) else on_error(error),
        )

    def changed(own: Actor) -> None:
        shell.drop(page)
        on_entered(own)

    def left() -> None:
        shell.drop(page)
        on_left()

    page.chosen.connect(chosen)
    page.left.connect(left)
    shell.show_page(page)
    page.focus_first()
