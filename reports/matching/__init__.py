"""Lists of names compared with the employees (rapidfuzz): exact numbers first, then names with days of birth."""

from reports.matching.matcher import LEAST_BY_NAME, LEAST_SCORE, MOST_HITS, RapidMatcher

__all__ = ["LEAST_BY_NAME", "LEAST_SCORE", "MOST_HITS", "RapidMatcher"]
