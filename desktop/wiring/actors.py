"""Who acts where nobody has logged in."""

from __future__ import annotations

from cases.model.user import Actor, Role

RECOVERED = Actor(name="kunci-pemulihan", role=Role.ADMIN, full_name="Pemegang kunci pemulihan")
"""Who acts with the recovery key alone."""
SCHEDULED = Actor(name="terjadwal", role=Role.SCHEDULE, full_name="Tugas terjadwal")
"""Who acts when nobody asked: the enrolled account of the operating system, and the open program by itself."""
