-- Consortia: purpose, what they need, their seats, who is asked to sit on them, and the charter that binds them.

-- What kinds of purpose there are; the rules of each are rows of programme_rule.
CREATE TABLE purpose_kind (
    slug     TEXT   NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    name_ko  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL
);

CREATE TABLE programme_rule (
    programme  TEXT NOT NULL,
    rule       TEXT NOT NULL,
    value      TEXT NOT NULL,
    unit       TEXT NOT NULL,
    source     TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT,
    name_ko    TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    PRIMARY KEY (programme, rule, valid_from)
);

CREATE TABLE consortium (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    slug            TEXT   NOT NULL UNIQUE,
    state           TEXT   NOT NULL CHECK (state IN
        ('draft', 'recruiting', 'chartering', 'active', 'amending', 'suspended', 'dissolving', 'dissolved', 'abandoned')),
    kind            TEXT   NOT NULL REFERENCES purpose_kind (slug),
    sector          TEXT   NOT NULL REFERENCES sector (slug),
    name_ko         TEXT   NOT NULL,
    name_en         TEXT   NOT NULL,
    purpose_ko      TEXT   NOT NULL,
    purpose_en      TEXT   NOT NULL,
    purpose_ko_html TEXT   NOT NULL,
    purpose_en_html TEXT   NOT NULL,
    renderer        BIGINT NOT NULL,
    founder_id      BIGINT NOT NULL REFERENCES company (id),
    seat_limit      BIGINT NOT NULL CHECK (seat_limit BETWEEN 2 AND 40),
    created_ms      BIGINT NOT NULL,
    changed_ms      BIGINT NOT NULL,
    version         BIGINT NOT NULL
);
CREATE INDEX consortium_changed ON consortium (state, changed_ms, id);
CREATE INDEX consortium_sector ON consortium (sector, state);

-- A technology or a whole area that must be covered.
CREATE TABLE consortium_requirement (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    consortium_id BIGINT  NOT NULL REFERENCES consortium (id) ON DELETE CASCADE,
    position      BIGINT  NOT NULL,
    technology    TEXT    NOT NULL REFERENCES technology (slug),
    -- Empty: any activity.
    activity      TEXT    NOT NULL CHECK (activity IN ('', 'build', 'integrate', 'operate', 'resell', 'advise')),
    min_level     BIGINT  NOT NULL CHECK (min_level BETWEEN 1 AND 4),
    firms_wanted  BIGINT  NOT NULL CHECK (firms_wanted BETWEEN 1 AND 9),
    weight        BIGINT  NOT NULL CHECK (weight BETWEEN 1 AND 9),
    -- Not needed after all, and why; empty: needed.
    waiver        TEXT    NOT NULL
);
CREATE INDEX consortium_requirement_order ON consortium_requirement (consortium_id, position, id);
CREATE INDEX consortium_requirement_technology ON consortium_requirement (technology);

CREATE TABLE consortium_seat (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    ref           TEXT   NOT NULL UNIQUE,
    consortium_id BIGINT NOT NULL REFERENCES consortium (id) ON DELETE CASCADE,
    position      BIGINT NOT NULL,
    role          TEXT   NOT NULL CHECK (role IN ('lead', 'deputy', 'platform', 'service', 'msp', 'si', 'observer')),
    label_ko      TEXT   NOT NULL,
    label_en      TEXT   NOT NULL,
    -- The type of firm that is wanted; null: any.
    firm_type     TEXT   REFERENCES firm_type (slug),
    state         TEXT   NOT NULL CHECK (state IN ('open', 'invited', 'seated', 'left')),
    company_id    BIGINT REFERENCES company (id),
    -- Hundredths of a percent; what is agreed, and before that the range that is offered.
    share_bp      BIGINT CHECK (share_bp BETWEEN 0 AND 10000),
    share_min_bp  BIGINT CHECK (share_min_bp BETWEEN 0 AND 10000),
    share_max_bp  BIGINT CHECK (share_max_bp BETWEEN 0 AND 10000),
    seated_ms     BIGINT,
    CHECK ((state = 'open') = (company_id IS NULL)),
    CHECK (share_min_bp <= share_max_bp)
);
CREATE INDEX consortium_seat_order ON consortium_seat (consortium_id, position, id);
CREATE INDEX consortium_seat_firm ON consortium_seat (company_id, state);
-- A firm sits once in a consortium, and there is one lead.
CREATE UNIQUE INDEX consortium_seat_once ON consortium_seat (consortium_id, company_id) WHERE state = 'seated' OR state = 'invited';
CREATE UNIQUE INDEX consortium_seat_lead ON consortium_seat (consortium_id) WHERE role = 'lead' AND state <> 'left';

CREATE TABLE consortium_seat_cover (
    seat_id        BIGINT NOT NULL REFERENCES consortium_seat (id) ON DELETE CASCADE,
    requirement_id BIGINT NOT NULL REFERENCES consortium_requirement (id) ON DELETE CASCADE,
    PRIMARY KEY (seat_id, requirement_id)
);

-- A firm that was asked; asking again re-opens its row.
CREATE TABLE consortium_invitation (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    ref           TEXT   NOT NULL UNIQUE,
    consortium_id BIGINT NOT NULL REFERENCES consortium (id) ON DELETE CASCADE,
    company_id    BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    seat_id       BIGINT NOT NULL REFERENCES consortium_seat (id) ON DELETE CASCADE,
    state         TEXT   NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'revoked', 'expired')),
    message       TEXT   NOT NULL,
    answer        TEXT   NOT NULL,
    invited_ms    BIGINT NOT NULL,
    expires_ms    BIGINT NOT NULL,
    answered_ms   BIGINT,
    UNIQUE (consortium_id, company_id)
);
CREATE INDEX consortium_invitation_firm ON consortium_invitation (company_id, state);

-- What an upper slice needs to stand still: a submitted bid, an awarded project.
CREATE TABLE consortium_hold (
    consortium_id BIGINT NOT NULL REFERENCES consortium (id) ON DELETE CASCADE,
    reason        TEXT   NOT NULL,
    until_ms      BIGINT,
    PRIMARY KEY (consortium_id, reason)
);

-- The text that the members sign, with the hash of text, roster and shares.
CREATE TABLE consortium_charter (
    consortium_id BIGINT NOT NULL REFERENCES consortium (id) ON DELETE CASCADE,
    number        BIGINT NOT NULL,
    source        TEXT   NOT NULL,
    html          TEXT   NOT NULL,
    renderer      BIGINT NOT NULL,
    sha256        TEXT   NOT NULL,
    created_ms    BIGINT NOT NULL,
    PRIMARY KEY (consortium_id, number)
);

-- A charter keeps its signer's name as the contract's record. A void signature stays.
CREATE TABLE consortium_signature (
    consortium_id BIGINT  NOT NULL,
    number        BIGINT  NOT NULL,
    company_id    BIGINT  NOT NULL REFERENCES company (id),
    person_id     BIGINT  NOT NULL REFERENCES person (id),
    signer        TEXT    NOT NULL,
    sha256        TEXT    NOT NULL,
    signed_ms     BIGINT  NOT NULL,
    PRIMARY KEY (consortium_id, number, company_id),
    FOREIGN KEY (consortium_id, number) REFERENCES consortium_charter (consortium_id, number) ON DELETE CASCADE
);
