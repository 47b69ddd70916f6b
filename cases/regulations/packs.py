"""Reading packs: from TOML to typed rules, with a sentence that names the line of a fault and what was expected."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, Final, Literal, get_args, get_origin

import msgspec

from cases.errors import RegulationError
from cases.regulations.entries import Pack, with_defaults
from cases.regulations.faults import called, likely
from cases.regulations.lines import Path, line_of
from cases.regulations.soundness import faults

LARGEST_BYTES: Final = 1_000_000
"""Of a pack's file; the longest that ships has a tenth of it."""
HIGHEST_VERSION: Final = 9_999

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A pack's identifier: it names files and stands before the @ of a version."""
_PLACE = re.compile(r" - at `\$\.?(.*)`$")
_PART = re.compile(r"([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_KINDS: Final = {
    "str": "teks di antara tanda petik",
    "int": "bilangan bulat",
    "float": "bilangan",
    "bool": "true atau false",
    "date": "tanggal seperti 2026-01-31 tanpa tanda petik",
    "datetime": "tanggal dengan jam",
    "array": "daftar di antara kurung siku",
    "object": "tabel",
    "null": "kosong",
}
_SYNTAX: Final = (
    ("Expected '=' after a key", "setelah nama isian harus ada tanda sama dengan (=)"),
    ("Cannot overwrite a value", "isian ini tertulis dua kali; tulis sekali saja"),
    ("Cannot declare", "tabel ini tertulis dua kali; tulis sekali saja"),
    ("Expected ']]'", "judul [[...]] harus ditutup dengan ]]"),
    ("Expected ']'", "judul [...] harus ditutup dengan ]"),
    ("Unclosed array", "daftar harus ditutup dengan ]"),
    ("Unclosed inline table", "tabel sebaris harus ditutup dengan }"),
    ("Illegal character", "teks satu baris harus ditutup dengan tanda petik di baris yang sama"),
    ("Unterminated string", "teks harus ditutup dengan tanda petik"),
    ('Expected "\'"', "teks harus ditutup dengan tanda petik"),
    ("Expected \"'''\"", "teks harus ditutup dengan tiga tanda petik"),
    ('Expected \'"""\'', "teks harus ditutup dengan tiga tanda petik"),
    ("Unescaped '\\'", "garis miring terbalik dalam teks harus ditulis dua kali"),
    ("Expected newline", "setelah nilai harus ganti baris"),
    ("Invalid initial character", "di sini diharapkan nama isian: huruf, angka, garis bawah atau tanda hubung"),
    ("Invalid value", "di sini diharapkan teks di antara tanda petik, bilangan, tanggal, true, false atau daftar"),
    ("Invalid date", "tanggal ini tidak ada dalam kalender"),
)
"""The beginnings of what the reader of TOML complains of, and what it had expected."""
_OTHERWISE: Final = "penulisannya tidak menurut aturan TOML"


