"""The data that the program ships, behind one loader; no code beyond it."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).parent  # a folder in every installation; importlib.resources would cost the first paint its time


def read_bytes(relative: str) -> bytes:
    """Return the bytes of a shipped file, named from this folder with forward slashes ("fonts/Inter-Regular.ttf").

    Raises FileNotFoundError, which means a broken installation.
    """
    return _ROOT.joinpath(*relative.split("/")).read_bytes()


def read_text(relative: str) -> str:
    """Return the UTF-8 text of a shipped file; raises FileNotFoundError."""
    return read_bytes(relative).decode("utf-8")


def names(folder: str, suffix: str) -> tuple[str, ...]:
    """Return the bare names of the files of a folder that end in ``suffix`` (".toml"), sorted."""
    entries = _ROOT.joinpath(*folder.split("/")).iterdir()
    return tuple(sorted(entry.name for entry in entries if entry.is_file() and entry.name.endswith(suffix)))
