-- What a sector needs of the map, as the secretariat sees it: how much it matters, and how many firms should deliver it.
CREATE TABLE sector_demand (
    sector     TEXT   NOT NULL REFERENCES sector (slug),
    technology TEXT   NOT NULL REFERENCES technology (slug),
    weight     BIGINT NOT NULL CHECK (weight BETWEEN 1 AND 5),
    target     BIGINT NOT NULL CHECK (target BETWEEN 1 AND 9),
    -- Firms of the sector that claim it and that are confirmed to deliver it (level 3 or above), counted with the areas.
    firms      BIGINT NOT NULL DEFAULT 0,
    high       BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (sector, technology)
);
CREATE INDEX sector_demand_technology ON sector_demand (technology);

-- The list of a sector is edited as a whole.
CREATE TABLE sector_demand_list (
    sector  TEXT   PRIMARY KEY NOT NULL REFERENCES sector (slug),
    version BIGINT NOT NULL
);

-- Which evidence is over.
CREATE INDEX evidence_expires ON evidence (expires_ms);
