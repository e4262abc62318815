-- What the secretariat saw of a capability when it last answered, so that it sees the next time what is new.
CREATE TABLE capability_seen (
    capability_id BIGINT NOT NULL PRIMARY KEY REFERENCES capability (id) ON DELETE CASCADE,
    seen_ms       BIGINT NOT NULL,
    level         BIGINT NOT NULL,
    note_ko       TEXT   NOT NULL,
    note_en       TEXT   NOT NULL,
    -- The names of its evidence, with commas.
    evidence      TEXT   NOT NULL
);
