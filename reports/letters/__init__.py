"""Official letters as PDF: templates are data in ``resources/letters``, the layout is here."""

from reports.letters.pdf import LetterPdf

__all__ = ["LetterPdf"]
