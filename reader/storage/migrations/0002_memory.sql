-- The translation memory: one row for each normalised sentence and package version.
-- A person's own wording has the package 'correction'.
CREATE TABLE memory (
    sentence TEXT NOT NULL,
    package  TEXT NOT NULL,
    english  TEXT NOT NULL,
    doubtful INTEGER NOT NULL DEFAULT 0,
    updated  TEXT NOT NULL,
    PRIMARY KEY (sentence, package)
) STRICT, WITHOUT ROWID;
