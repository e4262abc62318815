-- Editions of the core-technology map: what the secretariat plans to change, and what it published.

-- The draft: changes in the order in which they will be applied.
CREATE TABLE map_change (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ref        TEXT   NOT NULL UNIQUE,
    act        TEXT   NOT NULL CHECK (act IN ('add', 'rename', 'move', 'merge', 'split', 'retire')),
    -- What is changed; of 'add' and 'split' the slug that the new technology gets.
    slug       TEXT   NOT NULL,
    -- The area that it comes into ('add', 'move'), what it is merged into, or what it is split off from.
    target     TEXT   NOT NULL,
    name_ko    TEXT   NOT NULL,
    name_en    TEXT   NOT NULL,
    about_ko   TEXT   NOT NULL,
    about_en   TEXT   NOT NULL,
    person_id  BIGINT REFERENCES person (id) ON DELETE SET NULL,
    created_ms BIGINT NOT NULL
);

-- What is no node any more, and the one that took its place; old addresses lead there.
CREATE TABLE technology_retired (
    slug      TEXT PRIMARY KEY NOT NULL,
    successor TEXT REFERENCES technology (slug)
);
CREATE INDEX technology_retired_successor ON technology_retired (successor);

-- Published editions; never changed.
CREATE TABLE map_edition (
    number       BIGINT PRIMARY KEY NOT NULL,
    published_ms BIGINT NOT NULL,
    note         TEXT   NOT NULL,
    -- How it differs from the edition before, and the whole map, as JSON.
    changes      TEXT   NOT NULL,
    nodes        TEXT   NOT NULL
);
