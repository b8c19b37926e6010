BEGIN;
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
CREATE TABLE extents (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    lengths BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (chinese, english, content = '', tokenize = 'unicode61');
CREATE TABLE library_state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE fingerprint (value TEXT NOT NULL) STRICT;
CREATE TABLE memory (
    sentence TEXT NOT NULL,
    package  TEXT NOT NULL,
    english  TEXT NOT NULL,
    doubtful INTEGER NOT NULL DEFAULT 0,
    updated  TEXT NOT NULL,
    PRIMARY KEY (sentence, package)
) STRICT, WITHOUT ROWID;
CREATE TABLE corrections (
    sentence TEXT NOT NULL,
    article  TEXT NOT NULL,
    english  TEXT NOT NULL,
    updated  TEXT NOT NULL,
    PRIMARY KEY (sentence, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE spellings (
    written  TEXT PRIMARY KEY,
    sentence TEXT NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE annotation_tags (
    annotation TEXT NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
    tag        TEXT NOT NULL,
    position   INTEGER NOT NULL,
    PRIMARY KEY (annotation, tag)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE drafts (
    name    TEXT PRIMARY KEY,
    text    TEXT NOT NULL,
    updated TEXT NOT NULL
) STRICT;
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
DELETE FROM "articles";
INSERT INTO "articles" VALUES ('5252d2', '河边的书店', '', '城市副刊', '', '2024-03-01', 'zh-Hans', 'imported', '/home/reader/river.md', '24691b244dad4ab9e6a4e6df97db3445', 48, 3, '2026-11-22T07:53:38.609286+00:00', NULL, '河边的书店

城市副刊');
DELETE FROM "blocks";
INSERT INTO "blocks" VALUES (1, '5252d2', 0, 'heading', 1, '一、门口', '[]', '', '', 0, '[]');
INSERT INTO "blocks" VALUES (2, '5252d2', 1, 'paragraph', 0, '老板每天六点开门。他先扫地，再煮茶。“茶要慢慢喝，”他说。', '[]', '', '', 0, '[]');
INSERT INTO "blocks" VALUES (3, '5252d2', 2, 'quote', 1, '书是给人看的，不是给灰尘看的。', '[]', '', '', 0, '[]');
DELETE FROM "extents";
INSERT INTO "extents" VALUES ('5252d2', X'040000001D0000000F000000');
DELETE FROM "search_data";
INSERT INTO "search_data" VALUES (1, X'032600');
INSERT INTO "search_data" VALUES (10, X'000000000101010001010101');
INSERT INTO "search_data" VALUES (137438953473, X'000000E40430E4B88001020203018D0302080202B9A60302020202BABA0302050202BB9602040A0E0103E5858802020B0301AD0202060202868D02020E02028FA30102040202969D02021502029CB002020D0202A4A90202050202B09803020C0202BC800202080103E685A202041303020289AB02020C020298AF0304030802029DBF0202030202AF8F0202040103E781B003020B020282B9020207020285AE02020F02029A840304070902029C8B030406090202BB99030404080103E8808102020202028CB6020410030202A6810202120202AFB40202170103E997A8010203010209040806070708080607070707070707090708070708070708080808080707');
DELETE FROM "search_idx";
INSERT INTO "search_idx" VALUES (1, X'', 2);
DELETE FROM "search_docsize";
INSERT INTO "search_docsize" VALUES (1, X'0300');
INSERT INTO "search_docsize" VALUES (2, X'1600');
INSERT INTO "search_docsize" VALUES (3, X'0D00');
DELETE FROM "search_config";
INSERT INTO "search_config" VALUES ('version', 4);
DELETE FROM "library_state";
INSERT INTO "library_state" VALUES ('corpus', 'cea3878a334b240469d159ff840b6434');
INSERT INTO "library_state" VALUES ('search index', '1');
DELETE FROM "fingerprint";
INSERT INTO "fingerprint" VALUES ('88c1dd1e');
DELETE FROM "memory";
DELETE FROM "corrections";
INSERT INTO "corrections" VALUES ('老板每天六点开门。', '5252d2', 'The owner opens at six.', '2026-11-22T07:53:39.047Z');
DELETE FROM "spellings";
DELETE FROM "annotations";
INSERT INTO "annotations" VALUES ('hjkpzt68rr', 'bookmark', '5252d2', 1, 0, 9, '老板每天六点开门。', '一、门口
', '他先扫地，再煮茶。“茶要慢慢喝，”他说。
书是给人看的，不是给灰', '["一、门口"]', 0, '', '', '', '', '2026-11-22T07:53:38.714Z', '2026-11-22T07:53:38.714Z', NULL);
INSERT INTO "annotations" VALUES ('a4jpy2dv88', 'highlight', '5252d2', 1, 9, 18, '他先扫地，再煮茶。', '一、门口
老板每天六点开门。', '“茶要慢慢喝，”他说。
书是给人看的，不是给灰尘看的。', '["一、门口"]', 0, '', 'green', '', '', '2026-11-22T07:53:38.716Z', '2026-11-22T07:53:38.716Z', NULL);
INSERT INTO "annotations" VALUES ('cg4h1yg434', 'note', '5252d2', 2, 0, 15, '书是给人看的，不是给灰尘看的。', '口
老板每天六点开门。他先扫地，再煮茶。“茶要慢慢喝，”他说。
', '', '["一、门口"]', 0, '**好**

- 一
- 二', '', 'Books are there for people to read, not for the dust.', 'edited', '2026-11-22T07:53:38.717Z', '2026-11-22T07:53:38.717Z', NULL);
INSERT INTO "annotations" VALUES ('t6rt1tqj01', 'note', '5252d2', 1, 18, 29, '“茶要慢慢喝，”他说。', '一、门口
老板每天六点开门。他先扫地，再煮茶。', '
书是给人看的，不是给灰尘看的。', '["一、门口"]', 0, 'gone', '', '', '', '2026-11-22T07:53:38.720Z', '2026-11-22T07:53:38.720Z', '2026-11-22T07:53:38.722Z');
DELETE FROM "annotation_tags";
INSERT INTO "annotation_tags" VALUES ('cg4h1yg434', 'river', 1);
INSERT INTO "annotation_tags" VALUES ('cg4h1yg434', '书', 0);
DELETE FROM "annotated_articles";
INSERT INTO "annotated_articles" VALUES ('5252d2', '河边的书店', '', '城市副刊', '2024-03-01', 'zh-Hans', '', '');
DELETE FROM "drafts";
DELETE FROM "positions";
INSERT INTO "positions" VALUES ('5252d2', 1, 1, 0.5, '2026-11-22T07:53:38.723393+00:00');
DELETE FROM "choices";
PRAGMA user_version = 4;
COMMIT;
