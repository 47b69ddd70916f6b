"""Which unverified rules a letter would print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from letter_facts import DECISION, FACTS, FINDINGS, LETTER_ON
from letter_samples import letter_case, letter_file, track_case, track_of

from cases.letters.cited import unverified_in
from cases.letters.content import LETTER_KINDS
from cases.model.case import Track
from cases.model.steps import StoppedFacts
from cases.regulations import Entry, Law, Pack, Violation, load_law
from cases.regulations.addresses import tables_of

LAW = load_law()


def law_with(verified: Callable[[Entry], bool]) -> Law:
    """The shipped law with a verdict of the office on every entry."""

    def judged(pack: Pack) -> Pack:
        tables = {
            field: tuple(msgspec.structs.replace(entry, verified=verified(entry)) for entry in entries)
            for field, _, entries in tables_of(pack)
        }
        return msgspec.structs.replace(pack, **tables)

    return Law(map(judged, LAW.packs))


NOTHING = law_with(lambda _entry: False)
EVERYTHING = law_with(lambda _entry: True)


def places(kind: str, law: Law = NOTHING, **parts: object) -> tuple[str, ...]:
    file = parts.get("file") or letter_file(track_case(track_of(kind)))
    return unverified_in(kind, file, parts.get("facts", FACTS[kind]), law, LETTER_ON)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_of_a_law_that_is_verified_nothing_is_asked(kind: str) -> None:
    assert places(kind, EVERYTHING) == ()


def test_a_decision_prints_the_breach_the_sanction_and_mengingat() -> None:
    found = places("decision")
    assert found[0] == "Pasal 5 huruf n angka 2 PP 94/2021"
    assert LAW.sanction("penundaan-kgb").article in found
    assert {"UU 20/2023", "PP 94/2021"} <= set(found)
    assert len(set(found)) == len(found)


def test_an_article_that_is_left_to_the_pen_is_not_printed() -> None:
    assert LAW.violation("D10").article_unsure
    facts = replace(DECISION, violation_codes=("D10",))
    assert not any(place.startswith(LAW.violation("D10").article or "-") for place in places("decision", facts=facts))


def test_only_what_this_letter_prints_counts() -> None:
    only_breaches = law_with(lambda entry: not isinstance(entry, Violation))
    assert places("summons-1", only_breaches) == ("Pasal 5 huruf n angka 2 PP 94/2021",)
    assert places("handover-summons", only_breaches) == ()
    assert places("closing-note", only_breaches) == ()
    assert places("witness-statement", only_breaches) == ()


def test_findings_that_prove_nothing_print_no_article() -> None:
    assert places("findings-report") == ("Pasal 5 huruf n angka 2 PP 94/2021",)
    assert places("findings-report", facts=replace(FINDINGS, proven=False, sanction_key="")) == ()


def test_a_decision_speaks_of_what_it_punishes_and_a_summons_of_what_is_suspected() -> None:
    file = letter_file(letter_case(violation_codes=("n.1",)))
    assert any(place.startswith("Pasal 5 huruf n angka 1") for place in places("summons-1", file=file))
    assert not any(place.startswith("Pasal 5 huruf n angka 1") for place in places("decision", file=file))


def test_the_ethics_letters_print_the_code_of_ethics() -> None:
    for kind in ("ethics-summons-1", "ethics-ruling", "moral-decision", "moral-declaration"):
        assert "Pasal 11 huruf c PP 42/2004" in places(kind), kind
    assert any(place.startswith(LAW.sanction("moral-terbuka").article) for place in places("moral-decision"))


def test_a_stop_prints_its_reason_only_where_the_law_gives_one() -> None:
    rule = next(one for one in LAW.stop_reasons("disiplin") if one.key == "tidak-terbukti")
    assert places("stop-notice") == (rule.place,)
    assert places("stop-notice", facts=StoppedFacts(reason="", reason_key="meninggal-dunia")) == ()


def test_it_can_be_asked_before_the_day_is_known() -> None:
    file = letter_file(track_case(Track.DISCIPLINE))
    assert unverified_in("decision", file, DECISION, NOTHING, None)
    assert unverified_in("decision", file, DECISION, NOTHING, date(2024, 10, 15))


def test_what_is_asked_for_after_a_decision_considers_the_laws_of_its_sanction() -> None:
    ruling = unverified_in("rehabilitation-order", letter_file(), None, NOTHING, LETTER_ON)
    assert {"UU 20/2023", "PP 53/2010", "PP 94/2021"} <= set(ruling)
    assert "PP 53/2010" not in unverified_in("appeal-reply", letter_file(), None, NOTHING, LETTER_ON)
    assert unverified_in("rehabilitation-order", letter_file(), None, EVERYTHING, LETTER_ON) == ()
