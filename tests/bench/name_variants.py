"""How a name that one hand wrote is written by another: the rules of spelling variants, with known truth.

Written down before the matcher and not changed to suit it. Each rule takes the words of a bare name and gives another
spelling of it, or None where it has nothing to change. ``planted`` makes a party's list of them: rows of employees
under names spelled by one to three rules, among rows of strangers whose names come from the same pool.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from tests.bench.name_pool import Someone, rare_word

Rule: TypeAlias = Callable[[str, random.Random], str | None]

VOWELS = "aeiou"
OLD_SPELLING = (("ny", "nj"), ("sy", "sj"), ("kh", "ch"), ("c", "tj"), ("j", "dj"), ("y", "j"), ("u", "oe"))
"""Today's letters and those until 1972 (``oe`` until 1947); longer ones first."""
SHORT_FORMS: dict[str, tuple[str, ...]] = {
    "Muhammad": (
        *(
            "Mohammad",
            "Mohamad",
            "Muhamad",
            "Mochammad",
            "Mochamad",
            "Mokhamad",
            "Moch.",
            "Moh.",
            "Moh",
            "Muh.",
            "Much.",
        ),
        *("Mhd.", "Muchamad", "Mukhamad", "M.", "Mohammed", "Muhammed"),
    ),
    "Ahmad": ("Achmad", "Akhmad", "Ach.", "Akh.", "Ahmed", "Akmad", "A."),
    "Abdul": ("Abd.", "Abd", "Abdoel", "Abdol", "Abdl."),
    "Siti": ("St.", "Sitti", "St", "Sity", "Siti."),
    "Nur": ("Noor", "Nor", "Noer"),
    "Nurul": ("Noorul", "Noerul", "Nurul."),
    "Saiful": ("Syaiful", "Saipul", "Syaeful", "Saeful"),
    "Syaiful": ("Saiful", "Saipul", "Syaeful"),
    "Zainal": ("Zaenal", "Jaenal", "Zaenal."),
    "Yusuf": ("Jusuf", "Yusup", "Joesoef", "Yoesoef"),
    "Wayan": ("Wyn.", "Wy.", "W."),
    "Made": ("Md.", "M."),
    "Nyoman": ("Nym.", "Nyom."),
    "Ketut": ("Kt.", "Ktt."),
    "Putu": ("Pt.",),
    "Gusti": ("Gst.",),
    "Komang": ("Kmg.", "Km."),
    "Kadek": ("Kd.", "Kdk."),
    "Ngurah": ("Ngr.",),
    "Ida Bagus": ("I.B.", "IB", "IB."),
    "Anak Agung": ("A.A.", "AA", "AA."),
    "Ida Ayu": ("I.A.", "IA", "Dayu"),
}
SOUNDS = (
    *(
        ("dh", "d"),
        ("d", "dh"),
        ("th", "t"),
        ("t", "th"),
        ("kh", "h"),
        ("kh", "k"),
        ("ch", "kh"),
        ("sy", "s"),
        ("sh", "s"),
    ),
    *(("y", "i"), ("i", "y"), ("f", "p"), ("f", "v"), ("v", "f"), ("z", "j"), ("z", "s"), ("q", "k"), ("dz", "z")),
    *(("ks", "x"), ("ti", "ty"), ("ni", "nie"), ("ai", "ae"), ("au", "ow"), ("k", "q"), ("iy", "y"), ("uw", "w")),
    *(("gh", "g"), ("o", "u"), ("u", "o"), ("ie", "i"), ("ei", "e"), ("nn", "n"), ("mm", "m"), ("tt", "t")),
)
"""Letters that sound alike to whoever writes a name down by ear; one place is changed."""
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""The rows of the keyboard."""
NEIGHBOURS = {
    letter: row[max(place - 1, 0) : place + 2].replace(letter, "") for row in KEYS for place, letter in enumerate(row)
}
CALLED = ("Bpk.", "Ibu", "Sdr.", "Sdri.", "R.", "Rd.", "H.", "Hj.", "Ny.", "Alm.")
LINKS = ("bin", "binti", "alias", "als.", "al.")


def old_spelling(name: str, dice: random.Random) -> str | None:
    """Ejaan lama: oe, dj, tj, j, nj, sj, ch; all of a name or one of its letters, as families kept it."""
    here = [pair for pair in OLD_SPELLING if pair[0] in name.lower()]
    if not here:
        return None
    chosen = here if dice.random() < 0.4 else [dice.choice(here)]
    pattern = re.compile("|".join(new for new, _ in chosen), re.IGNORECASE)
    table = dict(chosen)
    return pattern.sub(lambda found: _cased(found[0], table[found[0].lower()]), name)


def short_form(name: str, dice: random.Random) -> str | None:
    """Moh., Muh., St., Abd. and the other spellings of names that everybody shortens."""
    here = [form for form in SHORT_FORMS if re.search(rf"\b{form}\b", name)]
    if not here:
        return None
    form = dice.choice(here)
    return re.sub(rf"\b{form}\b", dice.choice(SHORT_FORMS[form]), name, count=1)


def abdul_joined(name: str, dice: random.Random) -> str | None:
    """Abdul Rahman as Abdurrahman, Abdurahman or Abdulrahman; Nur Hidayah as Nurhidayah."""
    words = name.split()
    for place, word in enumerate(words[:-1]):
        after = words[place + 1]
        if word == "Abdul":
            head = dice.choice(("Abdul", "Abdu" + after[0].lower(), "Abdu"))
            if after[0].lower() not in "rszdtnl":
                head = "Abdul"
            return " ".join([*words[:place], head + after.lower(), *words[place + 2 :]])
        if word in ("Nur", "Siti", "Sri", "Tri", "Dwi", "Eka"):
            return " ".join([*words[:place], word + after.lower(), *words[place + 2 :]])
    return None


def order(name: str, dice: random.Random) -> str | None:
    """Another order: the last word first, with a comma or without, or two words changed about."""
    words = name.split()
    if len(words) < 2:
        return None
    if dice.random() < 0.5:
        return f"{words[-1]}{dice.choice((',', ''))} {' '.join(words[:-1])}"
    place = dice.randrange(len(words) - 1)
    words[place], words[place + 1] = words[place + 1], words[place]
    return " ".join(words)


def initial(name: str, dice: random.Random) -> str | None:
    """One word as its first letter, with a full stop or without; never the only long one."""
    words = name.split()
    long = [place for place, word in enumerate(words) if len(word) > 2]
    if len(long) < 2:
        return None
    place = dice.choice(long)
    words[place] = words[place][0] + dice.choice((".", "", "."))
    return " ".join(words)


def fewer_words(name: str, dice: random.Random) -> str | None:
    """A name of three words or more without one of those after the first."""
    words = name.split()
    if len(words) < 3:
        return None
    del words[dice.randrange(1, len(words))]
    return " ".join(words)


def more_words(name: str, dice: random.Random) -> str | None:
    """The father's or husband's name behind it, with bin, binti or alias or with nothing."""
    link = dice.choice((*LINKS, "", ""))
    return " ".join(filter(None, (name, link, rare_word(dice))))


def called(name: str, dice: random.Random) -> str | None:
    """A way to address him in front: Bpk., Ibu, R., H."""
    return f"{dice.choice(CALLED)} {name}"


def sounds(name: str, dice: random.Random) -> str | None:
    """One place as it sounds: dh and d, y and i, f and p, kh and k."""
    here = [pair for pair in SOUNDS if pair[0] in name.lower()]
    if not here:
        return None
    was, becomes = dice.choice(here)
    places = [found.start() for found in re.finditer(was, name.lower())]
    place = dice.choice(places)
    return name[:place] + _cased(name[place : place + len(was)], becomes) + name[place + len(was) :]


def javanese_vowels(name: str, dice: random.Random) -> str | None:
    """Wibawa and Wibowo, Susanta and Susanto: the vowel that is written a and spoken o."""
    here = [place for place, word in enumerate(name.split()) if re.search(r"[ao]$", word) and len(word) > 4]
    if not here:
        return None
    words = name.split()
    place = dice.choice(here)
    table = str.maketrans("ao", "oo") if words[place].endswith("a") else str.maketrans("o", "a")
    words[place] = words[place][:-3] + words[place][-3:].translate(table)
    return " ".join(words)


def doubled(name: str, dice: random.Random) -> str | None:
    """A consonant doubled, or one of two equal letters dropped, or an h at the end of a word set or left out."""
    pairs = [found.start() for found in re.finditer(r"([a-z])\1", name)]
    if pairs and dice.random() < 0.5:
        place = dice.choice(pairs)
        return name[:place] + name[place + 1 :]
    if dice.random() < 0.3:
        words = name.split()
        place = dice.randrange(len(words))
        if words[place].endswith("h"):
            words[place] = words[place][:-1]
        elif words[place][-1] in "ai":
            words[place] += "h"
        if " ".join(words) != name:
            return " ".join(words)
    inside = [place for place in range(1, len(name)) if name[place].isalpha() and name[place] not in VOWELS]
    if not inside:
        return None
    place = dice.choice(inside)
    return name[: place + 1] + name[place].lower() + name[place + 1 :]


def slip(name: str, dice: random.Random) -> str | None:
    """One slip of the fingers: a letter left out, set twice, swapped with the next, or its neighbour's key hit."""
    letters = [place for place in range(1, len(name) - 1) if name[place].isalpha() and name[place + 1].isalpha()]
    if len(name) < 5 or not letters:
        return None
    place = dice.choice(letters)
    kind = dice.randrange(4)
    if kind == 0:
        return name[:place] + name[place + 1 :]
    if kind == 1:
        return name[:place] + name[place] + name[place:]
    if kind == 2:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    near = NEIGHBOURS.get(name[place].lower())
    return name[:place] + dice.choice(near) + name[place + 1 :] if near else None


