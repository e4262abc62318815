-- Sector groups: the fields of a sector, which of them a member works in, and who coordinates the group for a term.

CREATE TABLE sector_field (
    sector   TEXT   NOT NULL REFERENCES sector (slug),
    slug     TEXT   NOT NULL,
    position BIGINT NOT NULL,
    name_ko  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL,
    PRIMARY KEY (sector, slug)
);

CREATE TABLE company_field (
    company_id BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    sector     TEXT   NOT NULL,
    field      TEXT   NOT NULL,
    PRIMARY KEY (company_id, sector, field),
    FOREIGN KEY (sector, field) REFERENCES sector_field (sector, slug)
);

-- Somebody of a member firm, named by the secretariat. A term that is over stays.
CREATE TABLE sector_coordinator (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    ref         TEXT   NOT NULL UNIQUE,
    sector      TEXT   NOT NULL REFERENCES sector (slug),
    company_id  BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    person_id   BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    from_ms     BIGINT NOT NULL,
    until_ms    BIGINT NOT NULL,
    -- Working days in which they usually answer.
    answer_days BIGINT NOT NULL CHECK (answer_days BETWEEN 1 AND 10),
    version     BIGINT NOT NULL,
    CHECK (from_ms <= until_ms)
);
CREATE INDEX sector_coordinator_person ON sector_coordinator (person_id, until_ms);
CREATE INDEX sector_coordinator_sector ON sector_coordinator (sector, until_ms);
CREATE INDEX sector_coordinator_company ON sector_coordinator (company_id);
