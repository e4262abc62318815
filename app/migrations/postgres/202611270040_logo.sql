-- Logos of firms: the name of a blob, or empty.
ALTER TABLE company ADD COLUMN logo TEXT NOT NULL DEFAULT '';
CREATE INDEX company_logo ON company (logo);
