"""Which letters there are: the heads of templates, and the shelf that knows which one a day asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Literal

import msgspec

from cases.errors import LetterError
from cases.model.wording import OfficeTemplate, WordingState
from cases.rules.dates import long_date
from resources import names, read_text

Family = Literal["surat", "berita-acara", "laporan", "keputusan"]
_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")


class CopyLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of the tembusan that the template proposes; ``levels`` and ``forms`` limit it to decisions of these.

    With ``unless`` it is proposed only if that placeholder has no value.
    """

    text: str
    unless: str = ""
    levels: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Another name of a sanction in the letter: for dictums of ``form`` and people of ``position_kind``."""

    form: str
    position_kind: str
    text: str


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody fills in for a letter that no step makes: the placeholder ``key`` and how it is asked for.

    A ``person`` fills ``<key>.nama``, ``.nip``, ``.jabatan`` and what else of a person a letter prints. ``start`` is
    what the form proposes: a text with placeholders of the case, "hari ini" for a date, or for a person the one whom
    the case calls "terlapor", "atasan" or "pejabat".
    """

    key: str
    title: str
    kind: Literal["text", "lines", "date", "time", "choice", "person"] = "text"
    required: bool = True
    help: str = ""
    choices: tuple[str, ...] = ()
    start: str = ""


class TemplateInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The head of a template.

    ``made`` says what a letter belongs to: a step of a case makes it, or somebody asks for it, for a case, for a
    report, for a round of the watch (each unit has its own) or for the office alone. One that is asked for is offered
    in a case once a step of ``after`` stands (at once when that is empty), on the tracks ``tracks`` (on each when that
    is empty), and its ``entries`` are filled in first; ``why`` says in one line when an office writes it, ``named_by``
    which entry tells letters of the kind apart in lists.

    ``numbered`` letters take a number of the register, by the office's pattern for letters or for decisions
    (``pattern``); ``access`` is the mark printed on top ("RAHASIA"); ``initials`` names the rows whose people put
    their initials on every page; ``source`` says where the wording comes from and ``verified`` whether a lawyer of
    the office has checked it.
    """

    kind: str
    version: int
    title: str
    family: Family
    numbered: bool
    pattern: Literal["letter", "decision"] = "letter"
    access: str = ""
    initials: str = ""
    valid_from: date
    valid_to: date | None = None
    verified: bool = False
    source: str
    copies: tuple[CopyLine, ...] = ()
    wordings: tuple[Wording, ...] = ()
    made: Literal["step", "case", "report", "office", "round"] = "step"
    why: str = ""
    after: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    named_by: str = ""
    edition: int = 0

    @property
    def template(self) -> str:
        """The name that a letter keeps: kind, version and the office's edition ("summons-1@1", "summons-1@1.2")."""
        shipped = f"{self.kind}@{self.version}"
        return f"{shipped}.{self.edition}" if self.edition else shipped

    def titled(self, entries: Mapping[str, str]) -> str:
        """What a letter with these entries is called."""
        return ": ".join(filter(None, (self.title, entries.get(self.named_by, "").strip())))

    def sanction_title(self, title: str, form: str, position_kind: str) -> str:
        """The sanction's title as this letter words it for a person of that kind of position."""
        for wording in self.wordings:
            if (wording.form, wording.position_kind.casefold()) == (form, position_kind.casefold()):
                return wording.text
        return title

    def proposed_copies(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The tembusan of a letter that these values fill; a placeholder without a value is left out of its line.

        Nobody gets two copies, or one of what he signs himself.
        """
        own = values.get("kop.penanda", "").casefold()
        level, form = values.get("sanksi.tingkat", ""), values.get("sanksi.bentuk", "")
        lines = (
            _PLACEHOLDER.sub(lambda match: values.get(match[1], ""), line.text)
            for line in self.copies
            if not values.get(line.unless)
            and (not line.levels or level in line.levels)
            and (not line.forms or form in line.forms)
        )
        return tuple(dict.fromkeys(line for line in lines if not own or not line.casefold().startswith(own)))


class _Head(msgspec.Struct, frozen=True):
    letter: TemplateInfo


def read_head(text: str, name: str) -> TemplateInfo:
    """Read the head of a template; raises LetterError that names the template."""
    try:
        info = _head(text)
    except msgspec.MsgspecError as error:
        raise LetterError(
            f"Naskah surat {name} tidak dapat dibaca; pasang ulang program atau hubungi pembuatnya.", detail=str(error)
        ) from error
    if info.template != name:
        raise LetterError(
            f"Naskah surat {name} menyebut dirinya {info.template}; samakan nama berkas dan isinya.", detail=name
        )
    return info


def _head(text: str) -> TemplateInfo:
    """The head alone, which stands before the first block: reading all of a text takes several times as long."""
    head, block, _ = text.partition("\n[[block]]")
    if block:
        try:
            return msgspec.toml.decode(head, type=_Head).letter
        except msgspec.MsgspecError:
            pass  # the words may be within a text of several lines
    return msgspec.toml.decode(text, type=_Head).letter


@cache
def _names() -> tuple[str, ...]:
    return tuple(name.removesuffix(".toml") for name in names("letters", ".toml"))


@cache
def _shipped_text(template: str) -> str:
    return read_text(f"letters/{template}.toml")


@cache
def shipped() -> tuple[TemplateInfo, ...]:
    """The head of every shipped template."""
    return tuple(read_head(_shipped_text(name), name) for name in _names())


class Shelf:
    """The templates of an office: those shipped, and of its own editions ``own`` those that are used.

    Of an edition that is used and can no longer be read, only letters of its kind are held up.
    """

    def __init__(self, own: Sequence[OfficeTemplate] = ()) -> None:
        self._own = {edition.name: edition for edition in own}
        self._unreadable: dict[str, str] = {}
        used: list[TemplateInfo] = []
        for edition in own:
            if edition.state is WordingState.USED:
                try:
                    used.append(read_head(edition.text, edition.name))
                except LetterError:
                    self._unreadable[edition.kind] = edition.name
        self._used = tuple(used)

    def all(self) -> tuple[TemplateInfo, ...]:
        """The head of every template that a letter may be made from."""
        return (*shipped(), *self._used)

    def newest_shipped(self, kind: str) -> TemplateInfo:
        """The head of the newest version of a kind that the program ships; raises LetterError for no such kind."""
        return SHIPPED.of(kind, None)

    def of(self, kind: str, on: date | None) -> TemplateInfo:
        """The template of a kind in force on the letter's day, the newest for None; raises LetterError.

        An edition of the office goes before the shipped version that it words anew, not before a newer one.
        """
        if kind in self._unreadable:
            raise LetterError(
                f"Naskah {self._unreadable[kind]} milik kantor tidak dapat dibaca oleh versi program ini; "
                "kembalikan ke naskah bawaan di Pengaturan, bagian Naskah surat."
            )
        fitting = [
            info
            for info in self.all()
            if info.kind == kind
            and (on is None or (info.valid_from <= on and (info.valid_to is None or on <= info.valid_to)))
        ]
        if not fitting:
            title = next((info.title for info in self.all() if info.kind == kind), kind)
            when = "" if on is None else f" untuk tanggal {long_date(on)}"
            raise LetterError(f"Tidak ada naskah {title}{when}; periksa tanggal surat.")
        return max(fitting, key=lambda info: (info.version, info.edition))

    def kept(self, template: str) -> TemplateInfo | None:
        """The head of the template that a letter keeps, also of an edition used no more; None when it is gone.

        One that can no longer be read is as good as gone.
        """
        if template in self._own:
            try:
                return read_head(self._own[template].text, template)
            except LetterError:
                return None
        return next((info for info in shipped() if info.template == template), None)

    def text(self, template: str) -> str:
        """The words of a template, also of an edition that is used no more; raises LetterError when there is none."""
        if template in self._own:
            return self._own[template].text
        if template in _names():
            return _shipped_text(template)
        raise LetterError(f"Naskah surat {template} tidak ada di program ini; perbarui program lalu coba lagi.")


SHIPPED = Shelf()
"""The templates as the program brings them, of an office without editions of its own."""
