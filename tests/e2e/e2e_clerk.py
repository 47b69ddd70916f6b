"""A clerk at the program: reads the screen through the probe, types and clicks through the X server."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from e2e_screen import Screen

ROOT = Path(__file__).resolve().parents[2]
PROBE = Path(__file__).with_name("e2e_probe.py")
PATIENCE = 180.0
"""Seconds to wait for anything; what takes longer is a fault."""
_GLANCE = 0.04
"""Seconds between two looks: the program pays for them."""
_AT_ONCE = 0.004
"""The same for what follows in a moment: a key that arrives."""
_MOST_STEPS = 80
_LOG_END = 4_000
"""Characters of the program's log that a failure shows."""
_FADE = 0.4
"""Seconds until what moves on the screen has come to rest, for a picture."""
PICTURES = "NETRALITAS_E2E_PICTURES"
"""The variable that names a folder for pictures of what the walks see; without it none are kept."""

Look = dict[str, Any]


class Clerk:
    """One run of the program and the person in front of it."""

    def __init__(self, screen: Screen, folder: Path, *arguments: str | Path, walk: str = "") -> None:
        self._screen, self._folder, self._walk = screen, folder, walk
        self.shots = self.pictures = 0
        eyes, theirs = socket.socketpair()
        self._eyes = eyes.makefile("rwb")
        eyes.settimeout(PATIENCE)
        self.log = folder / "program.log"
        with self.log.open("ab") as said:
            self.program = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-P", str(PROBE), str(theirs.fileno()), *map(str, arguments)],
                cwd=folder,
                env=environment(folder, screen.display),
                pass_fds=[theirs.fileno()],
                stdout=said,
                stderr=said,
            )
        theirs.close()
        eyes.close()  # its file keeps it open

    # -- seeing

    def ask(self, what: str, **details: Any) -> Any:
        try:
            self._eyes.write(json.dumps({"ask": what, **details}).encode() + b"\n")
            self._eyes.flush()
            line = self._eyes.readline()
        except OSError as error:
            self.program.send_signal(signal.SIGUSR1)
            time.sleep(1)
            raise AssertionError(f"the program does not answer: {error}\n{self.said}") from error
        if not line:
            raise AssertionError(f"the program has ended: {self.program.poll()}\n{self.said}")
        told = json.loads(line)
        assert "fault" not in told, told["fault"]
        return told["answer"]

    @property
    def said(self) -> str:
        """What the program wrote to its console; a sound one writes nothing."""
        return self.log.read_text(errors="replace")

    def _stuck(self, why: str) -> AssertionError:
        """Say all that can be seen from outside, and what the program wrote into its own log."""
        self.shot("stuck")
        words = " | ".join(dict.fromkeys(self.ask("words")))
        logged = "".join(log.read_text(errors="replace")[-_LOG_END:] for log in self._folder.glob("*/logs/*.log"))
        return AssertionError(f"{why}\n{self.look()}\non the screen: {words}\n{self.said}\n{logged}")

    def look(self) -> Look:
        return dict(self.ask("look"))

    def until(self, seen: Callable[[], Any], what: str, *, every: float = _GLANCE) -> Any:
        """Look until something is so; give it back."""
        end = time.monotonic() + PATIENCE
        while True:
            found = seen()
            if found:
                return found
            if time.monotonic() > end:
                raise self._stuck(f"waited in vain for {what}")
            time.sleep(every)

    def settle(self) -> Look:
        """Wait until nothing runs any more."""
        return dict(self.until(lambda: (now := self.look()) and not now["busy"] and now, "the work to end"))

    def on(self, page: str) -> None:
        """Wait for a page of the window (by its key) or of the way in (by its class), and until it is filled."""
        self.until(lambda: (now := self.look())["page"] == page and not now["busy"], f"the page {page}")

    def see(self, words: str, *, begins: bool = False) -> Look:
        """Wait until something is called so; give the first."""
        return dict(self.until(lambda: self.ask("find", words=words, begins=begins), f"“{words}”")[0])

    def sees(self, words: str, *, begins: bool = False) -> bool:
        return bool(self.ask("find", words=words, begins=begins))

    def shot(self, name: str) -> Path:
        self.shots += 1
        path = self._folder / f"{self.shots:02d}-{name}.png"
        self.ask("shot", path=str(path))
        return path

    def picture(self, name: str) -> None:
        """Keep a picture of a screen that matters, where somebody wants pictures."""
        wanted = os.environ.get(PICTURES)
        if not wanted:
            return
        self.settle()
        time.sleep(_FADE)
        Path(wanted).mkdir(parents=True, exist_ok=True)
        self.pictures += 1
        self.ask("shot", path=str(Path(wanted) / f"{self._walk}-{self.pictures:02d}-{name}.png"))

    # -- hands

    def _do(self, *commands: str, inputs: int = 1) -> None:
        """Use keyboard or mouse in the window in front, and wait until the program has taken it."""
        now = self.look()
        if not now["active"]:  # there is no window manager, whose part this is
            self._screen.do("windowfocus", str(now["window"]))
            now = dict(self.until(lambda: (at := self.look())["active"] and at, "the window to be active"))
        before = now["inputs"]
        self._screen.do(*commands)
        self.until(lambda: self.look()["inputs"] >= before + inputs, f"{commands} to arrive", every=_AT_ONCE)

    def key(self, *keys: str) -> None:
        for one in keys:
            self._do("key", "--delay", "0", one)

    def point(self, at: Look) -> None:
        self._do("mousemove", str(at["x"]), str(at["y"]), "click", "1")

    def press(self, words: str, *, kind: str = "button", begins: bool = False, after: str = "") -> None:
        """Click what is called so; ``after`` takes the one that stands below those words."""
        self.point(self.find(words, kind=kind, begins=begins, after=after))

    def find(self, words: str, *, kind: str = "button", begins: bool = False, after: str = "") -> Look:
        """Wait for what is called so and can be clicked, scrolling to it where it is out of sight."""

        def ready() -> Look | None:
            found = [one for one in self.ask("find", words=words, begins=begins) if one["kind"] == kind]
            above = self.ask("find", words=after)[0]["y"] if after else 0
            usable = [one for one in found if one["enabled"] and one["y"] >= above]
            near = next((one for one in usable if one["seen"]), None)
            if near is None and usable and usable[0].get("scroll"):
                self._scroll(usable[0]["scroll"])
            return near

        return dict(self.until(ready, f"the {kind} “{words}”"))

    def strike(self, at: Look) -> None:
        """Click and look away at once: what happens then is not waited for."""
        self._screen.do("mousemove", str(at["x"]), str(at["y"]), "click", "1")

    def _scroll(self, to: dict[str, int]) -> None:
        self._do("mousemove", str(to["x"]), str(to["y"]), "click", "5" if to["way"] > 0 else "4")

    def write(self, text: str) -> None:
        """Type over what the field with the cursor holds, and wait until it stands there."""
        self.key("ctrl+a")
        self.add(text)
        self.until(lambda: (self.look()["focus"] or {}).get("value") == text, f"“{text}” to be typed")

    def add(self, text: str) -> None:
        self._do("type", "--delay", "0", text)

    def go_to(self, name: str, *, back: bool = False) -> Look:
        """Press Tab until the cursor is in the field of this name."""
        passed = []
        for _ in range(_MOST_STEPS):
            focus = self.look()["focus"]
            if focus is not None and name in focus["names"]:
                return dict(focus)
            passed.append(focus and focus["words"])
            self.key("shift+Tab" if back else "Tab")
        raise self._stuck(f"Tab never came to “{name}”; it passed {passed}")

    def enter(self, fields: dict[str, str]) -> None:
        """Go from field to field with the keyboard and type."""
        for name, text in fields.items():
            self.go_to(name)
            self.write(text)

    def choose(self, name: str, word: str) -> None:
        """Choose in a box by its first letter, else by going down from the first; a space would open the list."""
        self.go_to(name)
        self.key(word[0])
        if not self._chosen().startswith(word):
            self.key("Home")
        while not (chosen := self._chosen()).startswith(word):
            self.key("Down")
            assert self._chosen() != chosen, f"“{word}” is no choice in {name}"

    def _chosen(self) -> str:
        return str((self.look()["focus"] or {}).get("value", ""))

    def tab(self, name: str) -> None:
        """Choose one of a page's tabs."""
        self.press(name, kind="tab")
        self.until(lambda: any(one["value"] == name for one in self.ask("find", words="Tab")), f"the tab “{name}”")
        self.settle()

    def pick(self, name: str, sought: str, words: str) -> None:
        """Seek in a field for people or violations and take the candidate that begins so."""
        self.go_to(name)
        self.write(sought)
        self.take(words)

    def take(self, words: str) -> None:
        """Take the candidate that begins so from the list under the field."""
        self.until(lambda: self._row(words), f"the candidate “{words}”")
        self.key("Return")
        self.until(lambda: not self._row(words), f"the candidate “{words}” to be taken")

    def _row(self, words: str) -> bool:
        return any(one["kind"] == "row" for one in self.ask("find", words=words, begins=True))

    def file(self, *paths: Path) -> None:
        """Answer the file dialog in front by typing."""
        self.until(lambda: self.sees("fileNameEdit"), "a file dialog")
        dialog = self.look()["window"]
        self.go_to("fileNameEdit")
        self.write(" ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0]))
        self.key("Return")
        self.until(lambda: self.look()["window"] != dialog, "the dialog to close")

    # -- ending

    def close(self) -> None:
        """Close the window and wait for the end; a sound run has nothing to say to its console."""
        self.settle()
        self.ask("close")
        status = self.program.wait(timeout=PATIENCE)
        assert (status, self.said) == (0, "")

    def kill(self) -> None:
        """Pull the plug."""
        self.program.kill()
        self.program.wait(timeout=PATIENCE)

    def __enter__(self) -> Clerk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.program.poll() is None:
            self.kill()
        self._eyes.close()


def environment(folder: Path, display: str = "") -> dict[str, str]:
    """What the program finds: a home of its own, no keyring, no session of a desktop."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("QT_", "XDG_", "DBUS_", "NETRALITAS"))
    }
    return {
        **kept,
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_RUNTIME_DIR": str(folder),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "QT_QPA_PLATFORM": "xcb",
        "DISPLAY": display,
        "LC_ALL": "C.UTF-8",
    }
