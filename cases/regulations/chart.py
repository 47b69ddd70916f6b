"""The road of a case as the packs lay it: for each track a chart and a table of its steps, in Markdown.

``python3 dev.py states`` writes it to ``docs/states.md``; a test holds the file to what the packs say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from cases.model.case import Track
from cases.model.steps import StepKey
from cases.regulations.entries import StepRule
from cases.regulations.law import Law
from cases.regulations.shipped import load_law

_INTRODUCTION = """# The road of a case

Written from the regulation packs by `python3 dev.py states`; change the packs, not this file. What the words of the
conditions mean stands in `regulations.md`. A chart shows the main road; what may be recorded beside it ("Tindakan
lain") stands in the table only, marked "beside". With a step marked "ends" everything is over but what comes after it.
"""
_COLUMNS = ("Step", "Title", "After", "Never with", "Day of", "Letter", "Due dates", "Article", "Doubt")


def state_chart(law: Law) -> str:
    """Return the charts and tables of every track that has steps."""
    parts = [_INTRODUCTION]
    for track in Track:
        rules = law.steps(track)
        if rules:
            parts.append(f"## {track.value}\n\n{_diagram(rules, law)}\n\n{_table(rules)}\n")
    return "\n".join(parts)


def _diagram(rules: tuple[StepRule, ...], law: Law) -> str:
    road = {rule.key: rule for rule in rules if not rule.side or rule.needed or rule.ends}
    lines = [f'    state "{rule.title}" as {_name(key)}' for key, rule in road.items()]
    for rule in road.values():
        lines += dict.fromkeys(_edges(rule, road, law))
    onward = {word for rule in rules if not rule.side for line in rule.after for word in line.split()}
    lines += [f"    {_name(key)} --> [*]" for key, rule in road.items() if rule.ends and key not in onward]
    return "\n".join(("```mermaid", "stateDiagram-v2", *lines, "```"))


def _edges(rule: StepRule, road: dict[str, StepRule], law: Law) -> Iterator[str]:
    """The ways that lead to a step: from the last step that a line of its conditions names."""
    if not rule.after:
        yield f"    [*] --> {_name(rule.key)}"
    for line in rule.after:
        words = line.split()
        named = [key for key in road if key in words]
        sources = named[-1:] or _causes(words, road, law)
        for source in sources:
            rest = " ".join(word for word in words if word != source)
            yield f"    {_name(source)} --> {_name(rule.key)}" + (f" : {_label(rest)}" if rest else "")


def _causes(words: list[str], road: dict[str, StepRule], law: Law) -> list[str]:
    """The steps that can make a word hold which no step of the line does: those with such an outcome."""
    return [key for key in road if any(outcome.effect in words for outcome in law.outcomes(key))]


def _table(rules: tuple[StepRule, ...]) -> str:
    rows = [_COLUMNS, tuple("---" for _ in _COLUMNS), *(_row(rule) for rule in rules)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)


def _row(rule: StepRule) -> tuple[str, ...]:
    marks = [word for word, held in (("beside", rule.side), ("optional", rule.optional), ("ends", rule.ends)) if held]
    return (
        f"`{rule.key}`" + (f" ({', '.join(marks)})" if marks else ""),
        rule.title,
        " or ".join(f"`{line}`" for line in rule.after),
        ", ".join(f"`{word}`" for word in rule.unless if word != rule.key),
        rule.dated_by,
        ", ".join(f"`{kind}`" for kind in rule.makes),
        ", ".join(f"`{key}`" for key in rule.deadline),
        rule.place,
        "" if rule.verified else rule.note,
    )


def _name(key: str) -> str:
    return StepKey(key).name.lower()


def _label(words: str) -> str:
    """A colon would end the label of an edge."""
    return words.replace(":", " ")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(state_chart(load_law()), encoding="utf-8")
