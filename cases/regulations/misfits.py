"""What the readers of TOML and of records complain of, in words: where it stands and what was expected there."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, Final, Literal, get_args, get_origin

import msgspec

from cases.regulations.faults import likely
from cases.regulations.lines import Path

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


def unreadable(error: Exception, text: str) -> tuple[int, str]:
    """Return the line (0 where none fits) and the words for a text that cannot be read as TOML at all."""
    if isinstance(error, RecursionError):
        return 0, "kurungnya bersarang terlalu dalam"
    if not isinstance(error, msgspec.MsgspecError):  # Python's own, of a number with thousands of digits
        return 0, "ada bilangan yang terlalu panjang"
    found = _AT_LINE.search(str(error))
    line = int(found[1]) if found and found[1] else len(text.rstrip().split("\n"))
    return line, next((words for begin, words in _SYNTAX if str(error).startswith(begin)), _OTHERWISE)


def misfit(message: str, kind: type[msgspec.Struct]) -> tuple[Path, str]:
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
