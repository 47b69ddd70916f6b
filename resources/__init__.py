"""The data that the program ships, behind one loader; no code beyond it."""

from __future__ import annotations

from importlib.resources import files


def read_bytes(relative: str) -> bytes:
    """Return the bytes of a shipped file, named from this folder with forward slashes ("fonts/Inter-Regular.ttf").

    Raises FileNotFoundError, which means a broken installation.
    """
    return files(__name__).joinpath(*relative.split("/")).read_bytes()


def read_text(relative: str) -> str:
    """Return the UTF-8 text of a shipped file; raises FileNotFoundError."""
    return read_bytes(relative).decode("utf-8")


def names(folder: str, suffix: str) -> tuple[str, ...]:
    """Return the bare names of the files of a folder that end in ``suffix`` (".toml"), sorted."""
    entries = files(__name__).joinpath(*folder.split("/")).iterdir()
    return tuple(sorted(entry.name for entry in entries if entry.is_file() and entry.name.endswith(suffix)))
