"""Our own check that a PDF can be kept in an archive as PDF/A-2b says: what it looks at, and what it does not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

NOT_CHECKED = (
    "Pemeriksaan ini melihat huruf tersemat, warna (OutputIntent), keterangan berkas (XMP), enkripsi, skrip, "
    "transparansi, dan rujukan keluar; bentuk glif, isi aliran halaman, dan butir lain PDF/A-2b tidak diperiksa, "
    "sehingga hasilnya bukan sertifikat PDF/A."
)
"""The sentence that goes with every result."""

_LEAST_PROFILE = 132
"""Bytes of an ICC profile's head and the count of its tags."""
# Where the information dictionary's entries stand in the metadata.
_SAME = {
    "/Title": "dc:title",
    "/Author": "dc:creator",
    "/Subject": "dc:description",
    "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
}
_SCRIPTS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/Sound", "/Movie", "/Rendition"}
_OUTSIDE = {"/URI", "/GoToR", "/GoToE"}
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_CURE = "cetak surat ini lagi dari program"


@dataclass(frozen=True, slots=True)
class Findings:
    """What speaks against the archive, a sentence each; ``unchecked`` says what nobody looked at."""

    problems: tuple[str, ...]
    unchecked: str = NOT_CHECKED

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def check(pdf: bytes) -> Findings:
    """Look a PDF over; a file that cannot be read is a finding, not an error."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return Findings(tuple(_problems(document)))
    except pikepdf.PasswordError:
        return Findings(("Berkas terkunci kata sandi; arsip harus dapat dibuka siapa pun yang berhak.",))
    except pikepdf.PdfError:
        return Findings(("Berkas tidak dapat dibaca sebagai PDF; ambil lagi salinannya dari arsip.",))


def _problems(document: pikepdf.Pdf) -> Iterator[str]:
    if document.is_encrypted:
        yield "Berkas terenkripsi; arsip menuntut berkas tanpa enkripsi."
    yield from _of_fonts(document)
    yield from _of_colours(document)
    yield from _of_metadata(document)
    yield from _of_objects(document)


def _of_fonts(document: pikepdf.Pdf) -> Iterator[str]:
    for font in _dictionaries(document):
        if font.get("/Type") != "/Font" or font.get("/Subtype") in ("/Type0", "/Type3"):
            continue
        descriptor = font.get("/FontDescriptor")
        if descriptor is None or not any(key in descriptor for key in _FONT_FILES):
            yield f"Huruf {str(font.get('/BaseFont', '/tanpa nama'))[1:]} tidak tersemat; {_CURE}."


def _of_colours(document: pikepdf.Pdf) -> Iterator[str]:
    intents = document.Root.get("/OutputIntents", pikepdf.Array())
    profiles = [intent.get("/DestOutputProfile") for intent in intents if intent.get("/S") == "/GTS_PDFA1"]
    if not any(profile is not None and _is_profile(profile.read_bytes()) for profile in profiles):
        yield f"Keterangan warna (OutputIntent dengan profil ICC) tidak ada; {_CURE}."


def _is_profile(data: bytes) -> bool:
    return len(data) >= _LEAST_PROFILE and data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") == len(data)


def _of_metadata(document: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in document.Root:
        yield f"Keterangan berkas (XMP) tidak ada; {_CURE}."
        return
    said = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    if (said.get("pdfaid:part"), said.get("pdfaid:conformance")) != ("2", "B"):
        yield f"Keterangan berkas (XMP) tidak menyebut PDF/A bagian 2 tingkat B; {_CURE}."
        return
    for entry, name in _SAME.items():
        if entry in document.docinfo and str(document.docinfo[entry]) != _text(said.get(name, "")):
            yield f"Keterangan {entry[1:]} berbeda antara Info dan XMP; {_CURE}."


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _of_objects(document: pikepdf.Pdf) -> Iterator[str]:
    found: set[str] = set()
    for thing in _dictionaries(document):
        if thing.get("/S") in _SCRIPTS or "/JS" in thing:
            found.add("Berkas memuat skrip atau perintah; arsip menuntut berkas tanpa itu.")
        if thing.get("/S") in _OUTSIDE or ("/F" in thing and thing.get("/Type") == "/Filespec"):
            found.add("Berkas merujuk ke luar dirinya; arsip menuntut berkas yang lengkap sendiri.")
        if "/SMask" in thing and thing.get("/SMask") != "/None":
            found.add(f"Berkas memuat gambar tembus pandang; {_CURE}.")
    yield from sorted(found)


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file, those inside others and of streams too."""
    waiting: list[object] = list(document.objects)
    while waiting:
        thing = waiting.pop()
        inner: list[object]
        if isinstance(thing, pikepdf.Array):
            inner = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            inner = [thing[key] for key in thing.keys()]  # noqa: SIM118 - a dictionary of a PDF is not iterable
        else:
            continue
        waiting += [one for one in inner if isinstance(one, pikepdf.Object) and not one.is_indirect]
