"""How sources and ways of an act are called, on paper and on the screen alike."""

from __future__ import annotations

from typing import Final

from cases.model.report import Channel, Source

SOURCES: Final[dict[Source, str]] = {
    Source.PUBLIC: "Masyarakat",
    Source.BAWASLU: "Bawaslu",
    Source.SBT: "SBT BKN",
    Source.LAPOR: "SP4N-LAPOR!",
    Source.SUPERIOR: "Atasan atau kepala OPD",
    Source.INSPECTORATE: "Inspektorat (APIP)",
    Source.MEDIA: "Media massa",
    Source.MONITORING: "Pemantauan sendiri",
}
CHANNELS: Final[dict[Channel, str]] = {
    Channel.SOCIAL_MEDIA: "Media sosial",
    Channel.ACTIVITY: "Kegiatan fisik",
    Channel.OFFICIAL_ACT: "Keputusan atau tindakan jabatan",
}
