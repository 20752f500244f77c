-- Social accounts, what is published through them, and what is heard back.

-- A sign-in that has begun: taken once, within ten minutes, by the session that began it.
CREATE TABLE oauth_flows (
    state_hash TEXT PRIMARY KEY,
    session_hash TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,              -- tiktok, instagram, reddit
    sign_in TEXT NOT NULL,               -- which of a platform's sign-ins: own, facebook
    verifier TEXT NOT NULL,              -- PKCE, encrypted
    redirect_uri TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX oauth_flows_by_user ON oauth_flows (user_id);
CREATE INDEX oauth_flows_by_end ON oauth_flows (expires_at);

CREATE TABLE oauth_accounts (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    remote_id TEXT NOT NULL,             -- the platform's own id
    sign_in TEXT NOT NULL,
    name TEXT NOT NULL,
    picture_url TEXT NOT NULL,
    scope TEXT NOT NULL,
    state TEXT NOT NULL,                 -- active, sign_in, disconnected
    problem TEXT,                        -- why it is not active
    access_token TEXT,                   -- encrypted; NULL once it is disconnected
    refresh_token TEXT,                  -- encrypted
    access_until BIGINT NOT NULL,
    refresh_until BIGINT,
    tokens_version BIGINT NOT NULL,      -- another one with every new pair
    refreshing_until BIGINT NOT NULL,    -- one refresh at a time; 0: nobody is at it
    connected_at BIGINT NOT NULL,
    checked_at BIGINT,
    worked_at BIGINT,                    -- the last call that went well
    health TEXT NOT NULL                 -- what the last check found, as JSON
);
CREATE UNIQUE INDEX oauth_accounts_by_remote ON oauth_accounts (user_id, platform, remote_id);
CREATE INDEX oauth_accounts_by_platform ON oauth_accounts (platform, remote_id);
CREATE INDEX oauth_accounts_by_end ON oauth_accounts (state, access_until);

CREATE TABLE publications (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES oauth_accounts (id) ON DELETE CASCADE,
    content_id TEXT REFERENCES content (id) ON DELETE SET NULL,
    platform TEXT NOT NULL,
    request_key TEXT NOT NULL,           -- the same request twice is one publication
    draft TEXT NOT NULL,                 -- text, media and options, as JSON
    state TEXT NOT NULL,                 -- scheduled, sending, processing, published, failed, unconfirmed, cancelled
    scheduled_at BIGINT NOT NULL,
    next_at BIGINT,                      -- when a worker goes on; NULL: nothing is to be done
    attempts BIGINT NOT NULL,
    step TEXT NOT NULL,                  -- the step that is under way or comes next
    handle TEXT,                         -- the platform's name for what is under way
    progress TEXT NOT NULL,              -- the rest that the connector needs, as JSON
    armed_at BIGINT,                     -- the step that makes it public was begun then, and its end is not known
    waiting_since BIGINT,                -- the platform has been working on it since then
    settle_until BIGINT,                 -- until then the outcome is looked for
    lease TEXT,                          -- the worker that has it
    lease_until BIGINT NOT NULL,
    remote_id TEXT,
    url TEXT,
    note TEXT,                           -- what a person should know of it, as a code
    problem TEXT,                        -- why it failed or waits, as a code
    detail TEXT,                         -- the platform's own words
    visible_at BIGINT,                   -- the newest that was heard of its visibility
    removed_at BIGINT,                   -- not to be seen any more
    created_at BIGINT NOT NULL,
    published_at BIGINT
);
CREATE UNIQUE INDEX publications_by_request ON publications (user_id, request_key);
CREATE INDEX publications_by_user ON publications (user_id, id);
CREATE INDEX publications_by_account ON publications (account_id, id);
CREATE INDEX publications_by_content ON publications (content_id);
CREATE INDEX publications_by_turn ON publications (next_at);
CREATE INDEX publications_by_handle ON publications (platform, handle);
CREATE INDEX publications_by_remote ON publications (platform, remote_id);

-- The history of a publication: one line for each thing that was tried.
CREATE TABLE publication_attempts (
    id TEXT PRIMARY KEY,
    publication_id TEXT NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    step TEXT NOT NULL,
    outcome TEXT NOT NULL,               -- went_on, waits, published, or the code of a problem
    detail TEXT NOT NULL
);
CREATE INDEX publication_attempts_by_publication ON publication_attempts (publication_id, id);

CREATE TABLE social_comments (
    account_id TEXT NOT NULL REFERENCES oauth_accounts (id) ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    media_id TEXT NOT NULL,
    author TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account_id, remote_id)
);

-- Raw numbers by day: the account's own (subject is empty) and those of what it published.
CREATE TABLE social_numbers (
    account_id TEXT NOT NULL REFERENCES oauth_accounts (id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    metric TEXT NOT NULL,
    day BIGINT NOT NULL,                 -- days since 1970, UTC
    value BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, subject, metric, day)
);

CREATE TABLE webhook_events (
    id TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    event_key TEXT NOT NULL,             -- the same event again has the same
    kind TEXT NOT NULL,
    remote_account TEXT NOT NULL,
    body TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL,                 -- waiting, done, ignored, dead
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    problem TEXT
);
CREATE UNIQUE INDEX webhook_events_by_key ON webhook_events (platform, event_key);
CREATE INDEX webhook_events_by_turn ON webhook_events (state, next_at);
CREATE INDEX webhook_events_by_age ON webhook_events (received_at);
