"""The project: settings, addresses, the home page and the screens that span the apps."""
