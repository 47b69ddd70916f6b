from __future__ import annotations

import pytest

from cases.regulations.lines import line_of

TEXT = '''# [[step]] in a comment is none
[pack]
id = "uji" # key = "x"
title = """
[[step]]
key = "inside a text"
"""

[[step]]
key = "opened"
why = "key = 1"

[[ step ]]
key = 'team'
after = [
  "opened",
]
note = \'\'\'
[[guard]]
\'\'\'
[[guard]]
key = "g"
[guard.params]
levels = ["berat"]
[[guard]]
"key" = "h"
params.least = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("pack",), 2),
        (("pack", "id"), 3),
        (("pack", "title"), 4),
        (("step", 0), 9),
        (("step", 0, "key"), 10),
        (("step", 1), 13),
        (("step", 1, "key"), 14),
        (("step", 1, "after"), 15),
        (("step", 1, "after", 0), 15),
        (("guard", 0), 21),
        (("guard", 0, "params"), 23),
        (("guard", 0, "params", "levels"), 24),
        (("guard", 1, "key"), 26),
        (("guard", 1, "params", "least"), 27),
        (("step", 1, "nothing"), 13),
        (("step", 7), 9),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_the_line_of_a_place_is_found_past_comments_and_texts(path, line: int):
    assert line_of(TEXT, path) == line
