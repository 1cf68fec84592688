"""The living style page: every component of the site with its states."""