def spaces(name: str, dice: random.Random) -> str | None:
    """Two words written as one, or a long one as two."""
    words = name.split()
    long = [place for place, word in enumerate(words) if len(word) > 8]
    if long and (len(words) < 2 or dice.random() < 0.5):
        place = dice.choice(long)
        cut = dice.randrange(4, len(words[place]) - 3)
        words[place : place + 1] = [words[place][:cut], words[place][cut:].capitalize()]
        return " ".join(words)
    if len(words) < 2:
        return None
    place = dice.randrange(len(words) - 1)
    words[place : place + 2] = [words[place] + words[place + 1].lower()]
    return " ".join(words)


def particles(name: str, dice: random.Random) -> str | None:
    """The Balinese I or Ni left out or written together with the next word."""
    found = re.match(r"(I|Ni|Ida|Anak Agung|Dewa|Cokorda) (.+)", name)
    if not found:
        return None
    return found[2] if dice.random() < 0.6 else found[1].replace(" ", "") + found[2].lower().capitalize()


def marks(name: str, dice: random.Random) -> str | None:
    """Apostrophes left out, hyphens between words, full stops and double spaces."""
    if "'" in name:
        return name.replace("'", dice.choice(("", "’", "`", " ")))
    words = name.split()
    if len(words) > 1:
        return dice.choice(("-", "  ", ". ", " , ")).join((" ".join(words[:-1]), words[-1]))
    return f"{name}."


