"""The form of a pack's entry or head, made from the fields that such a record has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, Final, Literal, cast, get_args, get_origin

import msgspec

from cases.model.case import Level, Track
from cases.model.steps import StepKey
from cases.regulations.entries import Entry, Pack, PackHead
from cases.regulations.reading import Titles, heading_of, in_words
from cases.regulations.vocabulary import FieldWords, vocabulary
from desktop.pages.regulation_parts.fields import AnswerField, ListField, NumberField, TableField
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import CheckField, ChoiceField, Field, LongTextField, TextField
from desktop.widgets.form import Form

HEAD: Final = "pack"
"""The table's name of a pack's head."""
_WIDTH: Final = 680
_OF_OFFICE: Final = frozenset({"verified", "verified_by", "verified_on"})
"""What is said by marks, not here."""
_OF_ALL: Final = tuple(name for name in Entry.__struct_fields__ if name not in _OF_OFFICE)
_PARAMS: Final = "params"
_KNOWN: Final = {"track": tuple(Track), "level": tuple(Level)}
_CONDITIONS: Final = (
    "Syarat: nama tahap (decision), ! di depannya berarti belum tercatat, level:berat, status:PPPK, "
    "proven, not-proven. Kata-kata dalam satu baris harus semuanya terpenuhi."
)


class EntryForm(Form):
    """Shows an entry of a table, or the head; ``given`` has what was entered, by the names of the file."""

    def __init__(
        self,
        table: str,
        record: msgspec.Struct | None,
        titles: Titles,
        today: Callable[[], date],
        cancel: Callable[[], object],
    ) -> None:
        super().__init__(width=_WIDTH)
        self._table, self._titles, self._today = table, titles, today
        kind = kind_of(table)
        fields = list(_fields(kind))
        self._required = {name: field.required for name, field in fields}
        own = [(name, field) for name, field in fields if name not in _OF_ALL and not name.startswith(f"{_PARAMS}.")]
        params = [(name, field) for name, field in fields if name.startswith(f"{_PARAMS}.")]
        conditions = any(self._words(name).kind == "condition" for name, _ in own)
        self.begin()
        if issubclass(kind, Entry):
            self.section("Letak dan keraguan")
            self._add_all([(name, field) for name, field in fields if name in _OF_ALL])
            self.section("Isi", _CONDITIONS if conditions else "")
        self._add_all(own)
        if params:
            self.section("Angka dan kata yang diperiksa", "Kosongkan yang tidak dipakai pemeriksaan ini.")
            self._add_all(params)
        self.buttons("Simpan", cancel=cancel)
        self.show_record(record)

    def begin(self) -> None:
        """Add what comes before the fields of the record."""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of the record, by the names of the file."""
        return tuple(self._required)

    def given(self, *, whole: bool = False) -> dict[str, object]:
        """What was entered; blank fields are left out, so that they are as they would be anyway, unless ``whole``."""
        found: dict[str, object] = {}
        for name, required in self._required.items():
            if self.box(name).isHidden():
                continue
            value = self.field(name).value()
            if not (whole or required) and (value is None or value in ("", (), {})):
                continue
            above, _, inner = name.rpartition(".")
            place = cast("dict[str, object]", found.setdefault(above, {})) if above else found
            place[inner] = value
        return found

    def _add_all(self, fields: list[tuple[str, msgspec.structs.FieldInfo]]) -> None:
        """Add fields; two short ones that follow each other share a row."""
        alone = True
        for name, field in fields:
            words = self._words(name)
            made = self._field(name, field, words)
            short = not isinstance(made, LongTextField)
            beside = short and not alone
            title = "" if isinstance(made, CheckField) else words.label
            self.add(name, title, made, help_text=words.help, required=_needed(field), beside=beside)
            alone = beside or not short

    def _words(self, name: str) -> FieldWords:
        return vocabulary().of_field(self._table, name)

    def _field(self, name: str, field: msgspec.structs.FieldInfo, words: FieldWords) -> Field:
        kinds = [each for each in _kinds(field.type) if each is not NoneType]
        kind = kinds[0]
        if choices := self._choices(name, kinds, words.kind):
            named = words.kind in self._titles  # what a pack names may not be there yet
            return ChoiceField(choices, blank="Pilih" if _needed(field) else "–", editable=named)
        if get_origin(kind) is dict:
            return TableField(lists=get_args(kind)[1] is not int)
        if get_origin(kind) is tuple:
            return ListField(lambda lines: in_words(self._table, name, lines, self._titles) if words.kind else "")
        made: dict[Any, Callable[[], Field]] = {
            bool: lambda: CheckField(words.label),
            int: NumberField,
            date: lambda: DateField(self._today),
            str: lambda: LongTextField(rows=2) if words.long else TextField(limit=2000),
        }
        return AnswerField(self._answer) if len(kinds) > 1 else made[kind]()

    def _answer(self, answers: tuple[str, ...]) -> str:
        posts = self._titles.get("post", {})
        return ", ".join(posts[each] for each in answers if each in posts)

    def _choices(self, name: str, kinds: list[Any], kind: str) -> list[tuple[str, str]]:
        """What a field is chosen from, empty for one that is typed."""
        first, named = kinds[0], self._titles.get(kind, {})
        values: Iterable[str] = ()
        if get_origin(first) is Literal:
            values = get_args(first)
        elif isinstance(first, type) and issubclass(first, Enum):
            values = [each.value for each in first]
        elif kinds == [str] and kind == "step":
            return [(each.value, _entitled(each.value, named)) for each in StepKey]
        elif kinds == [str] and kind in _KNOWN:
            values = _KNOWN[kind]
        elif kinds == [str]:
            return [(key, _entitled(key, named)) for key in named]
        return [(each, vocabulary().chosen(name, each).capitalize()) for each in values if each]

    def show_record(self, record: msgspec.Struct | None) -> None:
        """Show a record; nothing for a new one."""
        if record is None:
            return
        for name, field in _fields(type(record)):
            value: object = record
            for part in name.split("."):
                value = _value_of(value, part)
            made = self.field(name)
            if isinstance(made, DateField):
                made.set_date(cast("date | None", value))
            elif not (isinstance(made, NumberField) and not _needed(field) and value == field.default):
                made.restore(value)
            if isinstance(made, ChoiceField) and (line := made.box.lineEdit()) is not None:
                line.setCursorPosition(0)  # long words are read from their beginning


