"""The register of reports."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.report import Channel, Progress, ReportStatus, Respondent, Sent, Source
from db.tables.base import NAME, Base, JsonOf, WordOf, later


class ReportRow(Base):
    """A report; ``respondent_names`` repeats the names of ``respondents`` for lists.

    ``missing`` (the needs that are not met, with spaces around each), ``forwarding`` and ``answering`` follow from the
    report, its evidence and its letters; they are outside the log.
    """

    __tablename__ = "report"
    __table_args__ = (
        sa.UniqueConstraint("year", "ordinal"),
        *(sa.Index(None, column, "id") for column in ("received_on", "source", "status")),
        sa.Index(None, "split_from"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    ordinal: Mapped[int]
    received_on: Mapped[date]
    source: Mapped[Source] = mapped_column(WordOf(Source))
    status: Mapped[ReportStatus] = mapped_column(WordOf(ReportStatus))
    respondent_names: Mapped[str] = mapped_column(NAME)
    narrative: Mapped[str]
    channel: Mapped[Channel] = mapped_column(WordOf(Channel))
    event_on: Mapped[date | None]
    event_at: Mapped[str]
    event_place: Mapped[str]
    platform: Mapped[str]
    account: Mapped[str]
    url: Mapped[str]
    election: Mapped[str]
    origin_number: Mapped[str]
    origin_on: Mapped[date | None]
    reporter_name: Mapped[str]
    reporter_contact: Mapped[str]
    violation_codes: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    circular_points: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    respondents: Mapped[tuple[Respondent, ...]] = mapped_column(JsonOf(tuple[Respondent, ...]))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    agency_number: Mapped[str] = mapped_column(server_default=sa.text("''"))
    split_from: Mapped[str] = mapped_column(server_default=sa.text("''"))
    sent: Mapped[tuple[Sent, ...]] = mapped_column(JsonOf(tuple[Sent, ...]), server_default="[]")
    missing: Mapped[str] = mapped_column(server_default=sa.text("''"))
    forwarding: Mapped[Progress] = mapped_column(WordOf(Progress), server_default=sa.text("''"))
    answering: Mapped[Progress] = mapped_column(WordOf(Progress), server_default=sa.text("''"))


class TraitRow(Base):
    """What a report may share with another one: an accused, an address, a number. Derived, so it is outside the log.

    Every report has the version of the rules as a trait; one of another version waits to be written anew.
    """

    __tablename__ = "report_trait"

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(later("report.id"), primary_key=True, index=True)
