"""Bookmarks, highlights and notes, and the forms in which they leave and return."""
