-- Sharing: invitations, links and their guests, requests for access, the owner's settings, and the log of it all.

-- What the owner decides; without a row, the defaults hold. Not in `content`: its rows are wide.
CREATE TABLE sharing_settings (
    content_id TEXT PRIMARY KEY REFERENCES content (id) ON DELETE CASCADE,
    guests_edit BIGINT NOT NULL,         -- 0 or 1
    editors_share BIGINT NOT NULL        -- 0 or 1
);

CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    content_id TEXT NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    email TEXT NOT NULL,                 -- lower case
    role TEXT NOT NULL,                  -- editor, commenter, viewer
    message TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,    -- SHA-256 of what is in the mail
    invited_by TEXT REFERENCES users (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    UNIQUE (content_id, email)
);

-- A revoked link is deleted, and its guests' visits with it.
CREATE TABLE share_links (
    id TEXT PRIMARY KEY,
    content_id TEXT NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,     -- SHA-256 of what is in the address
    name TEXT NOT NULL,
    role TEXT NOT NULL,                  -- editor, commenter, viewer
    password_hash TEXT,                  -- Argon2id, PHC string
    expires_at BIGINT,
    max_uses BIGINT,
    uses BIGINT NOT NULL,
    last_used_at BIGINT,
    created_by TEXT REFERENCES users (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX share_links_by_content ON share_links (content_id);
CREATE INDEX share_links_by_expiry ON share_links (expires_at);

-- People without accounts, one a browser.
CREATE TABLE guests (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,    -- SHA-256 of the cookie's value
    name TEXT NOT NULL,
    color BIGINT NOT NULL,               -- 0 to 11
    seen_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX guests_by_seen ON guests (seen_at);

-- Which links a guest has come in by: what gives them their role.
CREATE TABLE guest_visits (
    guest_id TEXT NOT NULL REFERENCES guests (id) ON DELETE CASCADE,
    link_id TEXT NOT NULL REFERENCES share_links (id) ON DELETE CASCADE,
    came_at BIGINT NOT NULL,
    removed BIGINT NOT NULL,             -- 1: put out; they can't come back by this link
    PRIMARY KEY (guest_id, link_id)
);
CREATE INDEX guest_visits_by_link ON guest_visits (link_id);

CREATE TABLE access_requests (
    id TEXT PRIMARY KEY,
    content_id TEXT NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    message TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    declined_at BIGINT,                  -- asking again is heard only some days later
    UNIQUE (content_id, user_id)
);

-- Names as they were then: the log is still right when people and links are gone.
CREATE TABLE access_log (
    id TEXT PRIMARY KEY,
    content_id TEXT NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    deed TEXT NOT NULL,
    subject TEXT NOT NULL,
    role TEXT
);
CREATE INDEX access_log_by_content ON access_log (content_id, id);
