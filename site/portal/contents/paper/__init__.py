"""Worksheets and plans on paper."""
