"""Read Chinese articles in the terminal, in either script, with offline English beside them."""

__version__ = "0.1.0"
