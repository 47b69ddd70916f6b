"""Small wordings that the letters share: people, days, lists, articles, titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from cases.letters.words import in_words
from cases.model.letter import Letter
from cases.model.office import Office
from cases.model.person import EmploymentStatus, Person
from cases.regulations import Law, Violation
from cases.rules.dates import long_date, month_name, weekday_name
from cases.rules.nip import show_nip
from cases.rules.sanction_verdicts import rupiah

Values = dict[str, str]

_KINDS = {
    EmploymentStatus.PNS: "Pegawai Negeri Sipil",
    EmploymentStatus.CPNS: "Calon Pegawai Negeri Sipil",
    EmploymentStatus.PPPK: "Pegawai Pemerintah dengan Perjanjian Kerja",
}

_ABOUT = " tentang "
_NAMED = re.compile(r"Nomor \d+ Tahun \d+")
_CENTS = re.compile(r",\d+$")
_BRACKETS = re.compile(r"(\([^)]*\))")
_WORD = re.compile(r"\S+")
_SMALL_WORDS = frozenset(
    {"atas", "dan", "dari", "dengan", "di", "ke", "kepada", "menjadi", "oleh", "pada", "sebagai", "untuk", "yang"}
)


def person_values(prefix: str, person: Person) -> Values:
    """A person's fields; who has no number or rank leaves them empty, and the letter leaves their rows out."""
    pppk = person.status is EmploymentStatus.PPPK
    shown = show_nip(person.nip)
    word = ("NI PPPK " if pppk else "NIP ") + shown if shown else ""
    return {
        f"{prefix}.nama": person.name,
        f"{prefix}.nip": "" if pppk else shown,
        f"{prefix}.nipppk": shown if pppk else "",
        f"{prefix}.sebutan": ", ".join(filter(None, (person.name, word))),
        f"{prefix}.nomor": word,
        f"{prefix}.pangkat": rank_of(person) if person.rank else "",
        f"{prefix}.golongan": "" if person.rank else person.grade,
        f"{prefix}.jabatan": marked(person, person.position),
        f"{prefix}.unit": ", ".join(filter(None, (person.unit, person.work_unit))),
    }


def kind_of(person: Person) -> str:
    """What kind of official a person is, in full, as a decision calls him."""
    return _KINDS.get(person.status, _KINDS[EmploymentStatus.PNS])


def rank_of(person: Person) -> str:
    """Rank and grade ("Pembina, IV/a")."""
    return ", ".join(filter(None, (person.rank, person.grade)))


def marked(person: Person, post: str) -> str:
    """The post with the mark of how it is held."""
    return f"{person.acting} {post}".strip()


def day_values(prefix: str, day: date | None) -> Values:
    """A day as weekday, date and words; all empty when it is not known."""
    if day is None:
        return {f"{prefix}.{part}": "" for part in ("hari", "tanggal", "tanggal_kata", "bulan", "tahun_kata")}
    return {
        f"{prefix}.hari": weekday_name(day),
        f"{prefix}.tanggal": long_date(day),
        f"{prefix}.tanggal_kata": in_words(day.day),
        f"{prefix}.bulan": month_name(day.month),
        f"{prefix}.tahun_kata": in_words(day.year),
    }


def long_day(day: date | None) -> str:
    """A day as a sentence holds it; empty when it is not known."""
    return long_date(day) if day else ""


def counted(number: int, what: str) -> str:
    """A number in digits and words, and what is counted ("3 (tiga) berkas")."""
    return f"{number} ({in_words(number)}) {what}"


def in_rupiah(amount: str) -> str:
    """An amount with its words, as official letters write it; what is no amount stays as it is."""
    whole = rupiah(amount)
    if whole is None or not amount.strip().startswith("Rp"):
        return amount
    return f"{amount.strip()} ({in_words(whole)} rupiah)"


def clock(at: str, office: Office) -> str:
    """The time with the zone of the office ("09.00 WIB")."""
    return f"{at} {office.time_zone}" if at else ""


