"""Addresses of the web: one form for every spelling of the same page, and the addresses that stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from cases.rules.reference import AddressTable, address_table

_IN_TEXT: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_ENDS: Final = ".,;:!?)]}'’"
"""Signs after an address in a sentence that are none of it."""
_ALL: Final = "*"


def address_key(text: str) -> str:
    """Return one form of an address for every spelling of it, "" for what is no address.

    The way it is fetched, "www." and "m.", a closing slash, a place within the page and what only tells who shared it
    make no difference (``resources/reference/addresses.toml``); the case of a path does.
    """
    bare = "".join(text.split())
    if not bare:
        return ""
    try:
        parts = urlsplit(bare if "://" in bare else f"//{bare.removeprefix('//')}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:  # what only looks like an address
        return ""
    if "." not in host:
        return ""
    table = address_table()
    host = _host(host, table)
    path = "/" + "/".join(part for part in unquote(parts.path).split("/") if part)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    for short in table.short:
        if host == short.host and path != "/":
            host, fields = short.to, [(short.field, path.removeprefix("/")), *fields]
            path = short.path
    noise = (*table.noise, *table.noise_of.get(host, ()))
    kept = sorted({(name, value) for name, value in fields if not _is_noise(name.casefold(), noise)})
    shown = "" if path == "/" else quote(path, safe="/@:!$&'()*+,;=~-._")
    return f"{host}{shown}" + (f"?{urlencode(kept)}" if kept else "")


def addresses_in(text: str) -> tuple[str, ...]:
    """Return the addresses that stand in a text, each in the form of ``address_key``."""
    keys = (address_key(found.rstrip(_ENDS)) for found in _IN_TEXT.findall(text))
    return tuple(dict.fromkeys(key for key in keys if "/" in key))


def _host(host: str, table: AddressTable) -> str:
    labels = host.split(".")
    while len(labels) > len(("name", "top")) and labels[0] in table.prefixes:
        del labels[0]
    bare = ".".join(labels)
    return table.same.get(bare, bare)


def _is_noise(name: str, noise: Iterable[str]) -> bool:
    return any(name.startswith(one[:-1]) if one.endswith(_ALL) else name == one for one in noise)
