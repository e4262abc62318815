-- Tech-Meetups: occasions, their agenda, and who comes.

CREATE TABLE meetup (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    slug            TEXT   NOT NULL UNIQUE,
    -- Fixed for ever and free of the slug: what calendars know it by.
    uid             TEXT   NOT NULL UNIQUE,
    state           TEXT   NOT NULL CHECK (state IN ('draft', 'published', 'cancelled')),
    owner           TEXT   NOT NULL CHECK (owner IN ('alliance', 'sector', 'consortium')),
    sector          TEXT   REFERENCES sector (slug),
    consortium_id   BIGINT REFERENCES consortium (id),
    name_ko         TEXT   NOT NULL,
    name_en         TEXT   NOT NULL,
    about_ko        TEXT   NOT NULL,
    about_en        TEXT   NOT NULL,
    about_ko_html   TEXT   NOT NULL,
    about_en_html   TEXT   NOT NULL,
    materials_ko      TEXT NOT NULL,
    materials_en      TEXT NOT NULL,
    materials_ko_html TEXT NOT NULL,
    materials_en_html TEXT NOT NULL,
    renderer        BIGINT NOT NULL,
    mode            TEXT   NOT NULL CHECK (mode IN ('in-person', 'online', 'hybrid')),
    place_ko        TEXT   NOT NULL,
    place_en        TEXT   NOT NULL,
    address_ko      TEXT   NOT NULL,
    address_en      TEXT   NOT NULL,
    -- Withheld from everybody who is not confirmed.
    online_url      TEXT   NOT NULL,
    -- Wall time in its zone, and the instants computed from it.
    zone            TEXT   NOT NULL,
    day             TEXT   NOT NULL,
    start_minute    BIGINT NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
    end_minute      BIGINT NOT NULL CHECK (end_minute BETWEEN 1 AND 1440),
    start_ms        BIGINT NOT NULL,
    end_ms          BIGINT NOT NULL,
    -- Seats in the room (online: seats of the meeting), and online seats of a hybrid one.
    capacity        BIGINT NOT NULL CHECK (capacity BETWEEN 1 AND 10000),
    online_capacity BIGINT CHECK (online_capacity BETWEEN 1 AND 10000),
    -- The last ticket drawn; the queue is ordered by tickets, not by time.
    last_ticket     BIGINT NOT NULL,
    attended        BIGINT,
    -- Of the calendar entry: +1 when start, end, place or state change; the instant of the last change.
    sequence        BIGINT NOT NULL,
    changed_ms      BIGINT NOT NULL,
    created_ms      BIGINT NOT NULL,
    version         BIGINT NOT NULL,
    CHECK (start_ms < end_ms),
    CHECK ((owner = 'sector') = (sector IS NOT NULL)),
    CHECK ((owner = 'consortium') = (consortium_id IS NOT NULL)),
    CHECK ((mode = 'hybrid') = (online_capacity IS NOT NULL))
);
CREATE INDEX meetup_start ON meetup (state, start_ms, id);
CREATE INDEX meetup_consortium ON meetup (consortium_id, start_ms);
CREATE INDEX meetup_sector ON meetup (sector, start_ms);

CREATE TABLE meetup_agenda (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    meetup_id    BIGINT NOT NULL REFERENCES meetup (id) ON DELETE CASCADE,
    start_minute BIGINT NOT NULL,
    minutes      BIGINT NOT NULL,
    title_ko     TEXT   NOT NULL,
    title_en     TEXT   NOT NULL,
    speaker_ko   TEXT   NOT NULL,
    speaker_en   TEXT   NOT NULL,
    company_id   BIGINT REFERENCES company (id)
);
CREATE INDEX meetup_agenda_order ON meetup_agenda (meetup_id, start_minute, id);

CREATE TABLE registration (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ref        TEXT   NOT NULL UNIQUE,
    meetup_id  BIGINT NOT NULL REFERENCES meetup (id) ON DELETE CASCADE,
    person_id  BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- Where they want to sit: `room` or `online`. An online meetup has online seats only.
    place      TEXT   NOT NULL CHECK (place IN ('room', 'online')),
    state      TEXT   NOT NULL CHECK (state IN ('confirmed', 'waitlisted', 'left', 'cancelled')),
    -- Drawn under the lock of the meetup: the order of the queue.
    ticket     BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    changed_ms BIGINT NOT NULL,
    UNIQUE (meetup_id, person_id)
);
CREATE INDEX registration_queue ON registration (meetup_id, place, state, ticket);
CREATE INDEX registration_person ON registration (person_id, state);
