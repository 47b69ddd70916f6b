"""Made-up people as a region's registers hold them: names of many peoples of Indonesia, the common ones often."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """One made-up person; ``bare`` is the name without ``before`` and ``after``, the degrees."""

    key: str
    bare: str
    before: str
    after: str
    nip: str
    nik: str
    born_on: date
    birth_place: str
    address: str

    @property
    def name(self) -> str:
        """The name as a personnel office writes it ("Dra. Sri Wahyuni, M.Si.")."""
        front = f"{self.before} {self.bare}".strip()
        return f"{front}, {self.after}" if self.after else front


_JAVANESE_HEADS = (
    *("Su", "Wi", "Har", "Dar", "Mar", "Kar", "Pur", "Sar", "Sut", "Sud", "Suj", "Sug", "Suk", "Sum", "Sun", "Sup"),
    *("Sur", "Sus", "Suw", "War", "Wid", "Yul", "Tug", "Tum", "Pon", "Nur", "Ngad", "Mul", "Muj", "Kus", "Kas", "Jum"),
)
_JAVANESE_MEN = (
    *("yanto", "adi", "ono", "anto", "iyono", "aryo", "arto", "isno", "idi", "aji", "iman", "iran", "iyo", "iyadi"),
    *("armin", "isman", "ardi", "andono", "anta", "ata"),
)
_JAVANESE_WOMEN = (
    *("yanti", "ini", "asih", "artini", "iyati", "arni", "ilah", "iyem", "aningsih", "anti", "iati", "arsih", "inah"),
    *("iastuti", "arti", "iwati", "iyani"),
)
_JAVANESE_LAST = (
    *("Prasetyo", "Nugroho", "Wibowo", "Santoso", "Widodo", "Wicaksono", "Saputro", "Saputra", "Handayani", "Lestari"),
    *("Rahayu", "Puspitasari", "Kusumawardhani", "Wulandari", "Utomo", "Utami", "Setiawan", "Setyowati", "Susilowati"),
    *(
        "Hartono",
        "Haryanto",
        "Purnomo",
        "Purwaningsih",
        "Kurniawan",
        "Kurniawati",
        "Sulistyo",
        "Sulistyowati",
        "Yuwono",
    ),
    *(
        "Hidayat",
        "Hidayati",
        "Wijaya",
        "Wijayanti",
        "Pamungkas",
        "Raharjo",
        "Sudarsono",
        "Subagyo",
        "Cahyono",
        "Cahyani",
    ),
    *("Budiarto", "Budiarti", "Mulyono", "Mulyani", "Winarno", "Winarsih", "Pratiwi", "Pratama", "Kuncoro", "Triyono"),
)
_ARABIC_MEN = (
    *("Muhammad", "Muhammad", "Muhammad", "Abdul", "Abdul", "Ahmad", "Ahmad", "Nur", "Zainal", "Syaiful", "Khairul"),
    *("Saiful", "Fathur", "Miftahul", "Jamaludin", "Fakhrudin", "Hasanudin", "Ma'ruf", "Yusuf", "Ibrahim", "Ismail"),
    *("Mustofa", "Zulkifli", "Rizky", "Faisal", "Taufik", "Farid", "Hanif", "Luthfi", "Ridwan", "Idris", "Usman"),
)
_ARABIC_MEN_LAST = (
    *("Rahman", "Rohman", "Aziz", "Hakim", "Arifin", "Anwar", "Huda", "Fauzi", "Ghofur", "Syukur", "Latif", "Karim"),
    *("Ikhsan", "Mubarok", "Syahputra", "Firmansyah", "Ramadhan", "Muttaqin", "Zaini", "Rosyid", "Basyir", "Khoiri"),
    *("Junaidi", "Effendi", "Syafi'i", "Romadhon", "Maulana", "Nasir", "Wahid", "Jalil", "Salam", "Qodir"),
)
_ARABIC_WOMEN = (
    *("Siti", "Siti", "Siti", "Nur", "Nurul", "Umi", "Dewi", "Khusnul", "Lailatul", "Anisatul", "Zahrotul", "Fitri"),
    *("Rohmatul", "Sofiatul", "Qurrotul", "Mar'atus", "Uswatun", "Alfiyah", "Nafisah", "Zulaikha", "Rukmini"),
)
_ARABIC_WOMEN_LAST = (
    *("Aisyah", "Fatimah", "Khadijah", "Aminah", "Maryam", "Zubaidah", "Hasanah", "Khasanah", "Hidayah", "Rofiah"),
    *(
        "Fitriyah",
        "Mukarromah",
        "Sholihah",
        "Nurjanah",
        "Khotimah",
        "Rahmawati",
        "Fauziyah",
        "Jannah",
        "Azizah",
        "Laili",
    ),
    *("Munawaroh", "Masruroh", "Maghfiroh", "Ulfah", "Zahra", "Syarifah", "Halimah", "Salamah", "Chasanah", "Yuliana"),
)
_BALINESE_HEADS = (
    *(
        "I Made",
        "I Wayan",
        "I Ketut",
        "I Nyoman",
        "I Putu",
        "I Kadek",
        "I Komang",
        "I Gede",
        "I Gusti Ngurah",
        "Ida Bagus",
    ),
    *("Anak Agung Gede", "Ni Made", "Ni Wayan", "Ni Ketut", "Ni Nyoman", "Ni Putu", "Ni Kadek", "Ni Komang", "Ni Luh"),
    *("I Gusti Ayu", "Ida Ayu", "Anak Agung Ayu", "Dewa Gede", "Cokorda Gede"),
)
_BALINESE_LAST = (
    *("Suardana", "Sudiarta", "Wirawan", "Suartini", "Artawan", "Sukerta", "Sukarni", "Arnawa", "Budiasih", "Mahendra"),
    *(
        "Adnyana",
        "Sumerta",
        "Swastika",
        "Darmayanti",
        "Widiantara",
        "Astuti",
        "Sutarya",
        "Purnami",
        "Wardana",
        "Parwata",
    ),
)
_BATAK_FIRST = (
    *(
        "Parlindungan",
        "Tiurma",
        "Hotman",
        "Rosmaida",
        "Sahat",
        "Lamhot",
        "Jonner",
        "Marudut",
        "Tiodora",
        "Saut",
        "Bonar",
    ),
    *("Poltak", "Ruslan", "Nurhaida", "Mangasi", "Duma", "Lasma", "Togar", "Pardamean", "Roida"),
)
_BATAK_LAST = (
    *("Simanjuntak", "Siregar", "Hutabarat", "Nainggolan", "Sihombing", "Situmorang", "Harahap", "Lubis", "Nasution"),
    *("Pasaribu", "Simbolon", "Panjaitan", "Manurung", "Sinaga", "Tambunan", "Gultom", "Hutagalung", "Sitorus"),
)
_EASTERN_FIRST = (
    *(
        "Yohanes",
        "Maria",
        "Petrus",
        "Theresia",
        "Fransiskus",
        "Kristina",
        "Yosef",
        "Agustina",
        "Benediktus",
        "Elisabet",
    ),
    *("Andi", "Daeng", "Hasnah", "Rosdiana", "Baso", "Marthen", "Yuliana", "Stefanus", "Bernadeta", "Ignasius"),
)
_EASTERN_LAST = (
    *(
        "Lumban",
        "Manafe",
        "Tandi",
        "Pangkerego",
        "Rumbiak",
        "Wenda",
        "Tuhumury",
        "Latuconsina",
        "Sapulete",
        "Mangngasa",
    ),
    *("Leuwol", "Tallo", "Bria", "Nahak", "Kaunang", "Wowor", "Patandean", "Palinggi", "Sampetoding", "Daud"),
)
_MODERN_FIRST = (
    *(
        "Agus",
        "Andi",
        "Ayu",
        "Bagas",
        "Bambang",
        "Budi",
        "Citra",
        "Dedi",
        "Deni",
        "Dian",
        "Dwi",
        "Eka",
        "Endang",
        "Eko",
    ),
    *("Fajar", "Galih", "Hendra", "Heru", "Ika", "Indah", "Joko", "Kartika", "Lia", "Nia", "Novi", "Nurul", "Putri"),
    *(
        "Ratna",
        "Reni",
        "Retno",
        "Rina",
        "Rini",
        "Rizal",
        "Rudi",
        "Sigit",
        "Slamet",
        "Sri",
        "Sri",
        "Teguh",
        "Tri",
        "Tuti",
    ),
    *("Umar", "Vivi", "Wahyu", "Wawan", "Widi", "Wulan", "Yanti", "Yeni", "Yoga", "Yudi", "Yuni", "Yusuf", "Zaenal"),
)
_ONSETS = ("b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "k", "s", "r", "m")
_RHYMES = ("a", "i", "u", "e", "o", "an", "ar", "in", "un", "as", "ah", "a", "i", "o")
_BEFORE = (
    *("",) * 14,
    "Drs.",
    "Dra.",
    "Dr.",
    "dr.",
    "drg.",
    "Ir.",
    "H.",
    "Hj.",
    "Drs. H.",
    "Dra. Hj.",
    "Prof. Dr.",
    "Ns.",
)
_AFTER = (
    *("",) * 6,
    *("S.Pd.", "S.Pd.", "S.Pd.", "S.E.", "S.E., M.M.", "S.Sos.", "S.H.", "S.H., M.H.", "S.T.", "S.T., M.T.", "S.Kom."),
    *("S.Kep., Ns.", "A.Md.Keb.", "A.Md.", "S.Pd.SD.", "S.Pd.I.", "M.Pd.", "S.Pd., M.Pd.", "S.IP., M.Si.", "M.Si."),
    *("S.K.M.", "S.K.M., M.Kes.", "S.P.", "A.Ma.Pd.", "S.STP.", "S.Ag.", "S.Tr.Keb.", "S.Farm., Apt.", "Sp.A."),
)
_PLACES = (
    *("Tirta Hulu", "Tirta Hilir", "Sukamaju", "Melati", "Merpati", "Cendana", "Kenanga", "Wanasari", "Karangjati"),
    *("Kalibening", "Watuagung", "Sumberrejo", "Girimulyo", "Banyuurip", "Tanjungsari", "Pulosari", "Rawalaju"),
)
_ROADS = (
    "Jl. Merpati",
    "Jl. Kenanga",
    "Jl. Raya Tirta",
    "Dusun Krajan",
    "Dusun Tegal",
    "Perum Griya Asri",
    "Gang Mawar",
)
_FIRST_DAY = date(1966, 1, 1)
_DAYS = 13_000
_PEOPLES = (("javanese", 34), ("modern", 26), ("arabic", 24), ("balinese", 6), ("batak", 5), ("eastern", 5))


def people(count: int, seed: int, prefix: str) -> Iterator[Someone]:
    """Yield ``count`` people whose keys begin with ``prefix``; the same ones for the same seed, no two NIPs alike."""
    dice = random.Random(seed)  # noqa: S311 - made-up people, no secrets
    taken: set[str] = set()
    kinds, weights = zip(*_PEOPLES, strict=True)
    for ordinal in range(count):
        kind = dice.choices(kinds, weights)[0]
        man = dice.random() < 0.5
        born = _FIRST_DAY + timedelta(days=dice.randrange(_DAYS))
        joined = max(born.year + dice.randrange(20, 34), 1990)
        while True:
            nip = f"{born:%Y%m%d}{joined}{dice.randrange(1, 13):02d}{1 if man else 2}{dice.randrange(1, 1000):03d}"
            if nip not in taken:
                taken.add(nip)
                break
        place = dice.choice(_PLACES)
        yield Someone(
            key=f"{prefix}{ordinal}",
            bare=bare_name(dice, kind, man=man),
            before=dice.choice(_BEFORE),
            after=dice.choice(_AFTER),
            nip=nip,
            nik=f"34{dice.randrange(1, 80):02d}{dice.randrange(1, 20):02d}"
            f"{born.day + (0 if man else 40):02d}{born:%m%y}{dice.randrange(1, 9999):04d}",
            born_on=born,
            birth_place=dice.choice(_PLACES),
            address=f"{dice.choice(_ROADS)} No. {dice.randrange(1, 180)} RT {dice.randrange(1, 9):02d}"
            f" RW {dice.randrange(1, 9):02d} {place}",
        )


def bare_name(dice: random.Random, kind: str, *, man: bool) -> str:
    """Return a name of one to four words as this people's names are made."""
    return " ".join(filter(None, _MAKERS[kind](dice, man)))


