"""Values of the log that hold more than one thing (people, facts of a step, lists), said in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from desktop.pages.log_fields import FIELDS

Say: TypeAlias = Callable[[str, str], str]
"""Says one plain value of a field, by the field's name; with none, what stands in the place of a field's name."""

COMPOSED: Final[dict[str, frozenset[str]]] = {
    noun: frozenset(names.split())
    for noun, names in {
        "case": "respondent violation_codes superior examiners official regulations restricted_to",
        "step": "facts overrides regulations",
        "election": "stages",
        "import": "columns",
        "mapping": "columns",
        "report": "violation_codes circular_points respondents sent",
        "evidence": "concerns told marks",
        "letter": "content entries initials past_forms",
        "name_list": "columns",
        "name_hit": "reasons",
        "office": "head targets unverified_letters margins head_lines initials",
        "signatory": "person",
        "old_case": "respondent violation_codes",
        "recap": "columns",
        "trash": "parts",
        "user": "more fewer",
        "round": "units looks left_out",
        "watch_form": "lines reminder_ids",
        "watch_filled": "answers accounts remarks",
        "finding": "urls",
    }.items()
}
"""Fields by noun whose values the log keeps as JSON; what looks like it in any other field was typed so."""

INNER: Final[dict[str, str]] = {
    "act": "perbuatan",
    "active_until": "aktif sampai",
    "addressed_post": "jabatan yang dituju",
    "addressed_to": "kepada",
    "administrative": "tindakan administratif",
    "after": "menjadi",
    "aggravating": "hal yang memberatkan",
    "allowance_from": "tunjangan semula",
    "allowance_to": "tunjangan menjadi",
    "answer": "jawaban",
    "appointed_by": "ditetapkan oleh",
    "authority": "pejabat atau lembaga berwenang",
    "before": "semula",
    "begins_on": "mulai",
    "body": "lembaga",
    "bottom": "bawah",
    "changes": "yang dikoreksi",
    "computed_on": "hasil hitungan",
    "consent_on": "persetujuan rekaman",
    "copies": "tembusan",
    "copy_on": "tanggal tembusan",
    "counts": "dihitung",
    "court": "pengadilan",
    "decided_on": "tanggal diputus",
    "dismissal_wording": "bunyi pemberhentian",
    "disposed_on": "usul penyusutan diterima",
    "done": "tindak lanjut",
    "duplicate_of": "sama dengan laporan",
    "duty": "tugas",
    "element": "unsur",
    "ended_on": "selesai dijalani",
    "evidence": "bukti",
    "examine_at": "pukul",
    "examine_on": "tanggal pemeriksaan",
    "examined_at": "pukul",
    "examined_on": "tanggal pemeriksaan",
    "field": "isian",
    "filed_on": "tanggal diajukan",
    "first_number": "nomor panggilan pertama",
    "first_on": "tanggal panggilan pertama",
    "forwarded_to": "diteruskan kepada",
    "given_at": "pukul",
    "given_on": "tanggal diberikan",
    "grounds": "dasar keberatan",
    "guard": "ketentuan yang dilewati",
    "header": "judul kolom",
    "height": "tinggi",
    "held_on": "tanggal pengambilan",
    "identity": "identitas",
    "impact": "dampak",
    "inactive_until": "inaktif sampai",
    "jurisdiction": "kewenangan",
    "key": "isian",
    "known_on": "tanggal diketahui",
    "left": "kiri",
    "letters": "kolom",
    "manner": "cara",
    "manual_reason": "alasan tanggal sendiri",
    "medium": "media",
    "meet_at": "pukul",
    "meet_on": "tanggal menghadap",
    "members": "anggota",
    "missed_on": "tanggal tidak hadir",
    "mitigating": "hal yang meringankan",
    "mode": "cara pemeriksaan",
    "moved_on": "dipindahkan",
    "new_position": "jabatan baru",
    "page": "halaman",
    "person": "orang",
    "post": "jabatan",
    "proposed_by": "diusulkan oleh",
    "proven": "terbukti",
    "question": "pertanyaan",
    "questions": "tanya jawab",
    "rank": "pangkat",
    "reason_key": "jenis alasan",
    "receiver": "penerima",
    "recorded": "direkam",
    "reference": "nomor acuan",
    "refusal_note": "catatan penolakan",
    "refused": "menolak tanda terima",
    "refused_to_sign": "menolak tanda tangan",
    "report_to": "menghadap kepada",
    "responded_on": "tanggal tanggapan",
    "restored": "yang dipulihkan",
    "restored_on": "tanggal dipulihkan",
    "right": "kanan",
    "rows": "baris berulang",
    "said": "keterangan",
    "seen": "terlihat",
    "signatures": "tanda tangan",
    "signer": "penanda tangan",
    "stated_by": "dinyatakan oleh",
    "substitute": "pengganti",
    "system": "sistem",
    "time": "waktu",
    "title": "isian",
    "to": "kepada",
    "top": "atas",
    "uploaded_on": "tanggal diunggah",
    "values": "isian surat",
    "verification": "verifikasi",
    "way": "penanganan",
    "width": "lebar",
    "witness": "saksi",
    "witnesses": "saksi",
    "words": "kata",
    "work_unit": "perangkat daerah",
}
"""Words of fields inside such values, where no record has that field or it means something else there."""

UNSAID: Final = frozenset({"record", "record_id", "blobs", "id", "taken_on", "field"})
"""What names a record to the program, or what rows of the log of its own tell."""
_LINKS: Final = {
    "account_id": "akunnya tercatat",
    "case_id": "perkaranya dibuka",
    "employee_id": "ada di data pegawai",
    "letter_id": "suratnya dibuat",
}
"""What it means that the identifier of another record stands there."""
_BARE: Final = frozenset({"person", "duty", "element", "noun"})
"""Fields whose value needs no caption."""
_PERSON: Final = frozenset({"name", "nip", "work_unit"})
_UNKNOWN: Final = "belum-diketahui"
"""The status of a person that nobody knows."""
_ID: Final = re.compile(r"[0-9a-f]{32}")
_YES_NO: Final = {True: "ya", False: "tidak"}


def nested(noun: str, field: str, text: str) -> Any:  # noqa: ANN401 - JSON
    """Return the list or the mapping that a field of the log holds, else None."""
    if field not in COMPOSED.get(noun, ()):
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, list | dict) else None


def nested_words(value: Any, say: Say, field: str = "") -> str:  # noqa: ANN401 - JSON
    """Say a value in words, "" where there is nothing; ``say`` says what is plain in it."""
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, Mapping):
        return _person(value, say) if value.keys() >= _PERSON else _record(value, say)
    if isinstance(value, list):
        return _several([one for one in value if one not in (None, "", [], {})], say, field)
    return "" if value is None else say(field, str(value))


def apart(old: Any, new: Any) -> tuple[Any, Any]:  # noqa: ANN401 - JSON
    """Return of two values what differs: of mappings the entries, of lists of records those the other has not."""
    if isinstance(old, Mapping) and isinstance(new, Mapping) and not old.keys() >= _PERSON:
        names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        pairs = {name: apart(old.get(name), new.get(name)) for name in names}
        return {name: pair[0] for name, pair in pairs.items()}, {name: pair[1] for name, pair in pairs.items()}
    if isinstance(old, list) and isinstance(new, list) and any(isinstance(one, Mapping) for one in (*old, *new)):
        left, right = [one for one in old if one not in new], [one for one in new if one not in old]
        return (left, right) if left or right else (old, new)
    return old, new


def inner_words(name: str) -> str:
    """What a field inside a value is called; a name that is no field's (a placeholder) comes back as it is."""
    return INNER.get(name) or FIELDS.get(name) or name


