"""The reading screen in parts: its state, and what the person can do to it."""
