"""Films and files of pages: what is taken, shown, handed out together, and counted."""
