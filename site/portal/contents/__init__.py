"""The contents a new site starts with. An editor changes them on the site, not here."""
