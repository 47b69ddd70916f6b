"""Gives birth to keepers of backups that a test kills: each backs up, checks and thins until it dies.

Everything is imported once, here; a keeper is a fork. It tells the test each time a set has become good.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kept_office import reopened

from cases.model.backup import Keep
from cases.model.office import TimeZone
from db.backups.checking import check_set
from db.backups.layout import list_sets
from db.backups.making import make_set
from db.backups.thinning import remove_sets, to_thin
from db.home import OfficeHome
from db.keys import OpenKeys, open_with_recovery_key

KEEP = Keep(recent=2, daily=1, weekly=1, monthly=1)


def back_up_until_killed(folder: Path, keys: OpenKeys) -> None:
    office = reopened(OfficeHome(folder / "kantor"), keys, folder)
    for one in list_sets(office.place, office.identities):
        office.clock.moment = max(office.clock.moment, one.made_at)
    while True:
        office.keep(os.urandom(200_000))
        made = make_set(office.place, office.home, office.keys, office.order())
        check = check_set(
            office.place, made.id, office.identities, office.clock.now(), vault=office.home.vault, scratch=folder
        )
        if not check.problems:
            print("good", made.id, flush=True)  # noqa: T201 - told to the test
        going = to_thin(office.place, office.identities, KEEP, TimeZone.WIB.zone)
        remove_sets(office.place, going, office.identities)


def main() -> None:
    folder = Path(sys.argv[1])
    keys = open_with_recovery_key(folder / "kantor" / "keys.age", sys.argv[2])
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            back_up_until_killed(folder, keys)
        print("born", child, flush=True)  # noqa: T201 - the same
        os.waitpid(child, 0)
        print("dead", flush=True)  # noqa: T201 - the same


if __name__ == "__main__":
    main()
