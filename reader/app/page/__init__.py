"""The page as pure data: what is laid out where, without a line of Textual."""
