"""The speed promises, measured: ``python dev.py bench``. How to read the figures: ``docs/performance.md``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The tests' own helpers (samples.py, letter_samples.py) are found as pytest finds them.
sys.path.insert(0, str(ROOT / "tests"))
