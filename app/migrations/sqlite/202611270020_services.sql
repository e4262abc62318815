-- What firms offer: services with their certificates and their listings in registries.

-- On what services run.
CREATE TABLE platform (
    slug     TEXT   NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    name_ko  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL
);

CREATE TABLE certificate_scheme (
    slug        TEXT   NOT NULL PRIMARY KEY,
    position    BIGINT NOT NULL,
    name_ko     TEXT   NOT NULL,
    name_en     TEXT   NOT NULL,
    -- How many days a certification should take at most, where somebody promised that.
    target_days BIGINT
);

-- Where buyers find services.
CREATE TABLE registry (
    slug     TEXT   NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    name_ko  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL
);

CREATE TABLE service (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ref        TEXT    NOT NULL UNIQUE,
    company_id BIGINT  NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    kind       TEXT    NOT NULL CHECK (kind IN ('cloud', 'support', 'convergence')),
    name_ko    TEXT    NOT NULL,
    name_en    TEXT    NOT NULL,
    about_ko   TEXT    NOT NULL,
    about_en   TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    price_ko   TEXT    NOT NULL,
    price_en   TEXT    NOT NULL,
    -- Whether visitors read the price, or members only.
    price_open BOOLEAN NOT NULL,
    -- Whether it can be paid with a cloud voucher.
    voucher    BOOLEAN NOT NULL,
    created_ms BIGINT  NOT NULL,
    version    BIGINT  NOT NULL
);
CREATE INDEX service_firm ON service (company_id, id);

CREATE TABLE service_platform (
    service_id BIGINT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    platform   TEXT   NOT NULL REFERENCES platform (slug),
    PRIMARY KEY (service_id, platform)
);

CREATE TABLE service_sector (
    service_id BIGINT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    sector     TEXT   NOT NULL REFERENCES sector (slug),
    PRIMARY KEY (service_id, sector)
);

CREATE TABLE service_technology (
    service_id BIGINT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    technology TEXT   NOT NULL REFERENCES technology (slug),
    PRIMARY KEY (service_id, technology)
);
CREATE INDEX service_technology_services ON service_technology (technology, service_id);

CREATE TABLE certificate (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ref        TEXT    NOT NULL UNIQUE,
    service_id BIGINT  NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    scheme     TEXT    NOT NULL REFERENCES certificate_scheme (slug),
    type       TEXT    NOT NULL,
    grade      TEXT    NOT NULL,
    number     TEXT    NOT NULL,
    applied_ms BIGINT,
    issued_ms  BIGINT,
    expires_ms BIGINT,
    -- When its firm was told that it ends soon.
    warned_ms  BIGINT,
    version    BIGINT  NOT NULL,
    CHECK (applied_ms IS NOT NULL OR issued_ms IS NOT NULL),
    CHECK (expires_ms IS NULL OR issued_ms < expires_ms)
);
CREATE INDEX certificate_service ON certificate (service_id, id);
CREATE INDEX certificate_expiry ON certificate (expires_ms);

CREATE TABLE listing (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ref        TEXT    NOT NULL UNIQUE,
    service_id BIGINT  NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    registry   TEXT    NOT NULL REFERENCES registry (slug),
    number     TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    contract   TEXT    NOT NULL,
    applied_ms BIGINT,
    listed_ms  BIGINT,
    ended_ms   BIGINT,
    version    BIGINT  NOT NULL,
    CHECK (applied_ms IS NOT NULL OR listed_ms IS NOT NULL)
);
CREATE INDEX listing_service ON listing (service_id, id);
