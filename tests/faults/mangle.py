"""Files as nobody means them: good ones with bytes changed, cut, doubled, moved; archives also member by member."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

ODD = (
    b"\x00", b"\xff" * 4, b"9" * 400, b"-1", b"1e999", b"<", b"&x;", b"]]>", b'"', b"\n", b"\r", b"=", b"[[", b"{{",
    b"\xc3\x28", b"\xed\xa0\x80", b"\xe2\x80\xae", b"/../", b"%PDF-1.7", b"endobj", b"0001-01-01", b"99999-99-99",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """One change at ``where`` (0 to 1 of the whole, or of a member of an archive) over ``length`` bytes."""

    kind: str
    where: float
    length: int
    data: bytes
    member: int

    def apply(self, whole: bytes) -> bytes:
        at = min(int(self.where * len(whole)), max(0, len(whole) - 1))
        before, held, after = whole[:at], whole[at : at + self.length], whole[at + self.length :]
        return {
            "flip": before + bytes(byte ^ 0x15 for byte in held) + after,
            "drop": before + after,
            "cut": before,
            "double": before + held + held + after,
            "put": before + self.data + whole[at:],
            "replace": before + self.data + after,
            "move": after + before + held,
        }[self.kind]


EDITS = st.lists(
    st.builds(
        Edit,
        kind=st.sampled_from(("flip", "replace", "put", "drop", "double", "cut", "move")),
        where=st.floats(0, 1),
        length=st.integers(1, 40),
        data=st.one_of(st.sampled_from(ODD), st.binary(max_size=12)),
        member=st.integers(0, 20),
    ),
    min_size=1,
    max_size=4,
)


def mangled(whole: bytes, edits: Iterable[Edit], *, inside: bool = False) -> bytes:
    """``whole`` with these changes; ``inside`` an archive its members are changed and the archive is made anew."""
    if not inside:
        for edit in edits:
            whole = edit.apply(whole)
        return whole
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    names = list(members)
    for edit in edits:
        name = names[edit.member % len(names)]
        members[name] = edit.apply(members[name])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return target.getvalue()