RULES: dict[str, Rule] = {
    "old spelling": old_spelling,
    "short form": short_form,
    "words joined": abdul_joined,
    "order": order,
    "initial": initial,
    "fewer words": fewer_words,
    "more words": more_words,
    "called": called,
    "sounds": sounds,
    "Javanese vowels": javanese_vowels,
    "doubled letters": doubled,
    "typing slip": slip,
    "spaces": spaces,
    "particles": particles,
    "marks": marks,
}
SELDOM = ("short form", "words joined", "particles")
"""Rules that fit few names, and those often: where one fits, it is tried first every other time."""
HOW_MANY = ((1, 60), (2, 32), (3, 8))
"""So many rules at once, and of a hundred rows how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedRow:
    """A row of a party's list; ``truth`` is the key of the employee whom it is, empty for a stranger."""

    row: int
    nik: str
    nip: str
    name: str
    born_on: date | None
    birth_place: str
    address: str
    truth: str
    rules: tuple[str, ...]
    birth: str
    """How the day of birth stands in the row: "same", "slip" or "none"."""


def spelled(name: str, dice: random.Random) -> tuple[str, tuple[str, ...]]:
    """Return another spelling of a bare name and the rules that made it."""
    counts, weights = zip(*HOW_MANY, strict=True)
    wanted = dice.choices(counts, weights)[0]
    used: list[str] = []
    keys = list(RULES)
    dice.shuffle(keys)
    if dice.random() < 0.5:
        keys.sort(key=lambda key: key not in SELDOM)
    for key in keys:
        if len(used) == wanted:
            break
        changed = RULES[key](name, dice)
        if changed is not None and changed != name:
            name, used = changed, [*used, key]
    return name, tuple(used)


