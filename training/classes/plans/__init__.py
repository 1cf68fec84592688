"""The training classes that units and the city plan for a year (R17), and what came of them (R21)."""
