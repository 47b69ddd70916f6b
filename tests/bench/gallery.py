"""The evidence of a report of 500 items, to painting their small pictures."""

from __future__ import annotations

import io
import json
import random

from PIL import Image

from cases.model.listing import ListQuery
from cases.services import evidence, reports
from cases.services.evidence import EvidenceForm
from tests.bench.filling import USER, Made, Offices
from tests.bench.measure import Bound, Result, Timing
from tests.bench.starts import child

_ITEMS = 500
_BOUND = Bound(ratio=1.5)
_SECONDS = 300


def gallery(offices: Offices) -> list[Result]:
    """The panel of a page, until it is read and painted and nothing is left to do."""
    made = offices.small
    full, other = _fill(made)
    told = child(
        offices,
        "child_gallery.py",
        *(str(made.home), str(made.key_file), USER.username, USER.password, full, other),
        seconds=_SECONDS,
    )
    found = json.loads(told)
    if found["pictures"] != _ITEMS:
        raise RuntimeError(f"{found['pictures']} small pictures instead of {_ITEMS}")
    name = f"gallery of {_ITEMS} items opened, to {_ITEMS} small pictures painted"
    return [Timing(area="gallery", name=name, ours=tuple(found["ours"]), floor=tuple(found["floor"]), bound=_BOUND)]


def _fill(made: Made) -> tuple[str, str]:
    """Take 500 pictures in and look at them; return their report and one without any."""
    office = made.open()
    dice = random.Random(3)  # noqa: S311 - noise for pictures
    try:
        newest = ListQuery(sort="number", descending=True, limit=2)
        full, other = (line.id for line in office.read(reports.report_page, made.actor, newest).rows)
        for number in range(_ITEMS):
            target = io.BytesIO()
            noise = Image.frombytes("RGB", (12, 9), dice.randbytes(12 * 9 * 3))
            noise.resize((800, 600), Image.Resampling.BICUBIC).save(target, "JPEG")
            form = EvidenceForm(file_name=f"{number}.jpg", platform="Facebook", account="akun.contoh")
            item, _changes = office.write(evidence.add_evidence, made.actor, full, target.getvalue(), form)
            office.write(evidence.derive, made.actor, item.id)
    finally:
        office.close()
    return full, other
