"""What is done off the thread that draws, and waited for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def in_worker(work: Callable[[], T]) -> T:
    """Do something off the UI thread and wait for it, as only a test may."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()
