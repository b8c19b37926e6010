-- Bookmarks, highlights and notes. No foreign key to articles: notes outlive their article.
-- The checks are also what tells a damaged row from a sound one.
CREATE TABLE annotations (
    id             TEXT PRIMARY KEY,
    kind           TEXT NOT NULL CHECK (kind IN ('bookmark', 'highlight', 'note')),
    article        TEXT NOT NULL,
    block          INTEGER NOT NULL,
    start          INTEGER NOT NULL,
    end            INTEGER NOT NULL,
    exact          TEXT NOT NULL,
    prefix         TEXT NOT NULL DEFAULT '',
    suffix         TEXT NOT NULL DEFAULT '',
    -- The headings above the quote, outermost first, as JSON.
    headings       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(headings)),
    orphan         INTEGER NOT NULL DEFAULT 0 CHECK (orphan IN (0, 1)),
    body           TEXT NOT NULL DEFAULT '',
    colour         TEXT NOT NULL DEFAULT '',
    english        TEXT NOT NULL DEFAULT '',
    english_source TEXT NOT NULL DEFAULT '',
    created        TEXT NOT NULL CHECK (created GLOB '????-??-??T??:??:??.???Z'),
    updated        TEXT NOT NULL CHECK (updated GLOB '????-??-??T??:??:??.???Z'),
    deleted        TEXT CHECK (deleted GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX annotations_by_article ON annotations (article, block, start);
CREATE INDEX annotations_by_time ON annotations (created);
CREATE INDEX annotations_by_deletion ON annotations (deleted) WHERE deleted IS NOT NULL;

-- The key's columns come first: some versions of SQLite find fault with any other order.
CREATE TABLE annotation_tags (
    annotation TEXT NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
    tag        TEXT NOT NULL,
    position   INTEGER NOT NULL,
    PRIMARY KEY (annotation, tag)
) STRICT, WITHOUT ROWID;

-- What an annotated article was called, for articles that are no longer, or never were, in the library.
CREATE TABLE annotated_articles (
    id            TEXT PRIMARY KEY,
    title         TEXT NOT NULL,
    english_title TEXT NOT NULL DEFAULT '',
    source        TEXT NOT NULL DEFAULT '',
    date          TEXT NOT NULL DEFAULT '',
    script        TEXT NOT NULL DEFAULT '',
    address       TEXT NOT NULL DEFAULT '',
    -- Of a file that was opened without importing it; only ever used on this machine.
    path          TEXT NOT NULL DEFAULT ''
) STRICT;

-- Texts in an editor that are not stored yet, kept while one types in case the program ends.
CREATE TABLE drafts (
    name    TEXT PRIMARY KEY,
    text    TEXT NOT NULL,
    updated TEXT NOT NULL
) STRICT;
