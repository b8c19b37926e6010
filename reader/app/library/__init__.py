"""What the library screen is made of."""
