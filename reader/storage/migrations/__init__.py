"""Numbered SQL steps that bring a database file to the present form."""
