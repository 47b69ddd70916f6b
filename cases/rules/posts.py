"""Classes of posts: told from a person's position as far as it goes, compared, and never guessed."""

from __future__ import annotations

import re

from cases.model.office import Office
from cases.model.person import ActingMark, EmploymentStatus, Person
from cases.regulations import Law, PostClass, RegionKind

_ACTING = re.compile(r"(plt|plh|pj|pjs)\.?\s+", re.IGNORECASE)
_TITLES = re.compile(r"\S*\.\S*|,.*")


def region_of(office: Office, law: Law) -> RegionKind | None:
    """Return the office's kind of region, None when the title of its head does not tell."""
    return law.region_of(office.head_title)


def post_of(person: Person, office: Office, law: Law) -> PostClass | None:
    """Return the class of a person's post, None when the position does not tell.

    An elected head has the class of his kind of region. Else the class whose words match most of the position wins;
    a class without words is told by the kind of position alone.
    """
    region = region_of(office, law)
    posts = {post.key: post for post in law.posts()}
    if person.status is EmploymentStatus.ELECTED:
        return posts[region.head] if region else None
    position = bare_position(person)
    kind = person.position_kind.strip().lower()
    scored = [(_match(post, position, kind, region.key if region else ""), post) for post in posts.values()]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and any(best[0]) else None


def bare_position(person: Person) -> str:
    """Return the words of a person's position in small letters, without the mark of one who acts for another."""
    return _ACTING.sub("", person.position.strip().lower(), count=1)


def at_least(person: Person, other: Person, office: Office, law: Law) -> bool | None:
    """Return whether a person's post is at least the other's, None when it cannot be told.

    Posts are compared where both classes are known and comparable, else grades of the same status.
    """
    mine, theirs = post_of(person, office, law), post_of(other, office, law)
    if mine and theirs and mine.order and theirs.order:
        return mine.order >= theirs.order
    place, other_place = law.grade_place(person.grade), law.grade_place(other.grade)
    if place is None or other_place is None or place[0] != other_place[0]:
        return None
    return place[1] >= other_place[1]


def same_person(person: Person, other: Person) -> bool:
    """Whether two snapshots are of one person: by NIP where both have one, else by name."""
    if person.nip and other.nip:
        return person.nip == other.nip
    return same_name(person.name, other.name)


def same_name(name: str, other: str) -> bool:
    """Whether two names are the same, titles, commas and case aside; an empty name is no one's."""
    return bool(_bare(name)) and _bare(name) == _bare(other)


def acting_mark(person: Person) -> str:
    """Return how a person holds his post ("Plt."), told from the position's words where it is not recorded."""
    if person.acting is not ActingMark.NONE:
        return person.acting.value
    found = _ACTING.match(person.position.strip())
    return f"{found[1].capitalize()}." if found else ""


def with_mark(person: Person) -> str:
    """Return the name, with "Plt." and the like before it."""
    return f"{acting_mark(person)} {person.name}".strip()


def _bare(name: str) -> str:
    return " ".join(_TITLES.sub(" ", name.lower()).split())


def _match(post: PostClass, position: str, kind: str, region: str) -> tuple[int, int]:
    """How well a class matches: letters of the position matched, then letters of the kind; (0, 0) for not at all."""
    kinds = [len(word) for word in post.kinds if word.lower() in kind]
    if kind and post.kinds and not kinds:
        return 0, 0
    starts = (*post.starts, *post.starts_in.get(region, ()))
    words = [len(word) for word in starts if _begins(position, word.lower())]
    words += [len(word) for word in post.contains if word.lower() in position]
    if words:
        return max(words), max(kinds, default=0)
    told_by_kind = not starts and not post.starts_in and not post.contains
    return 0, max(kinds, default=0) if told_by_kind else 0


def _begins(position: str, word: str) -> bool:
    """Whether a position begins with whole words."""
    return position.startswith(word) and not position[len(word) :][:1].isalpha()
