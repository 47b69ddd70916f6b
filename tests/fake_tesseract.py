"""A small program that answers as Tesseract does; what it does with a picture is given."""

from __future__ import annotations

import sys
from pathlib import Path

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
TWO_WORDS = f"{HEADER}\n5\t1\t1\t1\t1\t1\t10\t20\t30\t10\t96\tSatu\n5\t1\t1\t1\t1\t2\t50\t20\t60\t10\t91.5\tkomando\n"
PROGRAM = """#!{python}
import os, sys, time
if "--version" in sys.argv:
    print({version!r})
elif "--list-langs" in sys.argv:
    print("List of available languages in somewhere (2):")
    print("\\n".join({languages!r}))
else:
    fed = sys.stdin.buffer.read()
    {body}
"""


def fake_tesseract(
    folder: Path,
    body: str = f"sys.stdout.write({TWO_WORDS!r})",
    version: str = "tesseract 5.3.0",
    languages: tuple[str, ...] = ("eng", "ind", "osd"),
) -> Path:
    """Write the program into a folder; ``body`` is one line of Python that has the bytes that were ``fed``."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "tesseract"
    text = PROGRAM.format(python=sys.executable, version=version, languages=languages, body=body)
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    return program
