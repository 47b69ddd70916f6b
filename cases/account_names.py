"""Names of accounts in one form: a platform, a handle without "@", and the address of the account's page.

"@Budi.S", "instagram.com/budi.s/?hl=id" and "https://www.Instagram.com/Budi.S" are one account. Handles are kept in the
small letters that the services compare them in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import msgspec

import resources
from cases.errors import InvalidInput, RegulationError
from cases.rules.addresses import address_key

_SPACES: Final = re.compile(r"\s+")
_FRONT: Final = re.compile(r"^(?:www|m|mobile|web|id-id|mbasic|touch|l|lm|vm|vt|music|api|chat)\.")
_WEB: Final = frozenset({"http", "https"})
_LOOKS_LIKE_ADDRESS: Final = re.compile(r"^(?:https?:)?/*[\w.-]+\.[a-z]{2,}(?:[/?#:]|$)", re.IGNORECASE)
_LOCAL, _COUNTRY = "0", "62"


class Platform(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A service as ``resources/reference/platforms.toml`` describes it."""

    name: str
    also: tuple[str, ...]
    hosts: tuple[str, ...]
    paths: tuple[str, ...]
    content: tuple[str, ...]
    handle: str
    address: str
    number_address: str = ""
    query: str = ""
    phone: bool = False
    keeps_address: bool = False


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    platform: tuple[Platform, ...]


@dataclass(frozen=True, slots=True)
class AccountName:
    """An account in one form; ``key`` is the same for the same account."""

    platform: str
    handle: str
    url: str

    @property
    def key(self) -> str:
        """What two accounts are compared by."""
        return account_key(self.platform, self.handle, self.url)

    @property
    def shown(self) -> str:
        """As a list shows it."""
        return account_words(self.platform, self.handle, self.url)


def account_key(platform: str, handle: str, url: str) -> str:
    """Return what is the same for two names of one account: platform and handle, else the address."""
    return f"{platform}:{handle or same_address(url)}".casefold()


def account_words(platform: str, handle: str, url: str) -> str:
    """Return an account as text ("Instagram @budi.s")."""
    known = _known().get(platform.casefold())
    mark = "" if known is not None and known.phone else "@"
    return f"{platform} {mark}{handle}" if handle else f"{platform} {url}"


@cache
def platforms() -> tuple[Platform, ...]:
    """Return the services that the program knows; raises RegulationError when the shipped table is broken."""
    try:
        return msgspec.toml.decode(resources.read_text("reference/platforms.toml"), type=_Table).platform
    except msgspec.MsgspecError as error:
        raise RegulationError("Tabel media sosial tidak terbaca; pasang ulang program.", detail=str(error)) from error


def account_name(platform: str, handle: str, url: str = "") -> AccountName:
    """Return an account in one form; raises InvalidInput with the field that cannot be taken.

    What stands in ``handle`` may be an address too. A platform that the address contradicts is refused; one that the
    program does not know is kept with what was written.
    """
    platform, handle, url = (_SPACES.sub(" ", part).strip() for part in (platform, handle, url))
    if not url and "/" in handle and _is_address(handle):
        handle, url = "", handle
    told = _known().get(platform.casefold())
    if url:
        parts = _split(url)
        hosted = _of_host(parts)
        if hosted is not None and told is not None and hosted is not told:
            raise InvalidInput(
                f"Alamat {url} adalah alamat {hosted.name}, bukan {told.name}; perbaiki salah satunya.", field="url"
            )
        if hosted is not None:
            return _at(hosted, handle, parts)
        if told is not None:
            raise InvalidInput(f"Alamat {url} bukan alamat {told.name}; perbaiki alamat atau medianya.", field="url")
    if not platform:
        raise InvalidInput("Pilih media sosialnya, misalnya Instagram, atau isi URL akunnya.", field="platform")
    if told is None:
        bare = handle.removeprefix("@").strip()
        if not bare and not url:
            raise InvalidInput("Isi nama akun atau URL-nya.", field="handle")
        return AccountName(platform, bare.casefold(), same_address(url) if url else "")
    return _named(told, handle)


def same_address(url: str) -> str:
    """Return an address in one form for every spelling of it; text that is none comes back bare."""
    key = address_key(url) if _is_address(url) else ""
    return f"https://{key}" if key else url.strip()


def _at(platform: Platform, handle: str, parts: SplitResult) -> AccountName:
    """An account by its address; a handle that was written besides has to be the same."""
    found = _handle_in(platform, parts)
    written = _bare(platform, handle) if handle else ""
    if not found and not written:
        raise InvalidInput(
            f"Alamat itu bukan halaman akun {platform.name}, melainkan unggahan; isi nama akunnya juga.", field="url"
        )
    if found and written and found != written:
        raise InvalidInput(
            f"Nama akun {written} dan alamat yang menyebut {found} berbeda; perbaiki salah satunya.", field="handle"
        )
    name = _named(platform, found or written)
    if platform.keeps_address and found and not parts.path.startswith("/@"):
        return AccountName(platform.name, name.handle, f"https://www.{_host(parts)}{unquote(parts.path).rstrip('/')}")
    return name


def _named(platform: Platform, handle: str) -> AccountName:
    bare = _bare(platform, handle)
    if not bare:
        raise InvalidInput(f"Isi nama akun {platform.name} atau URL-nya.", field="handle")
    if not re.fullmatch(platform.handle, bare):
        raise InvalidInput(
            f"“{handle}” tidak mungkin nama akun {platform.name}; salin dari alamat halaman akunnya.", field="handle"
        )
    address = platform.number_address if platform.number_address and bare.isdecimal() else platform.address
    return AccountName(platform.name, bare, address.format(handle=bare))


def _bare(platform: Platform, handle: str) -> str:
    bare = handle.strip().removeprefix("@").strip().casefold()
    if platform.phone:
        digits = re.sub(r"[\s+().-]", "", bare)
        return _COUNTRY + digits.removeprefix(_LOCAL) if digits.startswith(_LOCAL) else digits
    return bare


def _handle_in(platform: Platform, parts: SplitResult) -> str:
    if platform.query and (values := parse_qs(parts.query).get(platform.query)):
        return _bare(platform, values[0])
    path = unquote(parts.path)
    if path.strip("/").partition("/")[0].casefold() in platform.content:
        path = path if path.casefold().startswith("/people/") else ""
    found = (re.match(pattern, path, re.IGNORECASE) for pattern in platform.paths)
    return next((_bare(platform, one["handle"]) for one in found if one), "")


def _of_host(parts: SplitResult) -> Platform | None:
    host = _host(parts)
    return next(
        (one for one in platforms() if any(host == name or host.endswith(f".{name}") for name in one.hosts)), None
    )


def _host(parts: SplitResult) -> str:
    return _FRONT.sub("", (parts.netloc.rpartition("@")[2].partition(":")[0]).casefold())


def _is_address(text: str) -> bool:
    return bool(_LOOKS_LIKE_ADDRESS.match(text.strip())) and " " not in text.strip()


def _split(url: str) -> SplitResult:
    text = url.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text.lstrip('/')}")
    except ValueError as error:
        raise InvalidInput(f"“{url}” bukan alamat web; salin dari peramban.", field="url") from error
    if parts.scheme.casefold() not in _WEB or not parts.netloc:
        raise InvalidInput(f"“{url}” bukan alamat web; salin dari peramban.", field="url")
    return parts


@cache
def _known() -> dict[str, Platform]:
    return {name.casefold(): one for one in platforms() for name in (one.name, *one.also)}
