-- Whom the secretariat asked to fill a gap of a sector, and what came of it.
CREATE TABLE approach (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ref        TEXT    NOT NULL UNIQUE,
    sector     TEXT    NOT NULL REFERENCES sector (slug),
    technology TEXT    NOT NULL REFERENCES technology (slug),
    -- A member; else a firm outside, by name and mail address.
    company_id BIGINT  REFERENCES company (id) ON DELETE CASCADE,
    firm       TEXT    NOT NULL,
    email      TEXT    NOT NULL,
    -- Where the address of a firm outside is from; the mail says so.
    source     TEXT    NOT NULL,
    note       TEXT    NOT NULL,
    step       TEXT    NOT NULL CHECK (step IN ('planned', 'invited', 'interested', 'declined')),
    planned_ms BIGINT  NOT NULL,
    changed_ms BIGINT  NOT NULL,
    version    BIGINT  NOT NULL,
    CHECK ((company_id IS NULL) = (firm <> ''))
);
CREATE INDEX approach_step ON approach (step, changed_ms);
-- Addresses, hashed, whose owners want no such mail.
CREATE TABLE do_not_contact (
    email_hash TEXT   PRIMARY KEY NOT NULL,
    since_ms   BIGINT NOT NULL
);
-- Nobody is asked twice for the same.
CREATE UNIQUE INDEX approach_member ON approach (sector, technology, company_id) WHERE company_id IS NOT NULL;
CREATE UNIQUE INDEX approach_outside ON approach (sector, technology, email) WHERE email <> '';
