-- Messages say in both languages what happened, know what has to be done and until when, and whether a mail told of them.

ALTER TABLE message ADD COLUMN content_en TEXT NOT NULL DEFAULT '';
-- What it is about, for whoever settles it: a slug or a reference.
ALTER TABLE message ADD COLUMN thing TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN ref TEXT NOT NULL DEFAULT '';
-- Whether something has to be done, perhaps until a day, and when it was.
ALTER TABLE message ADD COLUMN action BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE message ADD COLUMN due_ms BIGINT;
-- Nobody can do it any more once it was due.
ALTER TABLE message ADD COLUMN lapses BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE message ADD COLUMN done_ms BIGINT;
-- Whether a mail of its own told of it, or none is wanted; the others wait for the daily digest.
ALTER TABLE message ADD COLUMN mailed BOOLEAN NOT NULL DEFAULT TRUE;
CREATE INDEX message_thing ON message (kind, thing) WHERE action AND done_ms IS NULL;
CREATE INDEX message_open ON message (person_id) WHERE action AND done_ms IS NULL;
CREATE INDEX message_digest ON message (person_id) WHERE NOT mailed;

-- How somebody wants to hear of news that is not about their own affairs; nothing stored: in the daily digest.
CREATE TABLE mail_preference (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    news      TEXT   NOT NULL CHECK (news IN ('now', 'daily', 'never'))
);
