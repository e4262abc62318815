-- Services that every slice uses, inside the transaction that changes the thing.

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Who did what to which thing; person ids, never names.
CREATE TABLE audit (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms     BIGINT NOT NULL,
    person_id BIGINT,
    verb      TEXT   NOT NULL,
    kind      TEXT   NOT NULL,
    thing_id  BIGINT NOT NULL,
    detail    TEXT   NOT NULL
);
CREATE INDEX audit_thing ON audit (kind, thing_id, id);

-- One address for each public thing; an alias answers 301 for ever.
CREATE TABLE slug (
    kind     TEXT    NOT NULL,
    slug     TEXT    NOT NULL,
    thing_id BIGINT  NOT NULL,
    alias    BOOLEAN NOT NULL,
    PRIMARY KEY (kind, slug)
);
CREATE UNIQUE INDEX slug_current ON slug (kind, thing_id) WHERE NOT alias;

-- Work to be done later, by whichever process takes it first.
CREATE TABLE job (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,
    unique_key TEXT    NOT NULL,
    payload    TEXT    NOT NULL,
    due_ms     BIGINT  NOT NULL,
    leased_ms  BIGINT  NOT NULL,
    tries      BIGINT  NOT NULL,
    parked     BOOLEAN NOT NULL,
    last_error TEXT    NOT NULL,
    UNIQUE (kind, unique_key)
);
CREATE INDEX job_due ON job (parked, due_ms);

-- Mails, written with the change they tell of and sent by a job.
CREATE TABLE mail (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient  TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    body_text  TEXT   NOT NULL,
    body_html  TEXT   NOT NULL,
    created_ms BIGINT NOT NULL,
    sent_ms    BIGINT
);

-- Files by content; bytes in chunks so that no row is large.
CREATE TABLE blob (
    sha256     TEXT   NOT NULL PRIMARY KEY,
    size       BIGINT NOT NULL,
    media_type TEXT   NOT NULL,
    created_ms BIGINT NOT NULL
);
CREATE TABLE blob_chunk (
    sha256   TEXT   NOT NULL REFERENCES blob (sha256) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    bytes    BLOB   NOT NULL,
    PRIMARY KEY (sha256, position)
);

CREATE TABLE search_document (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT   NOT NULL,
    thing_id BIGINT NOT NULL,
    path     TEXT   NOT NULL,
    audience TEXT   NOT NULL CHECK (audience IN ('public', 'members')),
    title_ko TEXT   NOT NULL,
    title_en TEXT   NOT NULL,
    about_ko TEXT   NOT NULL,
    about_en TEXT   NOT NULL,
    folded   TEXT   NOT NULL,
    UNIQUE (kind, thing_id)
);
-- Pairs of neighbouring characters of a folded text: what finds two-syllable Korean words.
CREATE TABLE search_gram (
    gram        TEXT   NOT NULL,
    document_id BIGINT NOT NULL REFERENCES search_document (id) ON DELETE CASCADE,
    weight      BIGINT NOT NULL,
    PRIMARY KEY (gram, document_id)
);
CREATE INDEX search_gram_document ON search_gram (document_id);

-- Tries within a window, for limits that hold across processes.
CREATE TABLE rate (
    bucket     TEXT   NOT NULL PRIMARY KEY,
    started_ms BIGINT NOT NULL,
    tries      BIGINT NOT NULL
);
