"""Drafts of the office's own packs: copied, typed or brought as a file, changed entry by entry, thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import msgspec

import resources
from cases.errors import InvalidInput, RegulationError
from cases.model.discarded import Discarded
from cases.model.identity import new_id
from cases.model.regulation import OfficePack, PackState
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.regulations import Pack
from cases.regulations.addresses import unmarked
from cases.regulations.entries import PackHead
from cases.regulations.faults import called
from cases.regulations.lines import line_of
from cases.regulations.misfits import misfit
from cases.regulations.packs import decode_file, decode_pack
from cases.regulations.writing import write_pack
from cases.services.access import service
from cases.services.discarding import put_away
from cases.services.pack_lookup import find_pack

_EXAMPLES: Final = "regulations/contoh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A pack that came in as a draft.

    ``version_in_file`` differs from the draft's where that one was taken; ``claimed`` when the file said that somebody
    had verified it, which does not hold here.
    """

    draft: OfficePack
    version_in_file: int
    claimed: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A pack that ships as an example to import; ``name`` is its file's."""

    name: str
    title: str


@service(Right.MANAGE_RULES)
def copy_pack(work: UnitOfWork, actor: Actor, key: str) -> OfficePack:
    """Make a draft of a pack under the next free version; raises NotFound."""
    pack, _ = find_pack(work, key)
    head = msgspec.structs.replace(pack.head, version=_free_version(work, pack.head.id))
    made = msgspec.structs.replace(unmarked(pack), head=head)
    return _add(work, actor, made.key, write_pack(made), based_on=key)


@service(Right.MANAGE_RULES)
def save_text(work: UnitOfWork, actor: Actor, pack_id: str, text: str) -> OfficePack:
    """Put a text in the place of a draft's; raises RegulationError with the line of what cannot be read."""
    draft = _draft(work, pack_id)
    text = decode_file(text.encode(errors="surrogatepass"), draft.key)
    return _save(work, draft, text, decode_pack(text, draft.key))


@service(Right.MANAGE_RULES)
def save_head(work: UnitOfWork, actor: Actor, pack_id: str, values: Mapping[str, object]) -> OfficePack:
    """Change a draft's head; fields that are not among the values stay. Raises InvalidInput with the field."""
    draft = _draft(work, pack_id)
    pack = decode_pack(draft.text, draft.key)
    head = _typed(PackHead, msgspec.structs.asdict(pack.head) | dict(values))
    changed = msgspec.structs.replace(pack, head=head)
    return _save(work, draft, write_pack(changed), changed)


@service(Right.MANAGE_RULES)
def save_entry(
    work: UnitOfWork, actor: Actor, pack_id: str, table: str, place: int | None, values: Mapping[str, object]
) -> OfficePack:
    """Put an entry at a place (from 0) of a draft's table, or at its end without one.

    ``values`` are by the names of the file; what is left out is as it would be anyway. Raises InvalidInput with the
    field that cannot be taken.
    """
    draft = _draft(work, pack_id)
    pack, field, entries = _table(draft, table)
    if place is not None:
        _check_place(entries, place)
    entry = _typed(_kind_of(table), values)
    at = len(entries) if place is None else place
    return _put(work, draft, pack, field, (*entries[:at], entry, *entries[at + 1 :]))


@service(Right.MANAGE_RULES)
def remove_entry(work: UnitOfWork, actor: Actor, pack_id: str, table: str, place: int) -> OfficePack:
    """Take an entry out of a draft; raises InvalidInput when it is not there any more."""
    draft = _draft(work, pack_id)
    pack, field, entries = _table(draft, table)
    _check_place(entries, place)
    return _put(work, draft, pack, field, (*entries[:place], *entries[place + 1 :]))


@service(Right.MANAGE_RULES)
def move_entry(work: UnitOfWork, actor: Actor, pack_id: str, table: str, place: int, to: int) -> OfficePack:
    """Put an entry of a draft at another place of its table: the order says which is lighter or comes first."""
    draft = _draft(work, pack_id)
    pack, field, entries = _table(draft, table)
    _check_place(entries, place)
    _check_place(entries, to)
    rest = [*entries[:place], *entries[place + 1 :]]
    return _put(work, draft, pack, field, (*rest[:to], entries[place], *rest[to:]))


@service(Right.MANAGE_RULES)
def throw_away(work: UnitOfWork, actor: Actor, pack_id: str, reason: str) -> Discarded:
    """Put a draft into Sampah; raises InvalidInput for a pack that was in use, which cases may remember."""
    return put_away(work, actor, "pack", (_draft(work, pack_id).id,), reason)


# -- files


@service(Right.MANAGE_RULES)
def import_pack(work: UnitOfWork, actor: Actor, data: bytes, name: str) -> Imported:
    """Take a pack's file in as a draft, never in use by itself, and without the marks of whoever wrote it.

    Raises RegulationError with the line of what cannot be taken; then nothing is written.
    """
    text = decode_file(data, name)
    pack = decode_pack(text, name)
    if any(each.text == text for each in work.packs.all()):
        raise RegulationError(f"Isi berkas {name} sudah ada di kantor ini; buka paketnya dari daftar.")
    own = unmarked(pack)
    version = pack.head.version
    if _taken(work, own.key):
        own = msgspec.structs.replace(
            own, head=msgspec.structs.replace(own.head, version=_free_version(work, own.head.id))
        )
    draft = _add(work, actor, own.key, text if own == pack else write_pack(own), based_on="")
    return Imported(draft=draft, version_in_file=version, claimed=unmarked(pack) != pack)


