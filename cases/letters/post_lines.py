"""The line above a signature as the office has set it for a signatory ("a.n. Bupati ..., Sekretaris Daerah,")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cases.letters.templates import Family
from cases.letters.wording import marked
from cases.model.letter import LetterContent
from cases.model.office import Signatory
from cases.model.person import Person
from cases.rules.posts import same_person

_ON_BEHALF: Family = "surat"
"""Only letters are signed on another's behalf; a decision is its own official's, a record that of who was there."""


def with_post_lines(content: LetterContent, family: Family, signatories: Iterable[Signatory]) -> LetterContent:
    """Return the content with the post lines of the active ones among the office's signatories.

    A line that says more than the signer's post ("Atasan Langsung") stays as it is.
    """
    if family != _ON_BEHALF:
        return content
    known = [signatory for signatory in signatories if signatory.active]
    signatures = tuple(
        replace(signature, post_line=_line_of(known, signature.post_line, signature.person))
        for signature in content.signatures
    )
    return replace(content, signatures=signatures)


def _line_of(known: list[Signatory], post_line: str, person: Person) -> str:
    if post_line != marked(person, person.position):
        return post_line
    own = (signatory.post_line for signatory in known if same_person(signatory.person, person))
    return next(own, post_line)
