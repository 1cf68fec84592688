"""Whom the training classes have reached: research officers and backbone teachers (R22), and the audiences of general classes (R23)."""
