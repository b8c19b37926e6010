-- The translation memory: one row for each normalised sentence and package version.
-- Sentences from a TMX file have the package 'tmx'.
CREATE TABLE memory (
    sentence TEXT NOT NULL,
    package  TEXT NOT NULL,
    english  TEXT NOT NULL,
    doubtful INTEGER NOT NULL DEFAULT 0,
    updated  TEXT NOT NULL,
    PRIMARY KEY (sentence, package)
) STRICT, WITHOUT ROWID;

-- A person's own wording. It holds for the sentence everywhere, and before an edited English in
-- the article it was written for.
CREATE TABLE corrections (
    sentence TEXT NOT NULL,
    article  TEXT NOT NULL,
    english  TEXT NOT NULL,
    updated  TEXT NOT NULL,
    PRIMARY KEY (sentence, article)
) STRICT, WITHOUT ROWID;

-- Sentences whose normalised form differs from the written one, so that an article in another
-- script is looked up without loading the converter.
CREATE TABLE spellings (
    written  TEXT PRIMARY KEY,
    sentence TEXT NOT NULL
) STRICT, WITHOUT ROWID;
