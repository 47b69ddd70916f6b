"""What makes the file an archival one: who and what it is (Info and XMP agree), its colours, its outline.

The marks say PDF/A-2, level B. No day of making is stated: a letter prints its day, and equal letters are equal files.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import IO
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFInfo, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from reports.letters.looks import Look, Sheet
from resources import read_bytes

PROGRAM = "Netralitas"
_CONDITION = "sRGB IEC61966-2.1"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>id</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdf:Producer>{program}</pdf:Producer>
<pdf:Keywords>{keywords}</pdf:Keywords>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    keywords: str


class _Info(PDFInfo):  # type: ignore[misc]  # reportlab has no types
    """The information dictionary with what the metadata say, and nothing else."""

    def __init__(self, about: About) -> None:
        super().__init__()
        self.title, self.author, self.subject, self.keywords = about.title, about.author, about.subject, about.keywords
        self.creator = self.producer = PROGRAM

    def format(self, document: PDFDocument) -> bytes:
        """The object as bytes."""
        entries = {name: PDFString(getattr(self, name.lower())) for name in _INFO}
        formatted: bytes = PDFDictionary(entries).format(document)
        return formatted


_INFO = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")


@cache
def _profile() -> bytes:
    return read_bytes("colour/srgb.icc")


def archival_canvas(target: IO[bytes], sheet: Sheet, look: Look, about: About) -> Canvas:
    """A file to draw pages on, with its marks; what is drawn alike gives the same bytes on any day."""
    canvas = Canvas(
        target,
        pagesize=(sheet.width, sheet.height),
        pageCompression=1,
        invariant=1,
        initialFontName=look.body.family.regular,
        lang="id",
        pdfVersion=(1, 7),
    )
    mark(canvas, about)
    return canvas


def mark(canvas: Canvas, about: About) -> None:
    """Give the file its information, metadata and output intent."""
    document = canvas._doc  # noqa: SLF001 - the canvas has no way to metadata and output intents
    document.info = _Info(about)
    texts = {name: escape(getattr(about, name)) for name in ("title", "author", "subject", "keywords")}
    packet = _PACKET.format(program=PROGRAM, **texts).encode()
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = PDFStream(kind, packet)
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(_CONDITION),
        "Info": PDFString(_CONDITION),
        "DestOutputProfile": document.Reference(PDFStream(PDFDictionary({"N": 3}), _profile())),
    }
    catalog.OutputIntents = PDFArray([PDFDictionary(intent)])
