"""Pictures of the real app: ``uv run python -m tests.pictures [FOLDER] [--no-png]``."""
