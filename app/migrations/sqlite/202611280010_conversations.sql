-- Conversations between two firms about one matter, and offers to take part.

CREATE TABLE conversation (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ref        TEXT   NOT NULL UNIQUE,
    -- The firm with the smaller id is the first: a pair stands in one order only.
    first_id   BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    second_id  BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    matter     TEXT   NOT NULL CHECK (matter IN ('contact', 'offer', 'bid')),
    -- The slug or reference of what it is about; empty: the firms themselves.
    thing      TEXT   NOT NULL,
    path       TEXT   NOT NULL,
    about_ko   TEXT   NOT NULL,
    about_en   TEXT   NOT NULL,
    changed_ms BIGINT NOT NULL,
    -- A firm that wants no more of it; nobody writes then.
    blocked_by BIGINT,
    reported_by BIGINT,
    report     TEXT   NOT NULL,
    CHECK (first_id < second_id),
    UNIQUE (first_id, second_id, matter, thing)
);
CREATE INDEX conversation_first ON conversation (first_id, changed_ms, id);
CREATE INDEX conversation_second ON conversation (second_id, changed_ms, id);
CREATE INDEX conversation_reported ON conversation (id) WHERE reported_by IS NOT NULL;

CREATE TABLE conversation_line (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id BIGINT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    company_id      BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    person_id       BIGINT NOT NULL REFERENCES person (id),
    body            TEXT   NOT NULL,
    sent_ms         BIGINT NOT NULL
);
CREATE INDEX conversation_line_order ON conversation_line (conversation_id, id);

CREATE TABLE conversation_file (
    ref     TEXT   NOT NULL PRIMARY KEY,
    line_id BIGINT NOT NULL REFERENCES conversation_line (id) ON DELETE CASCADE,
    name    TEXT   NOT NULL,
    sha256  TEXT   NOT NULL REFERENCES blob (sha256),
    size    BIGINT NOT NULL
);
CREATE INDEX conversation_file_line ON conversation_file (line_id);
CREATE INDEX conversation_file_blob ON conversation_file (sha256);

-- Consent to give a named person's contact to the other firm, as the law asks for it: what, to whom, when, and when it was
-- taken back.
CREATE TABLE contact_consent (
    conversation_id BIGINT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    company_id      BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    person_id       BIGINT NOT NULL REFERENCES person (id),
    -- Of the notice that was agreed to.
    notice          BIGINT NOT NULL,
    phone           TEXT   NOT NULL,
    given_ms        BIGINT NOT NULL,
    withdrawn_ms    BIGINT,
    PRIMARY KEY (conversation_id, company_id, given_ms)
);

CREATE TABLE offer (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ref        TEXT   NOT NULL UNIQUE,
    company_id BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    sector     TEXT   NOT NULL REFERENCES sector (slug),
    -- The type of firm as which it would take part.
    firm_type  TEXT   NOT NULL REFERENCES firm_type (slug),
    text_ko    TEXT   NOT NULL,
    text_en    TEXT   NOT NULL,
    until_ms   BIGINT NOT NULL,
    -- Why the secretariat hides it; empty: it is shown.
    hidden     TEXT   NOT NULL,
    -- Changed since it was hidden: the secretariat looks again.
    mended     BOOLEAN NOT NULL DEFAULT FALSE,
    created_ms BIGINT NOT NULL,
    changed_ms BIGINT NOT NULL,
    version    BIGINT NOT NULL
);
CREATE INDEX offer_open ON offer (until_ms, id);
CREATE INDEX offer_company ON offer (company_id, until_ms);
CREATE INDEX offer_sector ON offer (sector, until_ms, id);

CREATE TABLE offer_technology (
    offer_id   BIGINT NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
    technology TEXT   NOT NULL REFERENCES technology (slug),
    PRIMARY KEY (offer_id, technology)
);
CREATE INDEX offer_technology_slug ON offer_technology (technology, offer_id);
