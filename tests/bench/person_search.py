"""Finding a person by what is remembered of him among 50,000."""

from __future__ import annotations

import random
from functools import partial

from cases.model.listing import ListQuery
from cases.rules.nip import show_nip
from cases.services import employees, search
from db.name_words import NameWords
from tests.bench.bare import bare_connection
from tests.bench.filling import Offices
from tests.bench.lists import compare
from tests.bench.measure import Bound, Result

_BOUND = Bound(ratio=1.5, plus_ms=5)
_WORDS = 20_000
"""So many words do the names of 50,000 people have, where the made-up ones have a hundred."""
_SYLLABLES = ("su", "har", "to", "wi", "ra", "ni", "ku", "su", "ma", "di", "dja", "ya", "tri", "ah", "mad", "bu", "nur")


def person_search(offices: Offices) -> list[Result]:
    """What is typed in *Pegawai*, in a person field and after Ctrl+K, each against the very SQL that it sends."""
    made = offices.crowd
    office = made.open()
    try:
        dice = random.Random(20_000)  # noqa: S311 - made-up words
        words = ["".join(dice.choices(_SYLLABLES, k=dice.randint(2, 5))) + "q" for _ in range(_WORDS)]
        with office.database._engines.writer.begin() as connection:
            NameWords(connection).learn(words)
        someone = office.read(employees.employee_page, made.actor, ListQuery(sort="name", limit=1)).rows[0]
        typed = {
            "beginning": "rah",
            "two words, any order": "wijaya ratna",
            "part of a word": "stuti wardhani",
            "by sound": "widjaja ratna",
            "a slip": "sastrodiharjp ratna",
            "a slip in an old spelling": "cahyno ratna",
            "like nobody": "zzyzx",
            "part of an NIP": show_nip(someone.nip)[5:],
        }
        query = ListQuery(sort="name")
        with bare_connection(office) as bare:
            results: list[Result] = []
            for name, text in typed.items():
                for where, ask in (
                    ("list", partial(office.read, employees.found_page, made.actor, text, query)),
                    ("field", partial(office.read, employees.find_people, made.actor, text)),
                    ("Ctrl+K", partial(office.read, search.find, made.actor, text)),
                ):
                    results.append(compare(office, bare, f"{where}: {name}", ask, area="people", bound=_BOUND))
            return results
    finally:
        office.close()
