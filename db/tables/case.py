"""Cases and their steps."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.case import CaseStatus, Level, Track
from cases.model.person import Examiner, Person
from cases.model.steps import Override, StepKey
from db.tables.base import NAME, Base, JsonOf, WordOf, later


class CaseRow(Base):
    """What lists, filters and recaps read of a case, narrow so that they can scan it; the rest is in ``CaseRest``.

    The summary is flattened into columns of the same names. ``respondent_name``, ``respondent_nip`` and ``work_unit``
    repeat the respondent.
    """

    __tablename__ = "case"
    __table_args__ = (
        sa.UniqueConstraint("year", "ordinal"),
        *(
            sa.Index(None, column, "id")
            for column in (
                *("respondent_name", "respondent_nip", "work_unit", "received_on"),
                *("track", "stage", "status", "due_on", "level"),
            )
        ),
        sa.Index(None, "waiting_since", sqlite_where=sa.text("next_title <> ''")),  # the few that are still to be done
        sa.Index(None, "report_id"),
        sa.Index("ix_case_restricted", "report_id", "restricted_to", sqlite_where=sa.text("restricted_to <> '[]'")),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    ordinal: Mapped[int]
    report_id: Mapped[str] = mapped_column(later("report.id"))
    report_number: Mapped[str]
    respondent_name: Mapped[str] = mapped_column(NAME)
    respondent_nip: Mapped[str]
    work_unit: Mapped[str] = mapped_column(NAME)
    track: Mapped[Track] = mapped_column(WordOf(Track))
    suspected_level: Mapped[Level] = mapped_column(WordOf(Level))
    source: Mapped[str]
    election: Mapped[str]
    received_on: Mapped[date]
    event_on: Mapped[date]
    opened_on: Mapped[date]
    stage: Mapped[str]
    stage_title: Mapped[str]
    status: Mapped[CaseStatus] = mapped_column(WordOf(CaseStatus))
    next_title: Mapped[str]
    due_on: Mapped[date | None]
    due_title: Mapped[str]
    waiting_since: Mapped[date | None]
    level: Mapped[str]
    sanction_key: Mapped[str]
    sanction_title: Mapped[str]
    decision_number: Mapped[str]
    decision_on: Mapped[date | None]
    received_decision_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    restricted_to: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]), server_default="[]")


class CaseRest(Base):
    """The nested records and long texts of a case, read only with the case itself."""

    __tablename__ = "case_rest"

    id: Mapped[str] = mapped_column(later("case.id"), primary_key=True)
    official_post: Mapped[str]
    note: Mapped[str]
    violation_codes: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    regulations: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    respondent: Mapped[Person] = mapped_column(JsonOf(Person))
    superior: Mapped[Person | None] = mapped_column(JsonOf(Person))
    examiners: Mapped[tuple[Examiner, ...]] = mapped_column(JsonOf(tuple[Examiner, ...]))
    official: Mapped[Person | None] = mapped_column(JsonOf(Person))


class StepRow(Base):
    """A step of a case; ``position`` counts the steps of a case in the order of recording, from 1.

    ``facts`` is JSON text whose type follows from ``key``; see ``cases.model.steps.FACTS_OF``.
    """

    __tablename__ = "step"
    __table_args__ = (sa.UniqueConstraint("case_id", "position"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(later("case.id"))
    position: Mapped[int]
    key: Mapped[StepKey] = mapped_column(WordOf(StepKey))
    on: Mapped[date | None]
    letter_id: Mapped[str | None] = mapped_column(later("letter.id"))
    facts: Mapped[str]
    overrides: Mapped[tuple[Override, ...]] = mapped_column(JsonOf(tuple[Override, ...]))
    regulations: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    corrects: Mapped[str | None] = mapped_column(later("step.id"))
    correction_reason: Mapped[str]
    withdrawn: Mapped[bool]
