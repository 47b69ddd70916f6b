"""The composition root: puts keys, database, vault, law and renderer together; here and in backups db is known."""

from db.enrolment import EnrolmentRequest
from db.keys import NewKeys, NewSheet, Recipient
from db.locations import make_account_folder
from db.lock import FileLock
from db.secrets import SecretStore
from db.set_up import may_be_there
from desktop.wiring.actors import RECOVERED, SCHEDULED
from desktop.wiring.doors import ask_to_be_enrolled, make_keys, recovery_pdf, system_secrets
from desktop.wiring.founding import Founded, found
from desktop.wiring.office import CLOCK_SLACK, NO_ANCHOR, TAIL_LOST, OpenOffice
from desktop.wiring.opening import assemble, default_home, open_office
from desktop.wiring.sample_office import SAMPLE_KEY, delete_sample, keep_sample_key

__all__ = [
    "CLOCK_SLACK",
    "NO_ANCHOR",
    "RECOVERED",
    "SAMPLE_KEY",
    "SCHEDULED",
    "TAIL_LOST",
    "EnrolmentRequest",
    "FileLock",
    "Founded",
    "NewKeys",
    "NewSheet",
    "OpenOffice",
    "Recipient",
    "SecretStore",
    "ask_to_be_enrolled",
    "assemble",
    "default_home",
    "delete_sample",
    "found",
    "keep_sample_key",
    "make_account_folder",
    "make_keys",
    "may_be_there",
    "open_office",
    "recovery_pdf",
    "system_secrets",
]
