"""What may be discarded, by noun."""

from __future__ import annotations

from typing import Final

from cases.services.discard_intake import OF_INTAKE
from cases.services.discard_kind import Kind
from cases.services.discard_people import OF_PEOPLE
from cases.services.discard_reports import OF_REPORTS
from cases.services.discard_settings import OF_SETTINGS

KINDS: Final[dict[str, Kind]] = OF_REPORTS | OF_PEOPLE | OF_INTAKE | OF_SETTINGS
"""Every noun that can be discarded whole; an accused inside a report is discarded by ``discarding`` itself."""
