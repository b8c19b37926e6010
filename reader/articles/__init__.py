"""Articles: their model, the importers that read them, and the library that keeps them."""
