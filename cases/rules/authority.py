"""Who may sanction a respondent: every official whom the law proposes, why, and what must be looked at first.

The law lets some of them overlap and leaves some to what no data can tell; nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

from cases.model.case import CaseFile
from cases.model.office import Office
from cases.model.person import Person
from cases.regulations import AuthorityRule, Law, PostClass
from cases.rules.posts import post_of, region_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An official who may give a sanction: his class of posts, in which words, by which article.

    ``doubts`` are sentences on what must be so, or must be looked at; ``certain`` is False where he is competent only
    if they hold. ``stands_in`` for one who acts only where a competent official is lacking.
    """

    official: str
    title: str
    article: str
    regulation: str
    verified: bool
    note: str = ""
    doubts: tuple[str, ...] = ()
    certain: bool = True
    stands_in: bool = False


def candidates(
    file: CaseFile, law: Law, *, level: str, sanction_key: str = "", office: Office
) -> tuple[Candidate, ...]:
    """Return the officials who may give the respondent a sanction, those named by the law first.

    With ``sanction_key`` those for that type, else those for any of the level. After them come the ones who act where
    an official is lacking. Empty when the respondent's post does not tell, or no rule covers it.
    """
    subject = post_of(file.case.respondent, office, law)
    region = region_of(office, law)
    place = region.key if region else ""
    rules = law.authorities(subject.key if subject else "", level, sanction_key, place)
    unsure = (f"Jenjang jabatan terlapor tidak tertulis ({subject.title}).",) if subject and subject.unsure else ()
    named = tuple(_named(rule, law, unsure) for rule in rules)
    return (*named, *_higher(rules, law, place))


def unknown_post(file: CaseFile, law: Law, office: Office) -> str:
    """Say why nobody can be proposed, from the respondent's post."""
    subject = post_of(file.case.respondent, office, law)
    if subject is None:
        return "golongan jabatan terlapor tidak dikenali dari nama jabatannya"
    return "jenjang jabatan terlapor tidak tertulis" if subject.unsure else "tabel kewenangan tidak memuatnya"


def competent(official: Person, proposed: tuple[Candidate, ...], law: Law, office: Office) -> tuple[bool | None, str]:
    """Return whether an official is among those proposed, None with the reason where the data cannot tell."""
    post = post_of(official, office, law)
    if post is None:
        return None, "golongan jabatan pejabat tidak dikenali dari nama jabatannya"
    mine = [one for one in proposed if one.official == post.key]
    if any(one.certain for one in mine):
        return True, ""
    if mine:
        return None, " ".join(mine[0].doubts).rstrip(".")
    beside = [one for one in proposed if one.official in post.equals]
    if beside:
        return None, f"{post.title} dapat setara dengan {beside[0].title}, dapat juga tidak"
    orders = {other.key: other.order for other in law.posts()}
    instead = [one for one in proposed if one.stands_in]
    if instead and any(0 < orders[one.official] < post.order for one in proposed if not one.stands_in):
        return None, " ".join(instead[0].doubts).rstrip(".")
    return False, ""


def _named(rule: AuthorityRule, law: Law, unsure: tuple[str, ...]) -> Candidate:
    beside = tuple(
        f"Termasuk {_lower(post.title)} bila setara." for post in law.posts() if rule.official in post.equals
    )
    return Candidate(
        official=rule.official,
        title=rule.official_title,
        article=rule.article,
        regulation=rule.regulation,
        verified=rule.verified,
        note=rule.note,
        doubts=(*((rule.provided,) if rule.provided else ()), *beside, *unsure),
        certain=not rule.provided,
    )


def _higher(rules: tuple[AuthorityRule, ...], law: Law, place: str) -> tuple[Candidate, ...]:
    """For each class that is named, the next higher one that sanctions anybody here, unless it is named itself."""
    named = {rule.official for rule in rules}
    ranked = sorted((post for post in law.posts() if post.order and post.key in law.officials(place)), key=_order)
    next_up: dict[str, PostClass] = {}
    for lower in (post for post in law.posts() if post.key in named and post.order):
        above = [post for post in ranked if post.order > lower.order][:1]
        next_up |= {post.key: post for post in above if post.key not in named}
    return tuple(
        Candidate(
            official=post.key,
            title=post.title,
            article=rule.article,
            regulation=rule.regulation,
            verified=rule.verified,
            note=rule.note,
            doubts=(rule.provided,),
            certain=False,
            stands_in=True,
        )
        for rule in law.vacancies()
        for post in sorted(next_up.values(), key=_order)
    )


def _order(post: PostClass) -> int:
    return post.order


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
