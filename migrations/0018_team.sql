-- Saved replies: words that are used again and again, one's own or an account's team's.

CREATE TABLE crm_replies (
    id TEXT PRIMARY KEY,
    account_id TEXT REFERENCES crm_accounts (id) ON DELETE CASCADE,  -- of whose team it is; NULL for a person's own
    owner_id TEXT REFERENCES users (id) ON DELETE CASCADE,           -- whose own it is; NULL for a team's
    name TEXT NOT NULL,                  -- what it is called up by: /name
    text TEXT NOT NULL,                  -- with its {first_name}
    changed_by TEXT REFERENCES users (id) ON DELETE SET NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (account_id, name),
    UNIQUE (owner_id, name)
);
