"""A screen of its own (Xvfb) with a keyboard and a mouse (xdotool)."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType

SIZE = "1366x768x24"
_TOOLS = ("Xvfb", "xdotool")


def missing_tools() -> str:
    """The names of the tools that are not installed, "" when all are there."""
    return ", ".join(tool for tool in _TOOLS if shutil.which(tool) is None)


class Screen:
    """A virtual screen at a free number, without a window manager."""

    def __init__(self, log: Path) -> None:
        reader, writer = os.pipe()
        with log.open("wb") as said:
            self._server = subprocess.Popen(  # noqa: S603 - a tool of the tests
                [_tool("Xvfb"), "-displayfd", str(writer), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"],
                pass_fds=[writer],
                stdout=said,
                stderr=said,
            )
        os.close(writer)
        with os.fdopen(reader) as told:  # one line, once it listens; none when it could not start
            number = told.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {log.read_text(errors='replace')}")
        self.display = f":{number}"

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait(timeout=10)

    def do(self, *commands: str) -> None:
        """Let xdotool do something: keys, typing, the mouse."""
        done = subprocess.run(  # noqa: S603 - the same
            [_tool("xdotool"), *commands], env=self._environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"xdotool {' '.join(commands)}: {done.stderr.strip()}")

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}


def _tool(name: str) -> str:
    """Where a tool lies."""
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found
