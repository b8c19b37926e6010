-- Where the person is in each article, and the choices that the app remembers (JSON values).
CREATE TABLE positions (
    article  TEXT PRIMARY KEY,
    block    INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    progress REAL NOT NULL,
    updated  TEXT NOT NULL
) STRICT;

CREATE TABLE choices (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
