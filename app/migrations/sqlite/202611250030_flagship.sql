-- Flagship calls with their lots, and the bids that consortia prepare for them.

CREATE TABLE flagship_call (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    slug               TEXT    NOT NULL UNIQUE,
    -- external: an agency receives and judges. alliance: the portal does.
    kind               TEXT    NOT NULL CHECK (kind IN ('external', 'alliance')),
    -- Whether it is shown; everything else about its state follows from the clock and the dates.
    public             BOOLEAN NOT NULL,
    name_ko            TEXT    NOT NULL,
    name_en            TEXT    NOT NULL,
    agency_ko          TEXT    NOT NULL,
    agency_en          TEXT    NOT NULL,
    about_ko           TEXT    NOT NULL,
    about_en           TEXT    NOT NULL,
    about_ko_html      TEXT    NOT NULL,
    about_en_html      TEXT    NOT NULL,
    renderer           BIGINT  NOT NULL,
    published_ms       BIGINT  NOT NULL,
    questions_close_ms BIGINT  NOT NULL,
    closes_ms          BIGINT  NOT NULL,
    opens_ms           BIGINT  NOT NULL,
    result_ms          BIGINT  NOT NULL,
    awarded_ms         BIGINT,
    cancelled_ms       BIGINT,
    cancel_reason      TEXT    NOT NULL,
    created_ms         BIGINT  NOT NULL,
    version            BIGINT  NOT NULL,
    CHECK (published_ms < questions_close_ms AND questions_close_ms < closes_ms AND closes_ms < opens_ms AND opens_ms < result_ms)
);
CREATE INDEX flagship_call_closes ON flagship_call (public, closes_ms, id);

CREATE TABLE flagship_lot (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    slug     TEXT   NOT NULL UNIQUE,
    call_id  BIGINT NOT NULL REFERENCES flagship_call (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    sector   TEXT   NOT NULL REFERENCES sector (slug),
    track    TEXT   NOT NULL CHECK (track IN ('platform', 'service')),
    name_ko  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL,
    cap_won  BIGINT NOT NULL CHECK (cap_won > 0)
);
CREATE INDEX flagship_lot_call ON flagship_lot (call_id, position, id);
CREATE INDEX flagship_lot_sector ON flagship_lot (sector);

-- What a lot asks for: technologies with levels, documents, and how it is judged.
CREATE TABLE flagship_lot_technology (
    lot_id     BIGINT NOT NULL REFERENCES flagship_lot (id) ON DELETE CASCADE,
    technology TEXT   NOT NULL REFERENCES technology (slug),
    min_level  BIGINT NOT NULL CHECK (min_level BETWEEN 1 AND 4),
    PRIMARY KEY (lot_id, technology)
);
CREATE TABLE flagship_lot_document (
    lot_id   BIGINT NOT NULL REFERENCES flagship_lot (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    name_ko  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL,
    PRIMARY KEY (lot_id, position)
);
CREATE TABLE flagship_lot_criterion (
    lot_id   BIGINT NOT NULL REFERENCES flagship_lot (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    name_ko  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL,
    weight   BIGINT NOT NULL CHECK (weight BETWEEN 1 AND 100),
    PRIMARY KEY (lot_id, position)
);

CREATE TABLE bid (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    slug          TEXT   NOT NULL UNIQUE,
    lot_id        BIGINT NOT NULL REFERENCES flagship_lot (id),
    consortium_id BIGINT NOT NULL REFERENCES consortium (id),
    state         TEXT   NOT NULL CHECK (state IN ('preparing', 'advertised', 'submitted', 'withdrawn', 'awarded', 'not_awarded')),
    name_ko       TEXT   NOT NULL,
    name_en       TEXT   NOT NULL,
    pitch_ko      TEXT   NOT NULL,
    pitch_en      TEXT   NOT NULL,
    pitch_ko_html TEXT   NOT NULL,
    pitch_en_html TEXT   NOT NULL,
    renderer      BIGINT NOT NULL,
    grant_won     BIGINT NOT NULL CHECK (grant_won >= 0),
    own_cash_won  BIGINT NOT NULL CHECK (own_cash_won >= 0),
    own_kind_won  BIGINT NOT NULL CHECK (own_kind_won >= 0),
    created_ms    BIGINT NOT NULL,
    advertised_ms BIGINT,
    submitted_ms  BIGINT,
    -- The agency's number of an external call.
    receipt_no    TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    UNIQUE (lot_id, consortium_id)
);
CREATE INDEX bid_state ON bid (state, lot_id);
CREATE INDEX bid_consortium ON bid (consortium_id);

-- A firm that would take an open seat.
CREATE TABLE bid_answer (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    ref         TEXT   NOT NULL UNIQUE,
    bid_id      BIGINT NOT NULL REFERENCES bid (id) ON DELETE CASCADE,
    seat_id     BIGINT NOT NULL REFERENCES consortium_seat (id) ON DELETE CASCADE,
    company_id  BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    person_id   BIGINT NOT NULL REFERENCES person (id),
    message     TEXT   NOT NULL,
    state       TEXT   NOT NULL CHECK (state IN ('new', 'talking', 'accepted', 'declined', 'withdrawn')),
    reply       TEXT   NOT NULL,
    created_ms  BIGINT NOT NULL,
    answered_ms BIGINT,
    UNIQUE (bid_id, company_id)
);
CREATE INDEX bid_answer_firm ON bid_answer (company_id, state);