def listed(parts: Iterable[str]) -> str:
    """Parts as a sentence lists them: "a", "a dan b", "a, b, dan c"."""
    *first, last = list(dict.fromkeys(parts)) or [""]
    if not first:
        return last
    return f"{first[0]} dan {last}" if len(first) == 1 else f"{', '.join(first)}, dan {last}"


def acts(law: Law, codes: Sequence[str]) -> str:
    """What the violations are, for the middle of a sentence."""
    return listed(lowered(law.violation(code).text.rstrip(".;")) for code in codes)


def sentence(text: str) -> str:
    """What somebody typed as a sentence, without its full stop: the template has one."""
    return text.strip().rstrip(".;")


def lowered(text: str) -> str:
    """The text for the middle of a sentence; an abbreviation at its start stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def citations(law: Law, codes: Sequence[str]) -> str:
    """The articles that the violations breach, under the full name of each regulation once.

    A form whose article is not known is left out; where no article is known the text is empty, room for the pen.
    """
    return _cited(law, codes, lambda violation: violation.article)


def grounds(law: Law, codes: Sequence[str]) -> str:
    """The same with the article of the sanction after each ("Pasal ... jo. Pasal ...")."""

    def both(violation: Violation) -> str:
        return " jo. ".join(filter(None, (violation.article, violation.sanction_article)))

    return _cited(law, codes, both)


def _cited(law: Law, codes: Sequence[str], words: Callable[[Violation], str]) -> str:
    by_instrument: dict[str, list[str]] = {}
    for violation in map(law.violation, codes):
        if not violation.article_unsure:
            by_instrument.setdefault(violation.instrument, []).append(words(violation))
    names = {pack.head.title.partition(_ABOUT)[0]: pack.head.title for pack in law.packs}
    return listed(
        f"{listed(articles)} {names.get(instrument, instrument)}".strip()
        for instrument, articles in by_instrument.items()
    )


def instrument_short(law: Law, instrument: str) -> str:
    """The short name of a regulation that is cited in full; the name itself where no pack has it."""
    shorts = {pack.head.title.partition(_ABOUT)[0]: pack.head.short for pack in law.packs}
    return shorts.get(instrument, instrument)


def letter_values(prefix: str, letter: Letter | None) -> Values:
    """Another letter's number and date, for citing it."""
    return {
        f"{prefix}.nomor": letter.number if letter else "",
        f"{prefix}.tanggal": long_date(letter.letter_on) if letter and letter.letter_on else "",
    }


def post_of(official: Person, office: Office) -> str:
    """The post in full; an elected head's is the office's own wording."""
    return office.head_title if official.status is EmploymentStatus.ELECTED else official.position


def basis(law: Law, article: str, regulation: str) -> str:
    """Article and regulation, by the full name of the pack; an article that names its regulations stands alone."""
    if _NAMED.search(article):
        return article
    titles = {pack.head.short: pack.head.title for pack in law.packs}
    return f"{article} {titles.get(regulation, regulation)}".strip()


def difference(whole: str, left: str) -> str:
    """What is taken from an amount, written as the amount is ("Rp1.200.000,00"); empty where a text is no amount."""
    first, second = rupiah(whole), rupiah(left)
    if first is None or second is None or second > first:
        return ""
    cents = _CENTS.search(whole)
    return f"Rp{first - second:,}".replace(",", ".") + (cents[0] if cents else "")


def title_case(text: str) -> str:
    """A title with capitals on all but the small words; what stands in brackets keeps its letters."""
    titled = (part if part.startswith("(") else _WORD.sub(_capital, part) for part in _BRACKETS.split(text))
    whole = "".join(titled)
    return whole[:1].upper() + whole[1:]


def _capital(found: re.Match[str]) -> str:
    word = found[0]
    return word if word in _SMALL_WORDS else word[:1].upper() + word[1:]
