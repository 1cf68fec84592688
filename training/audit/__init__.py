"""The audit of a training year (P2–P5, V3–V6, S2–S3)."""
