"""Parts of the pages about reports: the form, its respondents, the facts as recorded."""
