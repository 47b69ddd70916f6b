"""The command line: the same services as the window, without Qt."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NoReturn

from cases.errors import InvalidInput, OfficeError, StorageError
from cases.model.report import Source
from desktop.files import read_text

Command = Callable[[argparse.Namespace], int]

PROBLEM = 1
USAGE = 2
_YEARS_NAMED = 3

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", "Lengkapi dahulu: {}."),
    (r"unrecognized arguments: (.+)", "Pilihan tidak dikenal: {}."),
    (r"argument (\S+): expected one argument", "Isi nilai untuk {}."),
    (r"argument .*: invalid choice: ('[^']*').*", "Pilihan {} tidak ada."),
    (r"argument (\S+): ignored explicit argument .+", "{} tidak memakai nilai."),
    (r"argument (\S+): (.+)", "{}: {}"),
)
"""argparse speaks English; what it can say here, in Indonesian."""


class IndonesianParser(argparse.ArgumentParser):
    """A parser whose help and complaints are Indonesian."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False)  # type: ignore[arg-type] # argparse's own keywords, passed on
        self._positionals.title = "isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def format_help(self) -> str:
        """Return the help with its one English word turned."""
        return super().format_help().replace("usage: ", "pemakaian: ", 1)

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong with the call, and leave with status 2."""
        for pattern, sentence in _COMPLAINTS:
            if match := re.fullmatch(pattern, message):
                message = sentence.format(*match.groups())
                break
        self.exit(USAGE, f"{message} Lihat: {self.prog} --help\n")


def day(text: str) -> date:
    """Read a date as typed; for argparse."""
    from cases.rules.dates import read_date  # noqa: PLC0415 - the window's first paint waits for no rule

    try:
        value = read_date(text, date.today())  # noqa: DTZ011 - the computer's own day, to complete a two-digit year
    except InvalidInput as error:
        raise argparse.ArgumentTypeError(error.sentence) from error
    if value is None:
        raise argparse.ArgumentTypeError("isi tanggal, misalnya 2026-05-12 atau 12/5/2026.")
    return value


def whole_number(text: str) -> int:
    """Read a whole number as typed; for argparse."""
    try:
        return int(text)
    except ValueError as error:
        message = f"“{text}” bukan bilangan bulat; isi misalnya 7 atau -7."
        raise argparse.ArgumentTypeError(message) from error


def megabytes(text: str) -> float:
    """Read a size as typed, with a comma or a point; for argparse."""
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        message = f"“{text}” bukan ukuran; isi misalnya 2 atau 0,5."
        raise argparse.ArgumentTypeError(message) from error


def make_parser(version: str) -> argparse.ArgumentParser:
    """Return the whole command line."""
    parser = IndonesianParser(
        prog="netralitas",
        description="Penanganan pelanggaran netralitas ASN, bekerja tanpa jaringan.",
        epilog="Tanpa perintah, jendela program dibuka.",
    )
    parser.add_argument("--version", action="version", version=f"netralitas {version}", help="tampilkan versi program")
    parser.add_argument("--home", type=Path, metavar="DIR", help="folder kantor (atau NETRALITAS_HOME)")
    parser.add_argument("--user", metavar="NAMA", help="bekerja sebagai pengguna ini; kata sandi ditanyakan")
    parser.add_argument("--password-file", type=Path, metavar="BERKAS", help="berkas berisi kata sandi pengguna")
    parser.add_argument(
        "--recovery-key-file", type=Path, metavar="BERKAS", help="berkas berisi kunci pemulihan; bekerja sebagai admin"
    )
    adders = parser.add_subparsers(title="perintah", dest="command", metavar="PERINTAH", parser_class=IndonesianParser)

    def add(name: str, words: str) -> argparse.ArgumentParser:
        one: argparse.ArgumentParser = adders.add_parser(name, help=words, description=words)
        return one

    one = add("init", "Siapkan kantor baru dari berkas TOML dan cetak lembar pemulihan.")
    one.add_argument("profile", type=Path, metavar="PROFIL", help="berkas TOML berisi data kantor (lihat docs)")
    one.add_argument("--sheet", type=Path, required=True, metavar="BERKAS", help="tempat lembar pemulihan (PDF)")
    one = add("demo", "Jalankan satu perkara lengkap pada kantor contoh.")
    one.add_argument("--out", type=Path, default=Path("demo"), metavar="DIR", help="folder hasil (baku: demo)")
    one.add_argument("--no-window", action="store_true", help="jangan buka jendela sesudahnya")
    one = add("import-employees", "Impor pegawai dari berkas Excel SIASN/SIMPEG.")
    one.add_argument("file", type=Path, metavar="BERKAS", help="berkas .xlsx, .xls, atau .csv")
    one.add_argument("--full", action="store_true", help="ekspor lengkap: yang tidak ada di dalamnya ditandai keluar")
    one.add_argument("--dry-run", action="store_true", help="periksa saja, tidak menyimpan apa pun")
    one.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    _add_recaps(add)
    one = add("deadline", "Hitung tanggal sekian hari kerja dari suatu tanggal.")
    one.add_argument(
        "--from", dest="first", type=day, required=True, metavar="TGL", help="tanggal awal (tidak dihitung)"
    )
    one.add_argument(
        "--working-days", type=whole_number, required=True, metavar="N", help="jumlah hari kerja; boleh negatif"
    )
    one.add_argument("--week", choices=["5", "6"], default="5", help="5 atau 6 hari kerja")
    one = add("next", "Tampilkan langkah yang dapat dilakukan sekarang pada suatu perkara, dengan dasar dan syaratnya.")
    one.add_argument("number", metavar="PERKARA", help="nomor perkara, misalnya 2026/037")
    one.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    one = add("ics", "Tulis tenggat yang berjalan sebagai berkas kalender (.ics).")
    one.add_argument("--out", type=Path, required=True, metavar="BERKAS", help="berkas .ics yang ditulis")
    one.add_argument("--case", default="", metavar="PERKARA", help="hanya perkara bernomor ini")
    one.add_argument("--names", action="store_true", help="sertakan nama terlapor")
    one.add_argument("--alarm", type=whole_number, metavar="N", help="ingatkan N hari sebelumnya pukul 08.00")
    _add_backups(add)
    one = add("verify", "Periksa keutuhan basis data, rantai catatan, bukti, dan surat.")
    one.add_argument("--head", metavar="KODE", help="kode kepala rantai seperti tercetak pada surat")
    one.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    one = add("verify-letter", "Periksa apakah surat ini diterbitkan kantor ini, tidak diubah, dan masih berlaku.")
    one.add_argument("letter", metavar="BERKAS|KODE", help="berkas PDF surat, atau kode di kaki surat")
    one.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    _add_evidence(add)
    _add_watch(add)
    _add_lists(add)
    one = add("search", "Cari orang, NIP, nomor perkara atau surat, dan kata dalam laporan atau bukti.")
    one.add_argument("text", metavar="TEKS", help="kata, nama, NIP, atau nomor")
    _add_users(add)
    one = add("shots", "Simpan gambar setiap layar, terang dan gelap, dari kantor contoh.")
    one.add_argument("folder", type=Path, nargs="?", default=Path("shots"), metavar="DIR", help="folder hasil")
    one.add_argument("--look", choices=["light", "dark"], default="", help="hanya tampilan ini")
    return parser


def _add_backups(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    one = add("backup", "Buat cadangan, periksa dengan memulihkannya, dan salin ke tempat kedua bila tersambung.")
    one.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    one = add("restore", "Coba pulihkan cadangan, atau pulihkan ke folder baru.")
    one.add_argument("backup", type=Path, metavar="CADANGAN", help="folder satu cadangan, atau tempatnya: yang terbaru")
    one.add_argument("--check", action="store_true", help="pulihkan ke tempat sementara, periksa, lalu buang")
    one.add_argument("--into", type=Path, metavar="FOLDER", help="folder baru yang menjadi kantor")
    one.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")


def _add_recaps(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    one = add("recap", "Buat rekap suatu masa sebagai Excel.")
    one.add_argument(
        "--name", default="ministry", metavar="NAMA", help="rekap yang dibuat; tanpa ini: rekap kementerian (ministry)"
    )
    one.add_argument("--from", dest="first", type=day, required=True, metavar="TGL", help="tanggal pertama")
    one.add_argument("--to", dest="last", type=day, required=True, metavar="TGL", help="tanggal terakhir")
    one.add_argument("--out", type=Path, required=True, metavar="BERKAS", help="berkas .xlsx yang ditulis")
    one = add("export-all", "Ekspor semua data ke folder baru, terbaca tanpa program ini.")
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder tempat folder ekspor dibuat")
    one = add("leader-page", "Buat ringkasan pimpinan satu halaman sebagai PDF.")
    one.add_argument("--year", type=whole_number, metavar="TAHUN", help="tahun laporan; tanpa ini: tahun ini")
    one.add_argument("--out", type=Path, required=True, metavar="BERKAS", help="berkas .pdf yang ditulis")
    packs = (
        ("idis-pack", "Tulis paket I'DIS perkara yang sudah diputus: PDF menurut urutan unggah dan isian SIASN."),
        ("sbt-reply", "Tulis balasan SBT perkara dari laporan SBT yang sudah diputus atau dihentikan."),
    )
    for name, words in packs:
        one = add(name, words)
        one.add_argument("number", metavar="PERKARA", help="nomor perkara, misalnya 2026/037")
        one.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder tempat folder baru itu dibuat")
        one.add_argument(
            "--limit-mb", type=megabytes, metavar="N", help="batas satu berkas dalam MB, misalnya 2 atau 0,5"
        )


def _add_users(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The accounts of the program; each act has its own blanks."""
    acts = add("users", "Kelola pengguna: daftar, tambah, peran, nonaktif, kata sandi (admin).").add_subparsers(
        title="tindakan", dest="act", metavar="TINDAKAN", required=True, parser_class=IndonesianParser
    )

    def act(name: str, words: str, *, named: bool = True) -> argparse.ArgumentParser:
        one: argparse.ArgumentParser = acts.add_parser(name, help=words, description=words)
        if named:
            one.add_argument("username", metavar="NAMA", help="nama pengguna")
        return one

    def role(one: argparse.ArgumentParser) -> None:
        one.add_argument("role", choices=["petugas", "pimpinan", "admin"], metavar="PERAN", help="peran yang diberikan")

    def password(one: argparse.ArgumentParser) -> None:
        words = "berkas berisi kata sandi sementara; tanpa ini diketik"
        one.add_argument("--new-password-file", type=Path, metavar="BERKAS", help=words)

    act("list", "Daftar pengguna dengan peran, hak, keadaan, dan saat terakhir masuk.", named=False).add_argument(
        "--json", action="store_true", help="cetak hasil sebagai JSON"
    )
    one = act("add", "Tambah pengguna; kata sandinya diganti saat pertama masuk.")
    one.add_argument("full_name", metavar="NAMA-LENGKAP", help="nama lengkap, dalam tanda kutip")
    role(one)
    password(one)
    role(act("role", "Beri peran lain."))
    act("deactivate", "Nonaktifkan; catatannya tetap ada.")
    act("activate", "Aktifkan lagi.")
    password(act("password", "Beri kata sandi sementara kepada yang lupa."))


