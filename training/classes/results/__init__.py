"""What came of classes: one batch beside another, who taught, and the sheet for the files."""
