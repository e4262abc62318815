-- What became of each capability, one row a change, as it stood afterwards. Rows are only added. `technology` is what it
-- was called then, which may be retired by now.
CREATE TABLE capability_history (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id     BIGINT  NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    technology     TEXT    NOT NULL,
    activity       TEXT    NOT NULL,
    at_ms          BIGINT  NOT NULL,
    -- `merged`: it goes on under another technology; `changed`: nothing moved, but visitors see more or less of it.
    kind           TEXT    NOT NULL CHECK (kind IN
        ('claimed', 'raised', 'lowered', 'confirmed', 'unconfirmed', 'removed', 'merged', 'changed')),
    -- 0 where it is gone, or nothing is confirmed.
    level          BIGINT  NOT NULL CHECK (level BETWEEN 0 AND 4),
    verified_level BIGINT  NOT NULL CHECK (verified_level BETWEEN 0 AND 4),
    open           BOOLEAN NOT NULL
);
CREATE INDEX capability_history_of ON capability_history (company_id, technology, activity, id);
CREATE INDEX capability_history_at ON capability_history (at_ms, id);
CREATE INDEX capability_history_kind ON capability_history (kind, at_ms, id, company_id);

-- What is known of the time before.
INSERT INTO capability_history (company_id, technology, activity, at_ms, kind, level, verified_level, open)
    SELECT company_id, technology, activity, claimed_ms, 'claimed', level, 0, open FROM capability ORDER BY claimed_ms, id;
INSERT INTO capability_history (company_id, technology, activity, at_ms, kind, level, verified_level, open)
    SELECT company_id, technology, activity, COALESCE(verified_ms, claimed_ms), 'confirmed', level, verified_level, open
    FROM capability WHERE verified_level IS NOT NULL ORDER BY verified_ms, id;
