"""Names of persons: degrees apart from the name, a form that spellings share, and a form by sound; all pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

import resources
from cases.errors import RegulationError
from cases.rules.plain import one_line

_PIECES = re.compile(r"[^\s.]+[\s.]*")
_DOUBLED = re.compile(r"(.)\1+")
_NO_LETTER = re.compile(r"[^a-z]+")
_NO_SIGN = re.compile(r"['’‘`´ʼ]")


@dataclass(frozen=True, slots=True)
class SplitName:
    """A name as it stands, without the degrees and titles in front of it and behind it; those empty for none."""

    before: str
    name: str
    after: str


class _Old(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    letters: tuple[tuple[str, str], ...]
    sure: tuple[str, ...]
    bare: tuple[str, str]


class _Abdul(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    word: str
    stem: str
    keep: frozenset[str]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]


class _Sound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    letters: tuple[tuple[str, str], ...]
    silent: str


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: frozenset[str]
    after: frozenset[str]
    most_pieces: int
    least_letters: int
    unknown_degree: str
    old: _Old
    abdul: _Abdul
    links: _Words
    words: Mapping[str, tuple[str, ...]]
    beginnings: Mapping[str, str]
    particles: _Words
    sound: _Sound


def split_name(text: str) -> SplitName:
    """Return a name apart from its degrees: ``split_name("Dra. Sri Wahyuni, M.Si.").name`` is "Sri Wahyuni".

    Degrees behind a name are found with a comma or without, with full stops, with spaces or in capitals. What has
    nothing but degrees is a name as it stands. Nothing is lost: the three parts have all letters of the text.
    """
    first, *parts = one_line(text).split(",")
    kept: list[str] = [first]
    degrees: list[str] = []
    for part in parts:
        (degrees if _all_degrees(part) else kept).append(part)
    body = ",".join(kept).strip()
    places = [(found.start(), letters) for found in _PIECES.finditer(body) if (letters := _letters(found[0]))]
    pieces = [letters for _, letters in places]
    begin, end = _front(pieces), len(pieces)
    least = _table().least_letters
    while taken := _behind(pieces[begin:end]):
        if all(len(letters) < least for letters in pieces[begin : end - taken]):
            break
        end -= taken
    if begin == end:
        return SplitName("", one_line(text), "")
    start, cut = places[begin][0], places[end][0] if end < len(places) else len(body)
    after = ", ".join(filter(None, (body[cut:].strip(" ,"), *(part.strip() for part in degrees))))
    return SplitName(body[:start].strip(), body[start:cut].strip(" ,"), after)


def plain_name(text: str) -> str:
    """Return the form that the spellings of a name share, without degrees: lower case words with a space between each.

    "Drs. H. Moh. Soekarno, M.Si" and "MUHAMMAD SUKARNO" give the same. It is a key to compare and to search by, never
    shown: names that differ may share it.
    """
    return _plain(text)


def sound_of(text: str) -> str:
    """Return a name by its sound, without degrees, word by word; names that share it may differ otherwise too."""
    return " ".join(filter(None, map(word_sound, _plain(text).split())))


def joined_sound(sounds: Iterable[str]) -> str:
    """Return the sound of words that are written as one, from the sound of each."""
    silent, joined = _table().sound.silent, ""
    for sound in sounds:
        rest = sound.removeprefix(silent) if joined else sound
        joined += rest[1:] if rest[:1] == joined[-1:] else rest
    return joined


def linked_words(text: str) -> frozenset[str]:
    """Return those words of the plain name that stand behind bin, binti or alias: a father's name or another one."""
    if not _linked().search(text):
        return frozenset()
    words, links = _bare_words(split_name(text).name), _table().links.words
    first = next((place for place, word in enumerate(words) if place and word in links), len(words))
    if first == len(words):
        return frozenset()
    behind, before = (set(_plain(" ".join(part)).split()) for part in (words[first:], words[:first]))
    return frozenset(behind - before)


@cache
def word_sound(word: str) -> str:
    """Return one word of a plain name by its sound."""
    sound = _table().sound
    for written, spoken in sound.letters:
        word = word.replace(written, spoken)
    return _DOUBLED.sub(r"\1", word[:1] + word[1:].replace(sound.silent, ""))


