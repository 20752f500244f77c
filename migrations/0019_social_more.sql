-- Files that are uploaded to be published, publishing that is paused, and what people were told of.

CREATE TABLE media (
    key TEXT PRIMARY KEY,                -- its name in the store
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,                  -- as it was uploaded; shown, never believed
    size BIGINT NOT NULL,                -- as it was announced
    received BIGINT NOT NULL,            -- bytes that are here
    kind TEXT,                           -- image, video: by the bytes, once all are here
    content_type TEXT,
    turn TEXT,                           -- who is writing the next piece
    turn_until BIGINT NOT NULL,          -- from then on another may
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX media_by_user ON media (user_id, created_at);

-- What a publication is made of: such a file is not deleted before it is over.
CREATE TABLE publication_media (
    publication_id TEXT NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
    media_key TEXT NOT NULL REFERENCES media (key) ON DELETE CASCADE,
    PRIMARY KEY (publication_id, media_key)
);
CREATE INDEX publication_media_by_key ON publication_media (media_key);

-- A platform to which nothing new is published until an administrator takes this away.
CREATE TABLE social_pauses (
    platform TEXT PRIMARY KEY,
    paused_by TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    paused_at BIGINT NOT NULL
);

ALTER TABLE oauth_accounts ADD COLUMN numbers_at BIGINT;   -- its numbers were read then, or are being read
ALTER TABLE oauth_accounts ADD COLUMN told_version BIGINT; -- its person knows that these tokens are of no use any more
ALTER TABLE publications ADD COLUMN told_state TEXT;       -- its person knows of this state
ALTER TABLE publications ADD COLUMN request_hash TEXT;     -- of all that the request asked for that made it

CREATE INDEX publications_by_state ON publications (state, told_state);
CREATE INDEX publications_by_user_and_state ON publications (user_id, state, id);

-- A platform that asked to slow down is left alone by every server until then: for one account, or (empty) for all.
CREATE TABLE social_holds (
    platform TEXT NOT NULL,
    account_id TEXT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (platform, account_id)
);
