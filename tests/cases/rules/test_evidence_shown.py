from __future__ import annotations

from samples import make_evidence, make_report

from cases.rules.evidence_shown import of_case, with_cards


def test_items_of_nobody_in_particular_concern_everybody() -> None:
    report = make_report()
    own, all_, other = (make_evidence(report, concerns=who) for who in (("1",), (), ("2",)))
    assert of_case((own, all_, other), "1") == (own, all_)
    assert of_case((own, all_, other), "") == (own, all_, other)


def test_an_original_gives_its_card_to_its_redacted_copy() -> None:
    report = make_report()
    first = make_evidence(report)
    copy = make_evidence(report, derived_from=first.id)
    assert with_cards((first, copy)) == (copy,)
    assert with_cards((first,)) == (first,)