def kind_of(table: str) -> type[msgspec.Struct]:
    """Return what the entries of a table are, or the head."""
    if table == HEAD:
        return PackHead
    field = next(each for each in msgspec.structs.fields(Pack) if each.encode_name == table)
    kind: type[msgspec.Struct] = get_args(field.type)[0]
    return kind


def _fields(kind: type[msgspec.Struct]) -> Iterator[tuple[str, msgspec.structs.FieldInfo]]:
    """The fields that are entered, those of an inner record by a dotted name."""
    for each in msgspec.structs.fields(kind):
        if each.name in _OF_OFFICE:
            continue
        if isinstance(each.type, type) and issubclass(each.type, msgspec.Struct):
            yield from (
                (f"{each.encode_name}.{inner.encode_name}", inner) for inner in msgspec.structs.fields(each.type)
            )
        else:
            yield each.encode_name, each


def _value_of(record: object, name: str) -> object:
    assert isinstance(record, msgspec.Struct)  # noqa: S101 - dotted names lead through records alone
    field = next(each for each in msgspec.structs.fields(record) if each.encode_name == name)
    return getattr(record, field.name)


def _kinds(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 - an annotation
    if get_origin(kind) in {tuple, dict, Literal} or not get_args(kind):
        return (kind,)
    return get_args(kind)


def _needed(field: msgspec.structs.FieldInfo) -> bool:
    """Whether a field must be filled: it has no other value, and an empty one would say nothing."""
    return field.required and field.type is not bool and not str(field.type).startswith(("tuple", "typing.Tuple"))


def _entitled(key: str, titles: Mapping[str, str]) -> str:
    title = titles.get(key, key)
    return key if title == key else f"{title} ({key})"


def titled(table: str, record: msgspec.Struct | None) -> str:
    """Return what is being edited ("Ubah bentuk pelanggaran: n.2 Peserta kampanye dengan atribut")."""
    if table == HEAD:
        return "Ubah kepala paket"
    one = vocabulary().of_table(table).one
    if record is None:
        return f"Tambah {one}"
    heading = heading_of(table, record) if isinstance(record, Entry) else ""
    return f"Ubah {one}: {heading}" if heading not in {"", one} else f"Ubah {one}"
