"""Text as it is kept: without the signs that nobody sees."""

from __future__ import annotations

import unicodedata


def seen(text: str) -> str:
    """Return a text without the signs that nobody sees and no paper shows; a line feed stays, a tab is a space."""
    if text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(sign for sign in plain if sign == "\n" or not unicodedata.category(sign).startswith("C"))


def one_line(text: str) -> str:
    """Return a text as one line of words with a space between each two, and nothing that nobody sees."""
    return " ".join(seen(text).split())


def capital(text: str) -> str:
    """Return a text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]
