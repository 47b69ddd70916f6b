"""Reading packs: from TOML to typed rules, with a sentence that names the place of a fault."""

from __future__ import annotations

import msgspec

from cases.errors import RegulationError
from cases.regulations.entries import Pack, with_defaults
from cases.regulations.soundness import faults


def read_pack(text: str, name: str) -> Pack:
    """Read a pack's TOML; ``name`` is the file's, for the sentence.

    Raises RegulationError that names the file and the place: a line that is no TOML, a field that is missing or
    unknown, a value of the wrong kind, a reference to an entry that the pack does not have.
    """
    try:
        pack = with_defaults(msgspec.toml.decode(text, type=Pack))
    except msgspec.MsgspecError as error:
        raise RegulationError(f"Paket aturan {name} tidak dapat dibaca: {error}.", detail=str(error)) from error
    for fault in faults(pack):
        raise RegulationError(f"Paket aturan {name} tidak dapat dipakai: {fault}.", detail=fault)
    return pack
