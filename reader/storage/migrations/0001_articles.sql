-- Articles and their blocks, as written.
CREATE TABLE articles (
    id            TEXT PRIMARY KEY,
    title         TEXT NOT NULL,
    english_title TEXT NOT NULL DEFAULT '',
    source        TEXT NOT NULL DEFAULT '',
    date          TEXT NOT NULL DEFAULT '',
    script        TEXT NOT NULL,
    origin        TEXT NOT NULL CHECK (origin IN ('corpus', 'imported')),
    path          TEXT NOT NULL DEFAULT '',
    digest        TEXT NOT NULL,
    characters    INTEGER NOT NULL,
    blocks        INTEGER NOT NULL,
    added         TEXT NOT NULL,
    removed       TEXT
) STRICT;

CREATE TABLE blocks (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    level   INTEGER NOT NULL DEFAULT 0,
    text    TEXT NOT NULL,
    marks   TEXT NOT NULL DEFAULT '[]',
    marker  TEXT NOT NULL DEFAULT '',
    target  TEXT NOT NULL DEFAULT '',
    debris  INTEGER NOT NULL DEFAULT 0,
    english TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
