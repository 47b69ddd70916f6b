"""Parts of the pages about employees: the tree of work units, and the cards of one employee."""
