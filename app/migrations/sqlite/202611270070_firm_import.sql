-- Sheets of firms that the secretariat sends, and what each changed, so that it can be undone.
CREATE TABLE firm_import (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ref        TEXT   NOT NULL UNIQUE,
    file_name  TEXT   NOT NULL,
    made_ms    BIGINT NOT NULL,
    person_id  BIGINT REFERENCES person (id) ON DELETE SET NULL,
    -- What was read, as JSON: headings and rows.
    content    TEXT   NOT NULL,
    -- What each column means and what stands for empty cells, as JSON.
    matching   TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    applied_ms BIGINT,
    undone_ms  BIGINT
);

CREATE TABLE firm_import_change (
    import_id  BIGINT NOT NULL REFERENCES firm_import (id) ON DELETE CASCADE,
    line       BIGINT NOT NULL,
    company_id BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    -- The firm as it was, as JSON; empty where the sheet brought it.
    before     TEXT   NOT NULL,
    -- Where it stood on its way then.
    state        TEXT   NOT NULL,
    submitted_ms BIGINT NOT NULL,
    -- The mail address that the sheet asked to own its page, and nobody before; or empty.
    asked      TEXT   NOT NULL,
    -- The firm's version afterwards: a firm that was changed since is left alone.
    version    BIGINT NOT NULL,
    PRIMARY KEY (import_id, line)
);
CREATE INDEX firm_import_change_firm ON firm_import_change (company_id);
