"""The editor's handbook: docs/editor.md as pages of the site, and the pictures in it."""
