-- The core-technology map, and what firms can do on it.

-- Domain > area > technology in one table, since all three share their addresses.
CREATE TABLE technology (
    slug     TEXT   NOT NULL PRIMARY KEY,
    level    TEXT   NOT NULL CHECK (level IN ('domain', 'area', 'technology')),
    parent   TEXT   REFERENCES technology (slug),
    position BIGINT NOT NULL,
    name_ko  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL,
    about_ko TEXT   NOT NULL,
    about_en TEXT   NOT NULL,
    CHECK ((level = 'domain') = (parent IS NULL))
);
CREATE INDEX technology_children ON technology (parent, position);

-- What a firm says it can do, and beside it what the secretariat has confirmed; never mixed.
CREATE TABLE capability (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    ref            TEXT    NOT NULL UNIQUE,
    company_id     BIGINT  NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    technology     TEXT    NOT NULL REFERENCES technology (slug),
    activity       TEXT    NOT NULL CHECK (activity IN ('build', 'integrate', 'operate', 'resell', 'advise')),
    level          BIGINT  NOT NULL CHECK (level BETWEEN 1 AND 4),
    verified_level BIGINT  CHECK (verified_level BETWEEN 1 AND 4),
    -- Whether visitors see level, activity, evidence and note too.
    open           BOOLEAN NOT NULL,
    note_ko        TEXT    NOT NULL,
    note_en        TEXT    NOT NULL,
    claimed_ms     BIGINT  NOT NULL,
    verified_ms    BIGINT,
    -- Waits for the secretariat: claimed or changed since it was last looked at.
    waiting_ms     BIGINT,
    return_reason  TEXT    NOT NULL,
    version        BIGINT  NOT NULL,
    UNIQUE (company_id, technology, activity),
    CHECK (verified_level IS NULL OR verified_level <= level)
);
CREATE INDEX capability_technology ON capability (technology, company_id);
CREATE INDEX capability_waiting ON capability (waiting_ms);

CREATE TABLE evidence (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    ref           TEXT   NOT NULL UNIQUE,
    capability_id BIGINT NOT NULL REFERENCES capability (id) ON DELETE CASCADE,
    kind          TEXT   NOT NULL CHECK (kind IN ('reference', 'certificate', 'listing', 'patent', 'staff', 'opensource')),
    title_ko      TEXT   NOT NULL,
    title_en      TEXT   NOT NULL,
    issuer_ko     TEXT   NOT NULL,
    issuer_en     TEXT   NOT NULL,
    issued_ms     BIGINT NOT NULL,
    expires_ms    BIGINT,
    url           TEXT   NOT NULL,
    visibility    TEXT   NOT NULL CHECK (visibility IN ('public', 'members', 'reviewers'))
);
CREATE INDEX evidence_capability ON evidence (capability_id, id);
