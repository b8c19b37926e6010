"""From parallel text to a small Chinese–English package in Argos's format (see README.md)."""
