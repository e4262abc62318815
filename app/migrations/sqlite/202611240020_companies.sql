-- Sectors, and the firms that belong to them.

CREATE TABLE sector (
    slug     TEXT   NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    name_ko  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL,
    about_ko TEXT   NOT NULL,
    about_en TEXT   NOT NULL,
    aliases  TEXT   NOT NULL
);

CREATE TABLE firm_type (
    slug          TEXT    NOT NULL PRIMARY KEY,
    position      BIGINT  NOT NULL,
    name_ko       TEXT    NOT NULL,
    name_en       TEXT    NOT NULL,
    formal_ko     TEXT    NOT NULL,
    formal_en     TEXT    NOT NULL,
    lead_eligible BOOLEAN NOT NULL
);

CREATE TABLE region (
    slug     TEXT   NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    name_ko  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL
);

CREATE TABLE company (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    slug            TEXT   NOT NULL UNIQUE,
    state           TEXT   NOT NULL CHECK (state IN ('submitted', 'returned', 'confirmed')),
    name_ko         TEXT   NOT NULL,
    name_en         TEXT   NOT NULL,
    sort_key        TEXT   NOT NULL,
    brn             TEXT   UNIQUE,
    size            TEXT   NOT NULL CHECK (size IN ('micro', 'small', 'medium', 'large')),
    region          TEXT   NOT NULL REFERENCES region (slug),
    website         TEXT   NOT NULL,
    summary_ko      TEXT   NOT NULL,
    summary_en      TEXT   NOT NULL,
    summary_ko_html TEXT   NOT NULL,
    summary_en_html TEXT   NOT NULL,
    renderer        BIGINT NOT NULL,
    return_reason   TEXT   NOT NULL,
    created_ms      BIGINT NOT NULL,
    submitted_ms    BIGINT NOT NULL,
    confirmed_ms    BIGINT,
    version         BIGINT NOT NULL
);
CREATE INDEX company_sorted ON company (state, sort_key, id);
CREATE INDEX company_newest ON company (state, confirmed_ms, id);

CREATE TABLE company_type (
    company_id BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    type       TEXT   NOT NULL REFERENCES firm_type (slug),
    PRIMARY KEY (company_id, type)
);
CREATE INDEX company_type_firms ON company_type (type, company_id);

CREATE TABLE company_sector (
    company_id BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    sector     TEXT   NOT NULL REFERENCES sector (slug),
    PRIMARY KEY (company_id, sector)
);
CREATE INDEX company_sector_firms ON company_sector (sector, company_id);

CREATE TABLE company_person (
    company_id BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    person_id  BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role       TEXT   NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
    PRIMARY KEY (company_id, person_id)
);
CREATE INDEX company_person_firms ON company_person (person_id, company_id);
