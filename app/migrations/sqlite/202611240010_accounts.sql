-- People, their sessions, and the links that were mailed to them.

CREATE TABLE person (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    ref           TEXT    NOT NULL UNIQUE,
    email         TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    lang          TEXT    NOT NULL CHECK (lang IN ('ko', 'en')),
    password_hash TEXT    NOT NULL,
    coordinator   BOOLEAN NOT NULL,
    verified_ms   BIGINT,
    created_ms    BIGINT  NOT NULL
);

CREATE TABLE session (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    person_id  BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    created_ms BIGINT NOT NULL,
    seen_ms    BIGINT NOT NULL,
    agent      TEXT   NOT NULL
);
CREATE INDEX session_person ON session (person_id);

-- A mailed link: its token opens a page with one button, which uses it up.
CREATE TABLE mailed_link (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    purpose    TEXT   NOT NULL CHECK (purpose IN ('verify', 'reset')),
    person_id  BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    expires_ms BIGINT NOT NULL
);

-- What somebody is typing into a long form.
CREATE TABLE form_draft (
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    form      TEXT   NOT NULL,
    content   TEXT   NOT NULL,
    saved_ms  BIGINT NOT NULL,
    PRIMARY KEY (person_id, form)
);

-- The result of a form that was posted, so that posting it again does nothing twice.
CREATE TABLE idempotency (
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    once_key  TEXT   NOT NULL,
    result    TEXT   NOT NULL,
    at_ms     BIGINT NOT NULL,
    PRIMARY KEY (person_id, once_key)
);

-- What a person is told inside the portal; rendered in the reader's language.
CREATE TABLE message (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id  BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    kind       TEXT   NOT NULL,
    path       TEXT   NOT NULL,
    content    TEXT   NOT NULL,
    created_ms BIGINT NOT NULL,
    read_ms    BIGINT
);
CREATE INDEX message_person ON message (person_id, id);