def rare_word(dice: random.Random) -> str:
    """Return a family's own word of two or three syllables, which few share."""
    syllables = (dice.choice(_ONSETS) + dice.choice(_RHYMES) for _ in range(dice.choice((2, 3, 3))))
    return "".join(syllables).capitalize()


def _one(dice: random.Random, words: Sequence[str]) -> str:
    return dice.choice(words)


def _javanese(dice: random.Random, man: bool) -> list[str]:  # noqa: FBT001 - one shape for all makers
    first = _one(dice, _JAVANESE_HEADS) + _one(dice, _JAVANESE_MEN if man else _JAVANESE_WOMEN)
    chance = dice.random()
    if chance < 0.25:
        return [first]
    if chance < 0.45:
        return ["Sri" if not man else _one(dice, _MODERN_FIRST), first]
    return [first, _one(dice, _JAVANESE_LAST) if chance < 0.8 else rare_word(dice)]


def _modern(dice: random.Random, man: bool) -> list[str]:  # noqa: FBT001
    middle = _one(dice, _MODERN_FIRST) if dice.random() < 0.3 else ""
    last = _one(dice, _JAVANESE_LAST) if dice.random() < 0.6 else rare_word(dice)
    return [_one(dice, _MODERN_FIRST), middle, last]


def _arabic(dice: random.Random, man: bool) -> list[str]:  # noqa: FBT001
    first, last = (_ARABIC_MEN, _ARABIC_MEN_LAST) if man else (_ARABIC_WOMEN, _ARABIC_WOMEN_LAST)
    extra = dice.choice(("", "", _one(dice, last), _one(dice, _MODERN_FIRST), rare_word(dice)))
    return [_one(dice, first), _one(dice, last), extra]


def _balinese(dice: random.Random, man: bool) -> list[str]:  # noqa: FBT001
    return [_one(dice, _BALINESE_HEADS), _one(dice, _BALINESE_LAST), rare_word(dice) if dice.random() < 0.4 else ""]


def _batak(dice: random.Random, man: bool) -> list[str]:  # noqa: FBT001
    return [_one(dice, _BATAK_FIRST), rare_word(dice) if dice.random() < 0.4 else "", _one(dice, _BATAK_LAST)]


def _eastern(dice: random.Random, man: bool) -> list[str]:  # noqa: FBT001
    return [_one(dice, _EASTERN_FIRST), rare_word(dice) if dice.random() < 0.4 else "", _one(dice, _EASTERN_LAST)]


_MAKERS = {
    "javanese": _javanese,
    "modern": _modern,
    "arabic": _arabic,
    "balinese": _balinese,
    "batak": _batak,
    "eastern": _eastern,
}
