"""Evidence on paper: the list of a case's evidence and a card for each item, as one PDF in the office's looks."""

from reports.evidence.pdf import EvidencePdf

__all__ = ["EvidencePdf"]
