"""What leaves the program is on record, and a target that fails says nothing against the original."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pyrage
import pytest
from samples import make_evidence, make_report

from cases.errors import StorageError
from cases.model.evidence import Evidence
from cases.model.user import Actor, Role
from cases.services.evidence_handover import copy_evidence
from db.unit import OfficeDatabase
from db.vault import Vault

CLERK = Actor(name="petugas", role=Role.CLERK)
VIDEO = b"rekaman" * 50_000


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", str(pyrage.x25519.Identity.generate()))


@pytest.fixture
def item(office_db: OfficeDatabase, vault: Vault) -> Evidence:
    report = make_report()
    with office_db.write() as work:
        work.log_as(CLERK, "evidence.add_evidence")
        work.reports.add(report)
        made = make_evidence(report)
        stored = work.custody.take(made.id, vault.stage(VIDEO))
        made = make_evidence(report, id=made.id, blob=stored.blob, sha256=stored.sha256, size=stored.size)
        work.evidence.add(made)
    return made


class Full(io.BytesIO):
    def write(self, _data: object) -> int:
        raise OSError(errno.ENOSPC, "full")


def test_a_copy_that_leaves_the_program_is_on_record(office_db, item) -> None:
    target = io.BytesIO()
    with office_db.read() as work:
        copy_evidence(work, CLERK, item.id, target)
    assert target.getvalue() == VIDEO
    with office_db.read() as work:
        row = work.audit.of_record([item.id])[0]
    assert (row.action, row.actor, row.operation) == ("export", "petugas", "evidence_handover.copy_evidence")
    assert row.changes["sha256 ditemukan"] == ("", item.sha256)


def test_a_full_stick_is_no_failure_of_the_original(office_db, item) -> None:
    with pytest.raises(StorageError, match="Penyimpanan penuh"), office_db.read() as work:
        copy_evidence(work, CLERK, item.id, Full())
    with office_db.read() as work:
        row = work.audit.of_record([item.id])[0]
        assert work.evidence.get(item.id).failure == ""
    assert row.action == "export"
    assert row.changes["kegagalan"][1].startswith("Penyimpanan penuh")