def decode_file(data: bytes, name: str) -> str:
    """Return the text of a pack's file; raises RegulationError for one that is too large or not UTF-8."""
    if len(data) > LARGEST_BYTES:
        raise RegulationError(
            f"Berkas {name} berukuran {len(data):,} bita; paket aturan paling besar {LARGEST_BYTES:,} bita. "
            "Pilih berkas paket aturan.".replace(",", "."),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RegulationError(
            f"Berkas {name} tidak dapat dibaca, baris {line}: seharusnya teks UTF-8; simpan ulang sebagai UTF-8.",
            detail=str(error),
            line=line,
        ) from error
    return text.replace("\r\n", "\n")


def parse_pack(text: str, name: str) -> Pack:
    """Read a pack's TOML without asking whether its parts fit together; raises RegulationError as ``decode_pack``."""
    return with_defaults(decode_pack(text, name))


def decode_pack(text: str, name: str) -> Pack:
    """Read a pack's TOML as it is written, entries without what they have of the head; ``name`` is for the sentence.

    Raises RegulationError that names the line and what was expected there: a line that is no TOML, a field that is
    missing or unknown, a value of the wrong kind.
    """
    try:
        pack = msgspec.toml.decode(text, type=Pack)
        msgspec.json.encode(pack)  # no number in it may be too long to be written, as a hexadecimal one can be
    except msgspec.ValidationError as error:
        path, words = misfit(str(error))
        line = line_of(text, path)
        raise RegulationError(
            f"Paket aturan {name} tidak dapat dibaca, baris {line} ({called(path)}): {words}.",
            detail=str(error),
            line=line,
        ) from error
    except msgspec.MsgspecError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found and found[1] else len(text.rstrip().split("\n"))
        words = next((words for begin, words in _SYNTAX if str(error).startswith(begin)), _OTHERWISE)
        raise RegulationError(
            f"Paket aturan {name} tidak dapat dibaca, baris {line}: {words}.", detail=str(error), line=line
        ) from error
    except RecursionError as error:
        raise RegulationError(
            f"Paket aturan {name} tidak dapat dibaca: kurungnya bersarang terlalu dalam.", detail=repr(error)
        ) from error
    except ValueError as error:  # Python's own, of a number with thousands of digits
        raise RegulationError(
            f"Paket aturan {name} tidak dapat dibaca: ada bilangan yang terlalu panjang.", detail=str(error)
        ) from error
    if not _ID.fullmatch(pack.head.id) or not 0 < pack.head.version <= HIGHEST_VERSION:
        field = "version" if _ID.fullmatch(pack.head.id) else "id"
        line = line_of(text, ("pack", field))
        wanted = f"bilangan 1 sampai {HIGHEST_VERSION}" if field == "version" else "huruf kecil, angka dan tanda hubung"
        raise RegulationError(
            f"Paket aturan {name} tidak dapat dibaca, baris {line} ({called(('pack', field))}): seharusnya {wanted}.",
            line=line,
        )
    return pack


def read_pack(text: str, name: str) -> Pack:
    """Read a pack's TOML; raises RegulationError as ``parse_pack`` does, and for parts that do not fit together."""
    pack = parse_pack(text, name)
    for fault in faults(pack):
        line = line_of(text, fault.path)
        raise RegulationError(
            f"Paket aturan {name} tidak dapat dipakai, baris {line}: {fault.words}.", detail=fault.words, line=line
        )
    return pack


def misfit(message: str, kind: type[msgspec.Struct] = Pack) -> tuple[Path, str]:
    """Return the path of what does not fit a kind of record, and in words what was expected there."""
    found = _PLACE.search(message)
    path = _path(found[1]) if found else ()
    what = _PLACE.sub("", message)
    if missing := re.fullmatch(r"Object missing required field `(.+)`", what):
        return path, f"isian {missing[1]} belum ada; tambahkan"
    if unknown := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        known = [field.encode_name for field in _fields(_kind_at(kind, path))]
        return (*path, unknown[1]), f"isian {unknown[1]} tidak dikenal; {likely(unknown[1], known)}"
    if chosen := re.fullmatch(r"Invalid enum value (.+)", what):
        return path, f"{chosen[1]} tidak dikenal; {likely(chosen[1].strip(chr(39)), _choices(_kind_at(kind, path)))}"
    if kinds := re.fullmatch(r"Expected `(.+)`, got `(.+)`", what):
        wanted = " atau ".join(_KINDS.get(kind, kind) for kind in kinds[1].split(" | "))
        return path, f"seharusnya {wanted}, tetapi tertulis {_KINDS.get(kinds[2], kinds[2])}"
    if what.startswith("Invalid RFC3339"):
        return path, f"seharusnya {_KINDS['date']}"
    return path, f"nilainya tidak dapat dipakai ({what})"


def _path(words: str) -> Path:
    parts: list[str | int] = []
    for name, place in _PART.findall(words):
        if name:
            parts.append(name)
        elif place.isdigit():
            parts.append(int(place))
    return tuple(parts)


def _kind_at(kind: Any, path: Path) -> Any:  # noqa: ANN401 - an annotation
    """The annotation of what stands at a path within a kind of record."""
    for part in path:
        if isinstance(part, int):
            kind = next(iter(get_args(_without_none(kind))), None)
            continue
        kind = _without_none(kind)
        if get_origin(kind) is dict:
            kind = get_args(kind)[1]
            continue
        kind = next((field.type for field in _fields(kind) if field.encode_name == part), None)
    return _without_none(kind)


def _without_none(kind: Any) -> Any:  # noqa: ANN401 - an annotation
    kinds = [each for each in get_args(kind) if each is not type(None)]
    return kinds[0] if type(None) in get_args(kind) and kinds else kind


def _fields(kind: Any) -> tuple[msgspec.structs.FieldInfo, ...]:  # noqa: ANN401 - an annotation
    return msgspec.structs.fields(kind) if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else ()


def _choices(kind: Any) -> list[str]:  # noqa: ANN401 - an annotation
    if get_origin(kind) is Literal:
        return [str(each) for each in get_args(kind)]
    return [str(each.value) for each in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []
