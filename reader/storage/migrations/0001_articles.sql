-- Articles and their blocks, as written.
-- A removed article keeps its row (its notes still name it); its blocks go some time later.
-- 'folded' is title, English title and source as reader.chinese.folding folds them, for filtering.
CREATE TABLE articles (
    id            TEXT PRIMARY KEY,
    title         TEXT NOT NULL,
    english_title TEXT NOT NULL DEFAULT '',
    source        TEXT NOT NULL DEFAULT '',
    address       TEXT NOT NULL DEFAULT '',
    date          TEXT NOT NULL DEFAULT '',
    script        TEXT NOT NULL,
    origin        TEXT NOT NULL CHECK (origin IN ('corpus', 'imported')),
    path          TEXT NOT NULL DEFAULT '',
    digest        TEXT NOT NULL,
    characters    INTEGER NOT NULL,
    blocks        INTEGER NOT NULL,
    added         TEXT NOT NULL,
    removed       TEXT,
    folded        TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX articles_by_path ON articles (path);
CREATE INDEX articles_by_digest ON articles (digest);
CREATE INDEX articles_removed ON articles (removed) WHERE removed IS NOT NULL;

-- 'row' is the block's row in the search index.
CREATE TABLE blocks (
    row     INTEGER PRIMARY KEY,
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
    UNIQUE (article, number)
) STRICT;

CREATE INDEX headings ON blocks (article, number) WHERE kind = 'heading';

-- The length of every block in code points: unsigned 32-bit little-endian numbers in order.
CREATE TABLE extents (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    lengths BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Block texts and their edited English, folded, each Han character a token of its own.
CREATE VIRTUAL TABLE search USING fts5 (chinese, english, content = '', tokenize = 'unicode61');

-- What the library remembers about itself, such as the fingerprint of the corpus it holds.
CREATE TABLE library_state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
