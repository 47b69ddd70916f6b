"""The law as data: packs read from ``resources/regulations`` into typed rules, picked by date."""

from cases.regulations.checks import run_checks
from cases.regulations.entries import (
    ArchiveCode,
    AuthorityRule,
    CircularPoint,
    ConsideredLaw,
    DeadlineRule,
    Entry,
    GuardParams,
    GuardRule,
    Impact,
    LevelRule,
    ModerateSetRule,
    Pack,
    PostClass,
    RegionKind,
    Sanction,
    StatusRule,
    StepRule,
    Transition,
    Violation,
)
from cases.regulations.law import Law
from cases.regulations.packs import read_pack
from cases.regulations.shipped import load_law, read_holidays, shipped_holidays

__all__ = [
    "ArchiveCode",
    "AuthorityRule",
    "CircularPoint",
    "ConsideredLaw",
    "DeadlineRule",
    "Entry",
    "GuardParams",
    "GuardRule",
    "Impact",
    "Law",
    "LevelRule",
    "ModerateSetRule",
    "Pack",
    "PostClass",
    "RegionKind",
    "Sanction",
    "StatusRule",
    "StepRule",
    "Transition",
    "Violation",
    "load_law",
    "read_holidays",
    "read_pack",
    "run_checks",
    "shipped_holidays",
]