@service(Right.READ)
def examples(work: UnitOfWork, actor: Actor) -> tuple[Example, ...]:
    """Return the example packs that ship beside the law."""
    names = resources.names(_EXAMPLES, ".toml")
    packs = ((name, decode_pack(resources.read_text(f"{_EXAMPLES}/{name}"), name)) for name in names)
    return tuple(Example(name, pack.head.title) for name, pack in packs)


@service(Right.MANAGE_RULES)
def import_example(work: UnitOfWork, actor: Actor, name: str) -> Imported:
    """Take an example in as a draft; raises InvalidInput for a name that does not ship."""
    if name not in resources.names(_EXAMPLES, ".toml"):
        raise InvalidInput(f"Contoh {name} tidak ada dalam program ini; pilih dari daftar.")
    return import_pack(work, actor, resources.read_bytes(f"{_EXAMPLES}/{name}"), name)


# -- parts


def _draft(work: UnitOfWork, pack_id: str) -> OfficePack:
    draft = work.packs.get(pack_id)
    if draft.state is not PackState.DRAFT:
        raise InvalidInput(
            f"{draft.key} pernah dipakai dan diingat perkara, jadi tidak dapat diubah lagi; salin menjadi konsep baru."
        )
    return draft


def _add(work: UnitOfWork, actor: Actor, key: str, text: str, based_on: str) -> OfficePack:
    now = work.clock.now()
    draft = OfficePack(
        id=new_id(),
        key=key,
        text=text,
        state=PackState.DRAFT,
        based_on=based_on,
        made_at=now,
        made_by=actor.full_name or actor.name,
        changed_at=now,
    )
    work.packs.add(draft)
    return draft


def _save(work: UnitOfWork, draft: OfficePack, text: str, pack: Pack) -> OfficePack:
    """Keep a draft's new text; what it says of its own verification is left out."""
    if pack.key != draft.key and _taken(work, pack.key):
        line = line_of(text, ("pack", "version"))
        free = _free_version(work, pack.head.id)
        raise RegulationError(
            f"Paket aturan {pack.key} sudah ada, baris {line} ({called(('pack', 'version'))}): seharusnya {free}.",
            line=line,
        )
    if unmarked(pack) != pack:
        text = write_pack(unmarked(pack))
    changed = replace(draft, key=pack.key, text=text, changed_at=work.clock.now())
    work.packs.save(changed)
    return changed


def _put(
    work: UnitOfWork, draft: OfficePack, pack: Pack, field: str, entries: tuple[msgspec.Struct, ...]
) -> OfficePack:
    changed = msgspec.structs.replace(pack, **{field: entries})
    return _save(work, draft, write_pack(changed), changed)


def _table(draft: OfficePack, table: str) -> tuple[Pack, str, tuple[msgspec.Struct, ...]]:
    """The draft's pack, the field that holds a table, and the entries there."""
    pack = decode_pack(draft.text, draft.key)
    field = _field_of(table)
    return pack, field.name, getattr(pack, field.name)


def _field_of(table: str) -> msgspec.structs.FieldInfo:
    for field in msgspec.structs.fields(Pack):
        if field.encode_name == table and not field.required:
            return field
    raise InvalidInput(f"Tabel {table} tidak dikenal; muat ulang halaman.")


def _kind_of(table: str) -> type[msgspec.Struct]:
    kind: type[msgspec.Struct] = _field_of(table).type.__args__[0]
    return kind


def _check_place(entries: tuple[msgspec.Struct, ...], place: int) -> None:
    if not 0 <= place < len(entries):
        raise InvalidInput("Entri ini sudah tidak ada di tempatnya; muat ulang halaman.")


def _typed(kind: type[msgspec.Struct], values: Mapping[str, object]) -> msgspec.Struct:
    try:
        return msgspec.convert(values, type=kind)
    except msgspec.ValidationError as error:
        path, words = misfit(str(error), kind)
        field = ".".join(str(part) for part in path if isinstance(part, str))
        raise InvalidInput(f"Isian {field or 'ini'}: {words}.", field=field, detail=str(error)) from error


def _taken(work: UnitOfWork, key: str) -> bool:
    return key in _known(work)


def _free_version(work: UnitOfWork, pack_id: str) -> int:
    """The version after the highest of a regulation."""
    versions = (key.rpartition("@") for key in _known(work))
    return max((int(version) for name, _, version in versions if name == pack_id), default=0) + 1


def _known(work: UnitOfWork) -> set[str]:
    """The keys of every pack there is, readable or not."""
    law = work.readable_law
    return {pack.key for pack in (*law.packs, *law.past)} | {pack.key for pack in work.packs.all()}
