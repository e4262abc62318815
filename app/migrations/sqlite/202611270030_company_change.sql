-- Names and registration numbers that members want changed: what is confirmed of them stands until the secretariat agrees.
CREATE TABLE company_change (
    company_id BIGINT NOT NULL PRIMARY KEY REFERENCES company (id) ON DELETE CASCADE,
    name_ko    TEXT   NOT NULL,
    name_en    TEXT   NOT NULL,
    brn        TEXT,
    person_id  BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    asked_ms   BIGINT NOT NULL,
    version    BIGINT NOT NULL
);
CREATE INDEX company_change_age ON company_change (asked_ms, company_id);
CREATE INDEX company_change_person ON company_change (person_id);