def _person(value: Mapping[str, Any], say: Say) -> str:
    """A person: the name, and in brackets the NIP and whatever else is known."""
    told = {
        name: nested_words(one, say, name)
        for name, one in value.items()
        if one != _UNKNOWN and name not in UNSAID and name not in _LINKS
    }
    name = told.pop("name")
    known = [f"NIP {words}" if key == "nip" else words for key, words in told.items() if words]
    return f"{name} ({', '.join(known)})" if known else name


def _record(value: Mapping[str, Any], say: Say) -> str:
    return "; ".join(filter(None, (_part(name, one, say) for name, one in value.items() if name not in UNSAID)))


def _part(name: str, value: Any, say: Say) -> str:  # noqa: ANN401 - JSON
    if name in _LINKS:
        return _LINKS[name] if value else ""
    words = nested_words(value, say, name)
    if not words or name in _BARE:
        return words
    several = isinstance(value, Mapping) and not value.keys() >= _PERSON
    caption = inner_words(name)
    return f"{caption if caption != name else say('', name)}: {f'({words})' if several else words}"


def _several(values: Sequence[Any], say: Say, field: str) -> str:
    """Plain values one after the other; people and records after their count."""
    if values and all(isinstance(one, str) and _ID.fullmatch(one) for one in values):
        return f"{len(values)} catatan"
    words = [nested_words(one, say, field) for one in values]
    if not any(isinstance(one, Mapping | list) for one in values):
        return ", ".join(words)
    people = all(isinstance(one, Mapping) and (one.keys() >= _PERSON or "person" in one) for one in values)
    told = (f"({one})" if ";" in one else one for one in words if one)
    return f"{len(values)} {'orang' if people else 'butir'}: {', '.join(told)}"
