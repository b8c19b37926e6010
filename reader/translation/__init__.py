"""Offline English: edited text, translation memory, Argos packages, and the dictionary gloss."""
