-- Who was asked to work for a firm, by mail address: whoever proves that address may accept.
CREATE TABLE company_invitation (
    company_id BIGINT NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    email      TEXT   NOT NULL,
    role       TEXT   NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
    invited_by BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    invited_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    PRIMARY KEY (company_id, email)
);
CREATE INDEX company_invitation_email ON company_invitation (email);
