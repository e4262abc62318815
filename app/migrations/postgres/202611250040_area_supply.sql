-- What stands behind each area of the map, counted in the transaction that changes it: for the firms of each sector, and
-- ('') for all of them. An area without a firm has no row.
CREATE TABLE area_supply (
    area TEXT NOT NULL REFERENCES technology (slug),
    sector TEXT NOT NULL,
    -- Firms that claim something, that are confirmed for something, and that are confirmed to deliver (level 3 or above).
    firms BIGINT NOT NULL,
    verified BIGINT NOT NULL,
    high BIGINT NOT NULL,
    -- Capabilities that are claimed and that are confirmed.
    claims BIGINT NOT NULL,
    confirmed BIGINT NOT NULL,
    -- The names of the firms with the strongest confirmed capabilities, as JSON.
    best TEXT NOT NULL,
    PRIMARY KEY (area, sector)
);

CREATE INDEX area_supply_sector ON area_supply (sector, area);

-- The same for each technology, for all firms. A technology without a firm has no row.
CREATE TABLE technology_supply (
    technology TEXT PRIMARY KEY NOT NULL REFERENCES technology (slug),
    firms BIGINT NOT NULL,
    verified BIGINT NOT NULL,
    claims BIGINT NOT NULL
);

-- The capabilities of a technology, the best confirmed first.
CREATE INDEX capability_best ON capability (technology, (COALESCE(verified_level, 0)) DESC, id);
CREATE INDEX capability_verified ON capability (verified_ms);
