"""Comparisons with other people's programs: tools for developers, not part of the tests."""
