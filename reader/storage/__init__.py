"""One SQLite file for what the person made: connection, migrations, backup, and where it lives."""
