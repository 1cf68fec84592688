"""The screens on which a city officer hands in registers, looks at what they would do, and decides."""
