"""What the rows of an employee's page say."""

from __future__ import annotations

from collections.abc import Iterator

from cases.account_names import account_words
from cases.model.account import AccountState
from cases.model.case import Case
from cases.model.old_case import OldCase
from cases.model.report import Report
from cases.rules.dates import long_date
from cases.rules.report_words import SOURCES
from cases.services.employee_view import EmployeeView, HeldPost
from cases.services.watch_findings import FindingNote
from desktop.navigation import Navigator
from desktop.pages.case_tabs.words import TRACKS
from desktop.pages.employee_parts.cards import Line
from desktop.pages.employee_parts.words import path_words
from desktop.pages.old_case_parts.words import outcome_look
from desktop.pages.report_parts.words import status_look
from desktop.widgets.pill import PillLook, stage_pill

_STATES = {
    AccountState.CONFIRMED: PillLook("Dipastikan", "green", "check"),
    AccountState.UNCONFIRMED: PillLook("Belum dipastikan", "grey", outlined=True),
    AccountState.NOT_HIS: PillLook("Bukan miliknya", "grey", "x"),
}


def case_lines(seen: EmployeeView, window: Navigator) -> list[Line]:
    """His cases, the newest first, then those of the archive."""
    return [_case(case, window) for case in seen.cases] + [_old(old, window) for old in seen.old_cases]


def _case(case: Case, window: Navigator) -> Line:
    then = ", ".join(filter(None, (case.respondent.position, case.respondent.work_unit)))
    return Line(
        title=f"{case.number} · {TRACKS[case.track]}",
        under=f"Kejadian {long_date(case.event_on)}. Jabatan saat itu: {then or 'tidak dicatat'}",
        pill=stage_pill(case.summary.stage_title),
        verb="Buka",
        act=lambda: window.open_page("case", case_id=case.id),
        tip=f"Buka perkara {case.number}",
    )


def _old(old: OldCase, window: Navigator) -> Line:
    return Line(
        title=f"{old.named} · perkara arsip",
        under=", ".join(filter(None, (str(old.year or ""), old.respondent.position, old.respondent.work_unit))),
        pill=outcome_look(old.outcome),
        verb="Buka",
        act=lambda: window.open_page("old-case", old_case_id=old.id),
        tip="Buka perkara arsip ini",
    )


def sanction_lines(seen: EmployeeView, window: Navigator) -> list[Line]:
    """The sanctions that he was given."""
    return list(_sanctions(seen, window))


def _sanctions(seen: EmployeeView, window: Navigator) -> Iterator[Line]:
    for case in seen.sanctioned:
        found = case.summary
        days = [
            f"Keputusan {found.decision_number}" if found.decision_number else "",
            f"tanggal {long_date(found.decision_on)}" if found.decision_on else "",
            f"berlaku {long_date(found.effective_on)}" if found.effective_on else "belum berlaku",
            f"sampai {long_date(found.ends_on)}" if found.ends_on else "",
        ]
        yield Line(
            title=found.sanction_title[:1].upper() + found.sanction_title[1:],
            under=", ".join(filter(None, days)),
            pill=PillLook(found.level.capitalize(), "amber", outlined=True) if found.level else None,
            verb=case.number,
            act=lambda case=case: window.open_page("case", case_id=case.id),  # type: ignore[misc] # a default of a lambda
            tip=f"Buka perkara {case.number}",
        )
    for old in seen.old_cases:
        if old.sanctioned:
            on = f"tanggal {long_date(old.decision_on)}" if old.decision_on else ""
            yield Line(
                title=old.sanction_title or "Hukuman tidak dicatat",
                under=", ".join(filter(None, (old.decision_number, on, "perkara arsip"))),
                pill=PillLook(old.level.capitalize(), "amber", outlined=True) if old.level else None,
                verb=old.named,
                act=lambda old=old: window.open_page("old-case", old_case_id=old.id),  # type: ignore[misc] # the same
                tip="Buka perkara arsip ini",
            )


def report_lines(seen: EmployeeView, window: Navigator) -> list[Line]:
    """The reports in which he is accused."""
    return [_report(report, window) for report in seen.reports]


def _report(report: Report, window: Navigator) -> Line:
    return Line(
        title=f"{report.number} · {SOURCES.get(report.source, str(report.source))}",
        under=f"Diterima {long_date(report.received_on)}. {report.narrative}"[:_SHORT],
        pill=status_look(report.status.value),
        verb="Buka",
        act=lambda: window.open_page("report", report_id=report.id),
        tip=f"Buka laporan {report.number}",
    )


_SHORT = 220


def account_lines(seen: EmployeeView) -> list[Line]:
    """His public accounts."""
    return [
        Line(
            title=f"{kept.account.platform} · {kept.account.handle or kept.account.url}",
            under=" · ".join(
                filter(None, (kept.account.url if kept.account.handle else "", f"Diketahui dari: {kept.account.known}"))
            )
            + ("".join(f"\nJuga tercatat pada {other.name}" for other in kept.others)),
            pill=_STATES[kept.account.state],
        )
        for kept in seen.accounts
    ]


def finding_lines(seen: EmployeeView, window: Navigator) -> list[Line]:
    """What the watch found of him over time, each with the form that tells it."""
    return [_finding(note, window) for note in seen.findings]


def _finding(note: FindingNote, window: Navigator) -> Line:
    one = note.finding
    account = account_words(one.platform, one.handle, one.account_url) if one.platform else "Akun belum tercatat"
    seen = f"Terlihat {long_date(one.seen_on)}. " if one.seen_on else ""
    told = " ".join((one.note, *one.urls))
    pill = PillLook("Belum diproses", "amber", "binoculars")
    if one.set_aside:
        pill = PillLook("Dikesampingkan", "grey", "minus-circle")
    elif note.number:
        pill = PillLook(f"Laporan {note.number}", "green", "tray")
    return Line(
        title=f"{account} · {note.round}",
        under=f"{seen}{told}"[:_SHORT],
        pill=pill,
        verb="Formulir",
        act=lambda: window.open_page("round-form", filled_id=one.filled_id, cell=one.cell),
        tip="Buka formulir yang memuatnya",
    )


def post_lines(seen: EmployeeView) -> list[Line]:
    """His posts over time, the newest first."""
    return [_post(post, newest=not place) for place, post in enumerate(seen.posts)]


def _post(post: HeldPost, *, newest: bool) -> Line:
    since = f"sejak {long_date(post.since)}" if post.since else "TMT tidak dicatat"
    until = f", sampai impor {post.source} pada {long_date(post.until)}" if post.until and not newest else ""
    grade = f"Golongan {post.grade}, " if post.grade else ""
    return Line(title=post.position, under=f"{path_words(post.path)}\n{grade}{since}{until}")
