"""Pure functions over records and regulation packs; no article and no number of days stands here."""
