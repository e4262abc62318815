-- What stands behind each domain of the map, counted in the transaction that changes it: a firm may be in several of its
-- areas. A domain without a firm has no row.
CREATE TABLE domain_supply (
    domain TEXT PRIMARY KEY NOT NULL REFERENCES technology (slug),
    firms BIGINT NOT NULL,
    verified BIGINT NOT NULL,
    claims BIGINT NOT NULL
);
INSERT INTO domain_supply (domain, firms, verified, claims) SELECT a.parent, COUNT(DISTINCT c.company_id),
    COUNT(DISTINCT CASE WHEN c.verified_level IS NOT NULL THEN c.company_id END), COUNT(*) FROM technology a
    JOIN technology t ON t.parent = a.slug JOIN capability c ON c.technology = t.slug
    JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' WHERE a.level = 'area' GROUP BY a.parent;

-- The capabilities of a technology, and all of them, the best confirmed first.
DROP INDEX capability_best;
CREATE INDEX capability_best ON capability (technology, (COALESCE(verified_level, 0)) DESC, id, company_id);
CREATE INDEX capability_strongest ON capability ((COALESCE(verified_level, 0)) DESC, id);
