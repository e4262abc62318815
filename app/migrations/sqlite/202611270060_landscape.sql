-- Landscape files (CNCF landscape2) as proposals, and the firms that are known from them.
CREATE TABLE landscape_proposal (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    ref       TEXT   NOT NULL UNIQUE,
    file_name TEXT   NOT NULL,
    made_ms   BIGINT NOT NULL,
    -- Who made it in the browser; nobody where the command line did.
    person_id BIGINT REFERENCES person (id) ON DELETE SET NULL,
    -- What was read, as JSON: firms with products, and what stood out by line.
    content   TEXT   NOT NULL,
    taken_ms  BIGINT
);

-- Firms outside that the secretariat could approach. Business facts only, from a published file.
CREATE TABLE candidate (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    ref         TEXT   NOT NULL UNIQUE,
    -- What tells it from others: its page in a company directory, or its folded name.
    key         TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    homepage    TEXT   NOT NULL,
    -- The file that says so; another file may say other things of the same firm.
    source      TEXT   NOT NULL,
    fingerprint TEXT   NOT NULL,
    -- The member with the same website.
    company_id  BIGINT REFERENCES company (id) ON DELETE SET NULL,
    found_ms    BIGINT NOT NULL,
    UNIQUE (source, key)
);
CREATE INDEX candidate_key ON candidate (key);
CREATE INDEX candidate_company ON candidate (company_id);
CREATE INDEX candidate_age ON candidate (found_ms);

CREATE TABLE candidate_product (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    candidate_id BIGINT NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
    name         TEXT   NOT NULL,
    homepage     TEXT   NOT NULL,
    place        TEXT   NOT NULL,
    -- The area of the map that the place stands for, or empty.
    area         TEXT   NOT NULL
);
CREATE INDEX candidate_product_of ON candidate_product (candidate_id, id);
CREATE INDEX candidate_product_area ON candidate_product (area, candidate_id);
