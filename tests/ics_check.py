"""A strict reader of iCalendar files (RFC 5545): what a calendar program would stumble over is an error here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

_NAME = re.compile(r"[A-Z0-9-]+")
_ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CLASS", "TRANSP", "LAST-MODIFIED"}
_MUST = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
_INSIDE = {"VCALENDAR": {"VEVENT"}, "VEVENT": {"VALARM"}, "VALARM": set()}
_DURATION = re.compile(r"-?P(?:\d+W|(?=.)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)")


@dataclass
class Component:
    """A component: its properties as (value, parameters), and those inside."""

    name: str
    values: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A text value, unescaped; a wrong escape is an error."""
        ((value, _),) = self.values[name]
        found, place = "", 0
        while place < len(value):
            letter = value[place]
            if letter == "\\":
                place += 1
                found += {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}[value[place]]
            else:
                assert letter not in ",;", f"{name} has a {letter} that is not escaped"
                found += letter
            place += 1
        return found

    def day(self, name: str) -> date:
        """A value of type DATE."""
        ((value, parameters),) = self.values[name]
        assert parameters == {"VALUE": "DATE"}
        assert re.fullmatch(r"\d{8}", value)
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))


def read_ics(data: bytes) -> Component:
    """Read a file; AssertionError for what the standard forbids."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    for line in physical:
        assert not set(line) & set(b"\r\n"), "a bare line break"
        assert len(line) <= 75, "a line of more than 75 bytes"
        line.decode()  # a fold may not break a letter
        assert line, "an empty line"
    lines: list[str] = []
    for line in physical:
        if line.startswith(b" "):
            lines[-1] += line[1:].decode()
        else:
            lines.append(line.decode())
    root, *rest = _components(lines)
    assert not rest
    assert root.name == "VCALENDAR"
    assert [value for value, _ in root.values["VERSION"]] == ["2.0"]
    uids = [event.text("UID") for event in root.inside]
    assert len(uids) == len(set(uids)), "two events of one identifier"
    return root


def _components(lines: list[str]) -> list[Component]:
    roots: list[Component] = []
    stack: list[Component] = []
    for line in lines:
        head, colon, value = line.partition(":")
        name, *parts = head.split(";")
        assert colon, f"no property: {line}"
        assert _NAME.fullmatch(name), f"no name of a property: {line}"
        assert all(ord(letter) >= 32 or letter == "\t" for letter in value), "a control character"
        if name == "BEGIN":
            made = Component(value)
            assert value in (_INSIDE[stack[-1].name] if stack else {"VCALENDAR"})
            (stack[-1].inside if stack else roots).append(made)
            stack.append(made)
        elif name == "END":
            done = stack.pop()
            assert done.name == value
            _check(done)
        else:
            stack[-1].values.setdefault(name, []).append((value, dict(part.split("=", 1) for part in parts)))
    assert not stack
    return roots


def _check(one: Component) -> None:
    assert _MUST[one.name] <= one.values.keys(), f"{one.name} lacks {_MUST[one.name] - one.values.keys()}"
    for name in _ONCE & one.values.keys():
        assert len(one.values[name]) == 1, f"{name} twice"
    if one.name == "VEVENT":
        assert one.day("DTEND") - one.day("DTSTART") == timedelta(days=1)
        for name in {"DTSTAMP", "LAST-MODIFIED"} & one.values.keys():
            datetime.strptime(one.values[name][0][0], "%Y%m%dT%H%M%SZ")  # noqa: DTZ007 - the Z says UTC
        assert one.text("SUMMARY")
    if one.name == "VALARM":
        assert one.values["ACTION"][0][0] == "DISPLAY"
        assert _DURATION.fullmatch(one.values["TRIGGER"][0][0])
