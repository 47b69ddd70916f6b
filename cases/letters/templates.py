"""Which letters there are: the heads of the templates in ``resources/letters`` and the version a day asks for."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

import msgspec

from cases.errors import LetterError
from resources import names, read_text

Family = Literal["surat", "berita-acara", "laporan", "keputusan"]


class CopyLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of the tembusan that the template proposes; ``levels`` and ``forms`` limit it to decisions of these."""

    text: str
    levels: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Another name of a sanction in the letter: for dictums of ``form`` and people of ``position_kind``."""

    form: str
    position_kind: str
    text: str


class TemplateInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The head of a template.

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

    @property
    def template(self) -> str:
        """The name that a letter keeps: kind and version, as in "summons-1@1"."""
        return f"{self.kind}@{self.version}"

    def sanction_title(self, title: str, form: str, position_kind: str) -> str:
        """The sanction's title as this letter words it for a person of that kind of position."""
        for wording in self.wordings:
            if (wording.form, wording.position_kind.casefold()) == (form, position_kind.casefold()):
                return wording.text
        return title


class _Head(msgspec.Struct, frozen=True):
    letter: TemplateInfo


def read_head(text: str, name: str) -> TemplateInfo:
    """Read the head of a template; raises LetterError that names the template."""
    try:
        info = msgspec.toml.decode(text, type=_Head).letter
    except msgspec.MsgspecError as error:
        raise LetterError(
            f"Naskah surat {name} tidak dapat dibaca; pasang ulang program atau hubungi pembuatnya.", detail=str(error)
        ) from error
    if info.template != name:
        raise LetterError(
            f"Naskah surat {name} menyebut dirinya {info.template}; samakan nama berkas dan isinya.", detail=name
        )
    return info


def template_text(template: str) -> str:
    """The text of a shipped template ("summons-1@1"); raises LetterError when there is none."""
    if template in _names():
        return read_text(f"letters/{template}.toml")
    raise LetterError(f"Naskah surat {template} tidak ada di program ini; perbarui program lalu coba lagi.")


@cache
def _names() -> tuple[str, ...]:
    return tuple(name.removesuffix(".toml") for name in names("letters", ".toml"))


@cache
def all_templates() -> tuple[TemplateInfo, ...]:
    """The head of every shipped template."""
    return tuple(read_head(template_text(name), name) for name in _names())


def template_of(kind: str, on: date | None) -> TemplateInfo:
    """The template of a kind in force on the letter's day, the newest for None; raises LetterError."""
    fitting = [
        info
        for info in all_templates()
        if info.kind == kind
        and (on is None or (info.valid_from <= on and (info.valid_to is None or on <= info.valid_to)))
    ]
    if not fitting:
        when = "" if on is None else f" untuk tanggal {on:%d-%m-%Y}"
        raise LetterError(f"Tidak ada naskah surat “{kind}”{when}; periksa tanggal surat.")
    return max(fitting, key=lambda info: (info.valid_from, info.version))