def _add_watch(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The commands about the watch over accounts."""
    one = add("watch-forms", "Tulis formulir suatu ronde pemantauan, satu berkas Excel untuk tiap OPD, ke folder baru.")
    one.add_argument("round", metavar="RONDE", help="nomor ronde, misalnya 2026/P-003")
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder tempat folder baru itu dibuat")
    one = add("watch-read", "Baca formulir pemantauan yang dikembalikan; semua disimpan atau tidak sama sekali.")
    one.add_argument("files", type=Path, nargs="+", metavar="BERKAS", help="berkas .xlsx, .xls, .csv, atau folder")
    one.add_argument("--dry-run", action="store_true", help="periksa saja, tidak menyimpan apa pun")
    which = one.add_mutually_exclusive_group()
    which.add_argument("--newest", action="store_true", help="formulir yang dijawab dua kali: pakai yang baru")
    which.add_argument("--keep", action="store_true", help="formulir yang dijawab dua kali: tetap yang lama")
    one.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")


def _add_lists(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The command about handed-in lists of names."""
    one = add(
        "match-list", "Impor daftar nama, cocokkan dengan data pegawai, dan tulis calonnya; tidak memutuskan apa pun."
    )
    one.add_argument("file", type=Path, metavar="BERKAS", help="berkas .xlsx, .xls, atau .csv")
    one.add_argument("--out", type=Path, metavar="HASIL", help="berkas .xlsx yang ditulis")
    one.add_argument("--pdf", type=Path, metavar="HASIL", help="tulis juga sebagai .pdf")
    one.add_argument("--title", default="", metavar="JUDUL", help="nama daftar; tanpa ini: nama berkasnya")
    one.add_argument("--party", default="", metavar="PARTAI", help="partai yang menyusun daftar")
    one.add_argument("--handed-by", default="", metavar="PIHAK", help="siapa yang menyerahkan")
    one.add_argument(
        "--source", choices=[source.value for source in Source], default=Source.MONITORING.value, help="asal daftar"
    )
    one.add_argument("--skip-faulty", action="store_true", help="lewati baris yang tidak terbaca")
    one.add_argument("--again", action="store_true", help="impor lagi berkas yang sudah pernah diimpor")
    one.add_argument("--dry-run", action="store_true", help="periksa saja, tidak menyimpan apa pun")
    one.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")


def _add_evidence(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The commands about evidence that is handed over."""
    one = add("evidence-export", "Tulis bukti suatu perkara ke folder baru, dengan daftar dan petunjuk memeriksanya.")
    one.add_argument("number", metavar="PERKARA", help="nomor perkara, misalnya 2026/037")
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder tempat folder baru itu dibuat")
    one.add_argument("--without-damaged", action="store_true", help="tinggalkan bukti yang aslinya rusak")
    one = add("evidence-cards", "Tulis daftar dan kartu bukti suatu perkara sebagai PDF.")
    one.add_argument("number", metavar="PERKARA", help="nomor perkara, misalnya 2026/037")
    one.add_argument("--out", type=Path, required=True, metavar="BERKAS", help="PDF yang ditulis")
    one.add_argument("--per-page", type=int, choices=(1, 2, 4), default=2, help="kartu tiap halaman")
    one.add_argument("--list-only", action="store_true", help="daftarnya saja, tanpa kartu")
    one = add(
        "evidence-check", "Periksa folder hasil evidence-export dengan daftarnya sendiri; tidak memerlukan kantor."
    )
    one.add_argument("folder", type=Path, metavar="DIR", help="folder hasil ekspor")
    one.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")


def run_deadline(options: argparse.Namespace) -> int:
    """Print the ISO date so many working days from a date; needs no office."""
    from cases.model.office import WorkWeek  # noqa: PLC0415 - the window's first paint waits for no rule
    from cases.rules.working_days import add_working_days, unknown_years  # noqa: PLC0415 - the same
    from cases.services.calendar import shipped_calendar  # noqa: PLC0415 - the same

    calendar = shipped_calendar(WorkWeek(options.week))
    result = add_working_days(options.first, options.working_days, calendar)
    if years := unknown_years(min(options.first, result), max(options.first, result), calendar):
        named = ", ".join(map(str, years[:_YEARS_NAMED])) + (" dan seterusnya" if len(years) > _YEARS_NAMED else "")
        print(f"Belum ada SKB hari libur tahun {named}; hasilnya dapat bergeser.", file=sys.stderr)  # noqa: T201
    say(result.isoformat())
    return 0


def read_password(options: argparse.Namespace) -> str:
    """Return the password from its file or from the keyboard."""
    if options.password_file is not None:
        return read_text(options.password_file).rstrip("\r\n")
    return type_password(f"Kata sandi {options.user}: ")


def type_password(prompt: str) -> str:
    """Ask for a password without showing it; raises InvalidInput where nobody can type unseen."""
    import warnings  # noqa: PLC0415 - the window's first paint waits for no terminal
    from getpass import GetPassWarning, getpass  # noqa: PLC0415 - the same

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)  # what is typed would be shown
            return getpass(prompt)
    except (EOFError, OSError, GetPassWarning) as error:
        raise InvalidInput(
            "Di sini kata sandi tidak dapat diketik; simpan dalam berkas, lalu sebut dengan --password-file.",
            detail=repr(error),
        ) from error


def say(text: str) -> None:
    """Print a line for the user; raises StorageError when it cannot be kept, BrokenPipeError when nobody listens."""
    try:
        print(text, flush=True)  # noqa: T201 - a command line speaks
    except OSError as error:
        with suppress(OSError, ValueError):  # or what is left in the buffer complains once more at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise StorageError(
            "Hasil tidak dapat ditulis ke tempat tujuannya; kosongkan ruang disk, lalu ulangi.", detail=repr(error)
        ) from error


def say_json(value: object) -> None:
    """Print a value as JSON for another program."""
    import json  # noqa: PLC0415 - the window's first paint does not wait for it

    say(json.dumps(value, ensure_ascii=False, indent=2))


def complain(error: OfficeError) -> int:
    """Say in one sentence what went wrong; return the exit status."""
    print(error.sentence, file=sys.stderr)  # noqa: T201 - a command line speaks
    return PROBLEM


def complain_of_bug(error: Exception) -> int:
    """Say that the program itself failed: what kind of error and where, never its text, which may hold a value."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else "?"
    print(  # noqa: T201 - a command line speaks
        f"Program gagal karena kesalahan yang tidak terduga ({type(error).__name__}, {place}); ulangi, "
        "dan bila terjadi lagi kirimkan baris ini kepada admin.",
        file=sys.stderr,
    )
    return PROBLEM


def can_show_a_window(environ: Mapping[str, str] = os.environ, system: str = sys.platform) -> bool:
    """Whether Qt finds a screen; without one it would end the program before a sentence could be said."""
    return system in {"win32", "darwin"} or any(
        environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )
