"""Tables of the store.

A source is kept as revisions. A revision is first *wanted* (part of the corpus as it should be) and
becomes *live* (searched) together with the vector index that holds it, in one transaction that also
names that index. So a reader always sees a finished state, whenever a builder was killed.

A paper that is there several times (as a file, as a digest, by its records) is live once: its texts are joined in a
revision of their own, which names in ``joined`` the ids that it stands for. Each of them is kept as a ``part``,
neither wanted nor live, until it is the whole again. ``content`` names the bytes that a file had when it was
read, and ``corrected`` holds the fields that somebody set by hand.
"""

APPLICATION = 0x45584F43
"""The application id that marks a SQLite file as a store of Exocite ("EXOC")."""
VERSION = 4

SCHEMA = """
CREATE TABLE sources (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    revision TEXT NOT NULL,
    cut TEXT NOT NULL,
    named TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('builtin', 'user')),
    place TEXT,
    wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
    live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind IN ('review', 'study', 'note', 'file')),
    title TEXT,
    authors TEXT NOT NULL,
    et_al INTEGER NOT NULL,
    year INTEGER,
    journal TEXT,
    doi TEXT,
    pmid TEXT,
    pmcid TEXT,
    licence TEXT,
    url TEXT,
    status TEXT CHECK (status IN ('retracted', 'corrected', 'concern')),
    status_note TEXT,
    text TEXT NOT NULL,
    sections TEXT NOT NULL,
    note TEXT,
    pages TEXT NOT NULL DEFAULT '[]',
    content TEXT,
    corrected TEXT NOT NULL DEFAULT '{}',
    part INTEGER NOT NULL DEFAULT 0 CHECK (part IN (0, 1)),
    joined TEXT,
    UNIQUE (id, revision)
);
CREATE UNIQUE INDEX one_wanted ON sources (id) WHERE wanted;
CREATE UNIQUE INDEX one_live ON sources (id) WHERE live;

CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES sources (key) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    section TEXT,
    record TEXT,
    basis TEXT,
    sentences TEXT NOT NULL,
    pieces INTEGER NOT NULL,
    digest TEXT NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX passages_source ON passages (source);
CREATE INDEX passages_digest ON passages (digest);

CREATE TABLE mentions (
    passage INTEGER NOT NULL REFERENCES passages (key) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    start INTEGER,
    end INTEGER
);
CREATE INDEX mentions_passage ON mentions (passage);
CREATE INDEX mentions_name ON mentions (kind, name, passage);

CREATE VIRTUAL TABLE lexical USING fts5 (heading, text, names, tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    DELETE FROM lexical WHERE rowid = old.key;
END;
CREATE VIRTUAL TABLE terms USING fts5vocab (lexical, 'row');
CREATE TABLE frequencies (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE records (
    source INTEGER NOT NULL REFERENCES sources (key) ON DELETE CASCADE,
    id TEXT NOT NULL,
    mirna TEXT NOT NULL,
    cancer TEXT NOT NULL,
    drugs TEXT NOT NULL,
    effect TEXT NOT NULL,
    ev_level_change TEXT,
    ev_cargo TEXT NOT NULL,
    donor TEXT,
    recipient TEXT,
    targets TEXT NOT NULL,
    pathway TEXT NOT NULL,
    mechanism TEXT NOT NULL,
    model TEXT,
    evidence_note TEXT NOT NULL,
    confidence TEXT NOT NULL,
    PRIMARY KEY (source, id)
);

CREATE TABLE vectors (
    model TEXT NOT NULL,
    digest TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, digest)
);

CREATE TABLE finished (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    version TEXT NOT NULL
);
"""

UPGRADES = {
    2: """
CREATE TABLE frequencies (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO frequencies SELECT term, doc FROM terms;
""",
    3: """
ALTER TABLE sources ADD COLUMN note TEXT;
ALTER TABLE sources ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
ALTER TABLE sources ADD COLUMN content TEXT;
ALTER TABLE sources ADD COLUMN corrected TEXT NOT NULL DEFAULT '{}';
ALTER TABLE sources ADD COLUMN part INTEGER NOT NULL DEFAULT 0 CHECK (part IN (0, 1));
ALTER TABLE sources ADD COLUMN joined TEXT;
""",
}
"""What turns a store of an earlier version into one of the next."""
