-- People, how they sign in, and what they set about themselves.
-- One SQL text for SQLite and PostgreSQL; the rules are in crates/db/src/lib.rs.

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,          -- lower case
    email_verified BIGINT NOT NULL,      -- 0 or 1
    pending_email TEXT,
    password_hash TEXT NOT NULL,         -- Argon2id, PHC string
    role TEXT NOT NULL,                  -- user, admin
    color BIGINT NOT NULL,               -- 0 to 11
    picture_version BIGINT,              -- NULL without a picture; grows with each new one
    language TEXT NOT NULL,
    theme TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    search TEXT NOT NULL,                -- name and address in lower case
    created_at BIGINT NOT NULL
);
CREATE INDEX users_by_role ON users (role);

-- One row to lock where a rule is about several accounts at once: who becomes an admin, who is the last one.
CREATE TABLE account_lock (
    id BIGINT PRIMARY KEY,
    taken BIGINT NOT NULL
);
INSERT INTO account_lock (id, taken) VALUES (1, 0);

CREATE TABLE avatars (
    user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    png BYTEA NOT NULL                   -- 256 x 256
);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,                 -- SHA-256 of the cookie's value
    public_id TEXT NOT NULL UNIQUE,      -- names it in lists
    user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
    data TEXT NOT NULL,                  -- JSON
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Links that work once: verification of an address, change of it, reset of a password.
CREATE TABLE one_time_links (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,               -- verify_email, change_email, reset_password
    secret_hash TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,                 -- the address it was sent to
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, purpose)       -- a new link replaces the old one
);

CREATE TABLE api_tokens (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    hint TEXT NOT NULL,                  -- the first characters
    secret_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX api_tokens_by_user ON api_tokens (user_id);

-- The outbox: a mail is here before anything is sent.
CREATE TABLE mails (
    id TEXT PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,                 -- kept, queued, sending, sent, failed
    error TEXT,
    attempts BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX mails_by_state ON mails (state, next_attempt_at);
