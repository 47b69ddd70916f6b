from __future__ import annotations

from dataclasses import replace

import pytest
import samples
from office_desk import ADMIN, OfficeAtWork

from cases.errors import InvalidInput
from cases.services import office as office_service
from cases.services.office import LONGEST_LINE


@pytest.mark.parametrize(("text", "words"), [(" ", "Isi nama perangkat daerah"), ("N" * 2000, "Persingkat nama")])
def test_a_letter_head_fits_on_its_page(office: OfficeAtWork, text: str, words: str) -> None:
    current = office.ask(office_service.current_office)
    with pytest.raises(InvalidInput, match=words) as caught:
        office.do_as(ADMIN, office_service.change_office, replace(current, name=text))
    assert caught.value.field == "name"
    office.do_as(ADMIN, office_service.change_office, replace(current, name="N" * LONGEST_LINE))


def test_a_signatory_has_a_whole_nip_or_none(office: OfficeAtWork) -> None:
    person = samples.make_person(nip="198503122010010")
    with pytest.raises(InvalidInput, match="15 angka"):
        office.do_as(ADMIN, office_service.keep_signatory, person, "Kepala Badan")
    spaced = replace(person, nip="19850312 201001 1 005")
    kept = office.do_as(ADMIN, office_service.keep_signatory, spaced, "Kepala Badan")
    assert kept.person.nip == "198503122010011005"
    elected = office.do_as(ADMIN, office_service.keep_signatory, replace(person, nip=""), "Bupati")
    assert elected.person.nip == ""