def _plain(text: str) -> str:
    table = _table()
    words = [word for word in _bare_words(split_name(text).name) if word not in table.links.words]
    words = list(map(_modern_of_old if any(map(_old_sign, words)) else _modern, words))
    for short, full in _beginnings().get(words[0], ()) if words else ():
        if tuple(words[: len(short)]) == short and len(words) > len(short):
            words[: len(short)] = full
            break
    plain = [part for word in words for part in _apart(word)]
    while len(plain) > 1 and plain[0] in table.particles.words:
        del plain[0]
    return " ".join(plain)


def _bare_words(text: str) -> list[str]:
    """The words of a text as small letters of the English alphabet."""
    text = _NO_SIGN.sub("", text)
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _NO_LETTER.sub(" ", text.lower()).split()


@cache
def _old_sign(word: str) -> bool:
    """Whether a word is surely in the old spelling."""
    return any(sign in word for sign in _table().old.sure)


@cache
def _modern(word: str) -> str:
    """A word in today's spelling."""
    return _respelt(word, _table().old.letters)


@cache
def _modern_of_old(word: str) -> str:
    """The same, of a name that is surely in the old spelling: a letter that today's has too stands for another."""
    old = _table().old
    return _respelt(word, (*old.letters, old.bare))


def _respelt(word: str, letters: tuple[tuple[str, str], ...]) -> str:
    pattern, instead = _spelling(letters)
    return pattern.sub(lambda found: instead[found[0]], word)


@cache
def _spelling(letters: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    instead = dict(letters)
    return re.compile("|".join(instead)), instead


@cache
def _apart(word: str) -> tuple[str, ...]:
    """A word as it is shared, and Abdul apart from the word that it is written together with."""
    abdul = _table().abdul
    word = _one_way().get(word, word)
    if not word.startswith(abdul.stem) or word in abdul.keep:
        return (word,)
    rest = word.removeprefix(abdul.word if word.startswith(abdul.word) else abdul.stem)
    if rest[:1] == rest[1:][:1]:
        rest = rest[1:]
    return (abdul.word, rest)


def _front(pieces: Sequence[str]) -> int:
    """How many pieces at the front are titles."""
    table = _table()
    begin = 0
    while begin < len(pieces) and pieces[begin] in _begun():
        sizes = range(min(table.most_pieces, len(pieces) - begin), 0, -1)
        taken = next((size for size in sizes if "".join(pieces[begin : begin + size]) in table.before), 0)
        if not taken:
            break
        begin += taken
    return begin


def _behind(pieces: Sequence[str]) -> int:
    """How many of the last pieces are one degree."""
    table = _table()
    if not pieces or pieces[-1] not in _ended():
        return 0
    sizes = range(min(table.most_pieces, len(pieces)), 0, -1)
    return next((size for size in sizes if "".join(pieces[-size:]) in table.after), 0)


@cache
def _linked() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_table().links.words))})\b", re.IGNORECASE)


@cache
def _begun() -> frozenset[str]:
    """What a title may begin with."""
    return frozenset(word[:end] for word in _table().before for end in range(1, len(word) + 1))


@cache
def _ended() -> frozenset[str]:
    """What a degree may end with."""
    return frozenset(word[begin:] for word in _table().after for begin in range(len(word)))


@cache
def _all_degrees(part: str) -> bool:
    """Whether what stands behind a comma is nothing but degrees, known or unknown."""
    if re.match(_table().unknown_degree, part.strip()):
        return True
    left = [letters for piece in _PIECES.findall(part) if (letters := _letters(piece))]
    while left and (taken := _behind(left)):
        del left[-taken:]
    return not left


@cache
def _letters(text: str) -> str:
    return "".join(_bare_words(text))


@cache
def _beginnings() -> Mapping[str, Sequence[tuple[tuple[str, ...], list[str]]]]:
    """By its first word, each short beginning of a name and what it stands for; the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], list[str]]]] = {}
    for beginning, full in sorted(_table().beginnings.items(), key=lambda pair: len(pair[0]), reverse=True):
        short = tuple(beginning.split())
        by_first.setdefault(short[0], []).append((short, full.split()))
    return by_first


@cache
def _one_way() -> Mapping[str, str]:
    """The shared form of each word that is written in several ways, those ways in today's spelling."""
    table = _table()
    return {way: word for word, ways in table.words.items() for raw in ways for way in (raw, _modern(raw))}


@cache
def _table() -> _Names:
    try:
        return msgspec.toml.decode(resources.read_text("reference/names.toml"), type=_Names)
    except msgspec.MsgspecError as error:
        raise RegulationError("Tabel nama tidak terbaca; pasang ulang program.", detail=str(error)) from error
