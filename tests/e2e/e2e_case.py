"""What a clerk does again and again on the way of a case: log in, record a step, get its letters signed."""

from __future__ import annotations

from e2e_clerk import Clerk, Look
from e2e_office import ADMIN, Papers
from e2e_screen import Screen

ALLOW = "Izinkan dan ajukan"
UNREASONED = (
    "Tulis alasan untuk setiap peringatan, atau perbaiki isiannya.",
    "Ada peringatan: perbaiki isiannya, atau tulis alasan untuk setiap peringatan.",
)


def log_in(screen: Screen, papers: Papers, *, walk: str = "") -> Clerk:
    """Start the program on an office that is there, as its administrator."""
    arguments = ("--home", papers.home, "--recovery-key-file", papers.key)
    clerk = Clerk(screen, papers.folder, *arguments, walk=walk)
    clerk.on("LogInPage")
    clerk.enter({"Nama pengguna": ADMIN.username, "Kata sandi": ADMIN.password})
    clerk.key("Return")
    clerk.on("today")
    return clerk


def find_case(clerk: Clerk, words: str, number: str) -> None:
    """Go to a case by the search of the whole window."""
    clerk.key("ctrl+k")
    clerk.go_to("Cari")
    clerk.add(words)
    clerk.press(f"{number} · ", kind="row", begins=True)
    clerk.on("case")


def begin(clerk: Clerk, action: str, *, beside: bool = False) -> None:
    """Press what the case's page offers as next, or unfold what may be done beside the road, and wait for the form."""
    if beside and not clerk.sees(action):
        clerk.press("Tindakan lain (", begins=True)
    clerk.press(action)
    clerk.see("Pemeriksaan aturan")
    clerk.settle()


def record(clerk: Clerk, action: str, reason: str = "") -> None:
    """Press the button of the form once the rules have been asked; ``reason`` answers every warning that asks."""
    clerk.settle()
    clerk.press(action)
    clerk.settle()
    while reason and unreasoned(clerk):
        clerk.add(reason)
        clerk.settle()
        clerk.press(action)
        clerk.settle()


def unreasoned(clerk: Clerk) -> bool:
    """Whether the form waits for the reason of a warning, with the cursor in its field."""
    if not any(clerk.sees(words) for words in UNREASONED):
        return False
    focus: Look = clerk.look()["focus"] or {}
    return any(name.startswith("Alasan: ") for name in focus.get("names", ())) and not focus["value"]


def put_up_and_sign(clerk: Clerk, picture: str = "", *, back: str = "case") -> None:
    """On the letter's page: number and bytes, then the signature on the day of the letter; back to the case."""
    clerk.on("letter")
    clerk.press("Ajukan untuk ditandatangani")
    if clerk.until(lambda: [words for words in (ALLOW, "Tanggal tanda tangan") if clerk.sees(words)], "an answer") == [
        ALLOW
    ]:
        clerk.press(ALLOW)
    clerk.see("Tanggal tanda tangan")
    clerk.settle()
    if picture:
        clerk.picture(picture)
    clerk.press("Catat tanda tangan")
    clerk.see("Cara penyampaian")
    clerk.settle()
    clerk.press("Buka perkara" if back == "case" else "Buka laporan")
    clerk.on(back)


def name(clerk: Clerk, sought: str, words: str) -> None:
    """Name somebody where the cursor is: type a part of his name and take the candidate that begins so."""
    clerk.write(sought)
    clerk.take(words)


def answers(clerk: Clerk, *words: str) -> None:
    """Fill in questions and answers, going on with Enter."""
    clerk.go_to("Pertanyaan 1")
    for one in words:
        clerk.add(one)
        clerk.key("Return")
