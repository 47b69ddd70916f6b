"""A pack of the law that an office made itself."""

from __future__ import annotations

OWN_PACK = """[pack]
id = "perbup-kami"
family = "perbup"
version = 1
title = "Peraturan Bupati tentang Uji"
short = "Perbup Uji"
valid_from = 2024-01-01
selected_by = "receipt"
source = "buatan"
track = "disiplin"

[[provision]]
key = "satu"
text = "Ketentuan buatan."
article = "Pasal 1"
"""
