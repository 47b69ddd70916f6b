"""The command line called in this process."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from desktop.__main__ import main

Answer = subprocess.CompletedProcess[str]
Run = Callable[..., tuple[int, str, str]]
"""Calls the command line on an office: its status, what it said, what it complained of."""


def run(*arguments: str | Path) -> Answer:
    """Call the program's entry as a shell does, without a process of its own, off the thread that draws."""
    out, err = io.StringIO(), io.StringIO()

    def call() -> int:
        with redirect_stdout(out), redirect_stderr(err):
            try:
                return main([str(argument) for argument in arguments])
            except SystemExit as left:
                return int(left.code or 0)

    with ThreadPoolExecutor(1) as pool:
        status = pool.submit(call).result()
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())
