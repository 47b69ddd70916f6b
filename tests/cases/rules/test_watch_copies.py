"""Which copy of a form counts, line by line, however often and however it is picked."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from cases.model.watch import Answer, FilledForm, Finding
from cases.rules.watch_copies import KeptCopy, counted, settled

LINES = range(1, 5)


def copy_of(copy_id: str, found: frozenset[int]) -> KeptCopy:
    """A copy that answers every line, those in ``found`` with a finding."""
    filled = FilledForm(
        id=copy_id,
        round_id="r",
        form_id="f",
        edition=1,
        file_name=f"{copy_id}.xlsx",
        media_type="",
        sha256=copy_id,
        blob=copy_id,
        size=1,
        filled_by="",
        filled_nip="",
        filled_on=None,
        answers=tuple(Answer(ordinal=line, cell=f"G{line}", owned=copy_id) for line in LINES if line not in found),
        accounts=(),
        found=len(found),
        read_at=datetime(2026, 5, 4, tzinfo=UTC),
        read_by="",
    )
    return KeptCopy(
        filled,
        tuple(
            Finding(
                id=f"{copy_id}-{line}",
                round_id="r",
                form_id="f",
                filled_id=copy_id,
                ordinal=line,
                cell=f"G{line}",
                employee_id=f"p-{line}",
                name="",
                nip="",
                platform="",
                handle="",
                account_url="",
                owned=copy_id,
                urls=(f"https://contoh.id/{line}",),
                seen_on=None,
                note="",
                report_id=None if copy_id != "a" else f"report-{line}",
            )
            for line in sorted(found)
        ),
    )


found_lines = st.frozensets(st.sampled_from(LINES))
rounds = st.lists(st.tuples(found_lines, st.dictionaries(st.sampled_from(LINES), st.booleans())), max_size=4)


@given(found_lines, rounds)
def test_each_line_counts_once_and_as_it_was_picked(first: frozenset[int], later) -> None:
    copies = settled((), (copy_of("a", first),), "a", {})
    wanted = dict.fromkeys(LINES, "a")
    for place, (found, picks) in enumerate(later):
        new = copy_of("bcde"[place], found)
        main = new.filled.id
        told = {line: wanted[line] if keep else main for line, keep in picks.items()}
        copies = settled(copies, (new,), main, told)
        wanted = dict.fromkeys(LINES, main) | told
    every = counted((one.filled for one in copies), (one for copy in copies for one in copy.findings))
    assert {line: told.filled_id for line, told in every.items()} == wanted
    assert {line: told.owned for line, told in every.items()} == wanted
    assert [one.filled.standing for one in copies] == [False] * (len(copies) - 1) + [True]


@given(found_lines, found_lines)
def test_what_became_of_a_finding_goes_on_with_the_one_in_its_place(first, second) -> None:
    before = settled((), (copy_of("a", first),), "a", {})
    after = settled(before, (copy_of("b", second),), "b", {})
    assert {one.ordinal: one.report_id for one in after[1].findings} == {
        line: f"report-{line}" if line in first else None for line in second
    }
