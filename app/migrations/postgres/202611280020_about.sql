-- What the alliance says of itself: who runs it, its rules, what membership costs. The secretariat keeps it.

CREATE TABLE about_part (
    slug       TEXT   NOT NULL PRIMARY KEY,
    position   BIGINT NOT NULL,
    title_ko   TEXT   NOT NULL,
    title_en   TEXT   NOT NULL,
    body_ko    TEXT   NOT NULL,
    body_en    TEXT   NOT NULL,
    changed_ms BIGINT NOT NULL,
    version    BIGINT NOT NULL
);
