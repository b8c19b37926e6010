"""What the tests build or pretend: packages, servers, stand-ins."""
