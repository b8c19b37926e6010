"""Screens of the app: each owns its state, its widgets only draw it."""
