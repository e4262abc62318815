-- What a firm does on its way into the alliance, beside its profile.

-- The agreement of each firm type, and who agreed to it.
CREATE TABLE company_agreement (
    company_id BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    type       TEXT   NOT NULL REFERENCES firm_type (slug),
    person_id  BIGINT REFERENCES person (id) ON DELETE SET NULL,
    agreed_ms  BIGINT NOT NULL,
    PRIMARY KEY (company_id, type)
);

-- Who stands for a firm; only its people and the secretariat see it.
CREATE TABLE company_representative (
    company_id BIGINT NOT NULL PRIMARY KEY REFERENCES company (id) ON DELETE CASCADE,
    name       TEXT   NOT NULL,
    title      TEXT   NOT NULL,
    phone      TEXT   NOT NULL,
    changed_ms BIGINT NOT NULL
);

-- Files that prove who a firm is; likewise.
CREATE TABLE company_document (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ref        TEXT   NOT NULL UNIQUE,
    company_id BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    name       TEXT   NOT NULL,
    sha256     TEXT   NOT NULL REFERENCES blob (sha256),
    size       BIGINT NOT NULL,
    sent_ms    BIGINT NOT NULL
);
CREATE INDEX company_document_of ON company_document (company_id, id);
CREATE INDEX company_document_blob ON company_document (sha256);

-- What the secretariat says of a step: to be done again, not needed, or looked at and good.
CREATE TABLE company_step (
    company_id BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    step       TEXT   NOT NULL CHECK (step IN ('profile', 'number', 'agreements', 'representative', 'documents')),
    mark       TEXT   NOT NULL CHECK (mark IN ('asked', 'skipped', 'accepted')),
    note       TEXT   NOT NULL,
    person_id  BIGINT REFERENCES person (id) ON DELETE SET NULL,
    marked_ms  BIGINT NOT NULL,
    PRIMARY KEY (company_id, step)
);

-- The addresses of a thing, all of them.
CREATE INDEX slug_thing ON slug (kind, thing_id);
