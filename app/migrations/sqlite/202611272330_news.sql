-- Notices of the secretariat and of sector coordinators.

CREATE TABLE notice (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    slug            TEXT    NOT NULL UNIQUE,
    -- Null: for the whole alliance.
    sector          TEXT    REFERENCES sector (slug),
    -- For everybody, or for members only.
    public          BOOLEAN NOT NULL,
    title_ko        TEXT    NOT NULL,
    title_en        TEXT    NOT NULL,
    body_ko         TEXT    NOT NULL,
    body_en         TEXT    NOT NULL,
    body_ko_html    TEXT    NOT NULL,
    body_en_html    TEXT    NOT NULL,
    renderer        BIGINT  NOT NULL,
    pinned_until_ms BIGINT,
    published_ms    BIGINT  NOT NULL,
    changed_ms      BIGINT  NOT NULL,
    -- When its readers were told.
    told_ms         BIGINT,
    version         BIGINT  NOT NULL
);
CREATE INDEX notice_newest ON notice (published_ms, id);
CREATE INDEX notice_sector ON notice (sector, published_ms, id);
CREATE INDEX notice_pinned ON notice (pinned_until_ms) WHERE pinned_until_ms IS NOT NULL;
