"""The words of employees' names: which of them hold what was typed, sound like it, or are one slip of the finger away.

The search index knows whole words and their beginnings. The words of all names are few (some ten thousand for fifty
thousand employees), so what was typed is compared with them, and the index is asked for those that fit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from cases.rules.names import plain_name, sound_of
from db.bulk import write_many
from db.tables import NameWordRow, table_of

_word = table_of(NameWordRow)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LEAST: Final = 3
"""Letters that are looked for within words, or by sound; one more for a slip: shorter ones fit too much."""
_MOST: Final = 60
"""So many words of one kind are looked for at most, the shortest first."""

_ALIKE: Final = sa.select(_word.c.word, _word.c.sound).where(
    sa.or_(
        sa.func.instr(_word.c.word, sa.bindparam("typed", type_=sa.Text())) > 0,
        sa.func.instr(_word.c.sound, sa.bindparam("sound", type_=sa.Text())) > 0,
        sa.and_(
            sa.func.length(_word.c.word).between(sa.bindparam("least"), sa.bindparam("most")),
            sa.or_(
                _word.c.word.like(sa.bindparam("front", type_=sa.Text())),
                _word.c.word.like(sa.bindparam("back", type_=sa.Text())),
            ),
        ),
        sa.and_(
            sa.func.length(_word.c.sound).between(sa.bindparam("least_sound"), sa.bindparam("most_sound")),
            sa.or_(
                _word.c.sound.like(sa.bindparam("sound_front", type_=sa.Text())),
                _word.c.sound.like(sa.bindparam("sound_back", type_=sa.Text())),
            ),
        ),
    )
)
_given = sa.func.json_each(sa.bindparam("given", type_=sa.Text())).table_valued(sa.column("value", sa.Text()))
_NEW: Final = sa.union_all(
    sa.select(_given.c.value).where(~sa.exists().where(_word.c.word == _given.c.value)),
    sa.select(_word.c.word).where(_word.c.sound.is_(None)),
)
"""Which words are not known yet, or not how they sound."""
_LEARN: Final = insert(_word).on_conflict_do_update(
    index_elements=["word"], set_={"sound": insert(_word).excluded.sound}
)


@dataclass(frozen=True, slots=True)
class Alike:
    """Words of names that fit a typed one: they hold it, sound like it or hold its sound, or differ by one slip.

    A word in an old spelling differs by a slip from what was typed as it is or as it is spelt today.
    """

    parts: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as the search index folds them, without single letters."""
    if not name.isascii():
        name = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return tuple(_WORD.findall(name.casefold()))


def one_slip(typed: str, word: str) -> bool:
    """Whether one letter too many, too few or wrong, or two neighbours exchanged, make one word of the other."""
    same = 0
    for one, two in zip(typed, word, strict=False):
        if one != two:
            break
        same += 1
    else:
        return abs(len(typed) - len(word)) == 1
    one, two = typed[same:], word[same:]
    exchanged = one[:2] == two[:2][::-1] and one[2:] == two[2:]
    return one[1:] == two[1:] or one[1:] == two or one == two[1:] or exchanged


def _halves(text: str) -> tuple[str, str]:
    """What a text with a slip is like: a slip leaves what is before the middle, or what is after it."""
    middle = (len(text) - 1) // 2
    return f"{text[:middle]}%", f"%{text[middle + 1 :]}"


def _old_slip(typed: str, sound: str, word: str, sounding: str) -> bool:
    """Whether a word, as it is spelt today, is one slip away; sounds are compared first, for they are known."""
    if not one_slip(sound, sounding):
        return False
    today = plain_name(word)
    return today != word and one_slip(plain_name(typed), today)


class NameWords:
    """The words within one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def learn(self, names: Iterable[str]) -> None:
        """Know the words of these names, and how every word sounds."""
        words = {word for name in names for word in words_of(name)}
        if not words:
            return
        given = msgspec.json.encode(sorted(words)).decode()
        new = sorted(self._connection.execute(_NEW, {"given": given}).scalars())
        if new:
            write_many(self._connection, _LEARN, {"word": new, "sound": map(sound_of, new)})

    def learn_sounds(self, most: int) -> int:
        """Work out how so many words sound that a migration filled in; return of how many."""
        silent = sa.select(_word.c.word).where(_word.c.sound.is_(None)).limit(most)
        words = list(self._connection.execute(silent).scalars())
        if words:
            write_many(self._connection, _LEARN, {"word": words, "sound": map(sound_of, words)})
        return len(words)

    def alike(self, typed: str) -> Alike:
        """Return the words that fit a folded word, itself and those that begin with it left out."""
        if len(typed) < _LEAST:
            return Alike()
        sound = sound_of(typed) or typed
        front, back = _halves(typed)
        sound_front, sound_back = _halves(sound)
        asked: dict[str, str | int] = {
            "least": len(typed) - 1,
            "most": len(typed) + 1,
            "typed": typed,
            "sound": sound,
            "front": front,
            "back": back,
            "least_sound": len(sound) - 1,
            "most_sound": len(sound) + 1,
            "sound_front": sound_front,
            "sound_back": sound_back,
        }
        if len(typed) == _LEAST:
            asked |= {"front": typed, "back": typed, "sound_front": sound, "sound_back": sound}
        parts, sounds, slips = [], [], []
        for word, sounding in self._connection.execute(_ALIKE, asked).all():
            if word.startswith(typed):
                continue
            if typed in word:
                parts.append(word)
            elif sounding == sound or (len(sound) > _LEAST and sounding and sound in sounding):
                sounds.append(word)
            elif len(typed) > _LEAST and (
                one_slip(typed, word) or (sounding and _old_slip(typed, sound, word, sounding))
            ):
                slips.append(word)
        return Alike(
            *(tuple(sorted(found, key=lambda word: (len(word), word))[:_MOST]) for found in (parts, sounds, slips))
        )
