"""The highlighters; apart from the model, since the registry of keys is read at every start."""

COLOURS = ("yellow", "green", "blue", "pink", "purple")
"""The names of the highlighters, the first one the default; themes say what they look like."""
