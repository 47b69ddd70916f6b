"""Where a signature belongs on a letter: the letter's PDF names each place, and the signing finds it there.

A named destination says it in the bytes themselves, which are kept for good; nothing is laid out anew to sign.
"""

from __future__ import annotations

from typing import Final

PREFIX: Final = "ttd-"


def room_name(signer: int) -> str:
    """Return the name of the destination that frames the room of a signer, by his place among the signatures."""
    return f"{PREFIX}{signer}"


def signer_of(name: str) -> int | None:
    """Return the signer whose room a name means, None for another name."""
    digits = name.removeprefix(PREFIX)
    return int(digits) if name.startswith(PREFIX) and digits.isdecimal() else None