def with_degrees(name: str, before: str, after: str, dice: random.Random) -> str:
    """Return a name with its degrees in front and behind in one of the punctuations that lists show, or without."""
    kind = dice.random()
    if kind < 0.4:
        before = after = ""
    before, after = _punctuated(before, dice), _punctuated(after, dice)
    text = " ".join(filter(None, (before, name)))
    if after:
        text += dice.choice((", ", ", ", " ", ",", " , ")) + after
    return dice.choice((text, text.upper(), text.upper(), text.lower(), text))


def slipped_day(day: date, dice: random.Random) -> date:
    """Return a day of birth as it is mistaken: day and month changed about, one day off, another year or month."""
    kind = dice.randrange(4)
    if kind == 0 and day.day <= 12 and day.day != day.month:
        return date(day.year, day.day, day.month)
    if kind == 1:
        return day + timedelta(days=dice.choice((-1, 1, 10)))
    month_day = min(day.day, 28)
    if kind == 2:
        return date(day.year + dice.choice((-1, 1, 10)), day.month, month_day)
    return date(day.year, day.month % 12 + 1, month_day)


def planted(
    staff: Sequence[Someone], strangers: Sequence[Someone], count: int, share: float, seed: int
) -> Iterator[PlantedRow]:
    """Yield a list of ``count`` rows of which ``share`` are employees, each under another spelling.

    Of every hundred rows, whoever they are, 82 have the right day of birth, 6 a mistaken one and 12 none; 2 give a NIP
    and 80 a NIK.
    """
    dice = random.Random(seed)  # noqa: S311 - made-up people, no secrets
    employees = dice.sample(list(staff), round(count * share))
    rows: list[tuple[Someone, bool]] = [(one, True) for one in employees]
    rows += [(one, False) for one in strangers[: count - len(rows)]]
    dice.shuffle(rows)
    for ordinal, (one, known) in enumerate(rows):
        bare, rules = spelled(one.bare, dice)
        birth = dice.choices(("same", "slip", "none"), (82, 6, 12))[0]
        born = {"same": one.born_on, "slip": slipped_day(one.born_on, dice), "none": None}[birth]
        yield PlantedRow(
            row=ordinal + 2,
            nik=one.nik if dice.random() < 0.8 else "",
            nip=one.nip if known and dice.random() < 0.02 else "",
            name=with_degrees(bare, one.before, one.after, dice),
            born_on=born,
            birth_place=one.birth_place if dice.random() < 0.9 else "",
            address=one.address if dice.random() < 0.7 else "",
            truth=one.key if known else "",
            rules=rules,
            birth=birth,
        )


def _punctuated(degrees: str, dice: random.Random) -> str:
    """Degrees with their full stops, without, with spaces, or in capitals."""
    return dice.choice(
        (
            degrees,
            degrees,
            degrees.rstrip("."),
            degrees.replace(".", ""),
            degrees.replace(".", ". ").replace(" ,", ",").strip(),
            degrees.replace(".", " ").replace(" ,", ",").strip(),
            degrees.upper(),
            degrees.replace(", ", " "),
        )
    )


def _cased(was: str, becomes: str) -> str:
    return becomes.capitalize() if was[0].isupper() else becomes
