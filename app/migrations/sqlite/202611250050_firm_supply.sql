-- Member firms that claim something, for the figures of the map. Written in the transaction that changes a claim.
CREATE TABLE firm_supply (
    company_id BIGINT PRIMARY KEY NOT NULL REFERENCES company (id) ON DELETE CASCADE
);
INSERT INTO firm_supply (company_id) SELECT f.id FROM company f WHERE f.state = 'confirmed'
    AND EXISTS (SELECT 1 FROM capability c WHERE c.company_id = f.id);

-- Members in the order in which they joined.
CREATE INDEX company_joined ON company (state, confirmed_ms DESC, id DESC);
