-- Fans that come from a file, and campaigns: one text to many fans.

-- What a file said of a fan. One whom the gateway has not named yet has a gateway_id that begins with "import:".
CREATE TABLE crm_imported (
    fan_id TEXT PRIMARY KEY REFERENCES crm_fans (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    tier TEXT NOT NULL,
    spent_cents BIGINT,
    last_seen_at BIGINT,
    at BIGINT NOT NULL
);
CREATE INDEX crm_fans_by_username ON crm_fans (account_id, lower(username));
CREATE INDEX crm_fans_by_name ON crm_fans (account_id, name);

CREATE TABLE crm_campaigns (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    author_id TEXT REFERENCES users (id) ON DELETE SET NULL,
    client_key TEXT,                     -- the sender's own name for it: said twice, it is one campaign
    name TEXT NOT NULL,
    text TEXT NOT NULL,                  -- with its {first_name}
    media TEXT NOT NULL,                 -- JSON list
    price_cents BIGINT NOT NULL,
    segment TEXT,                        -- JSON; NULL where the receivers were named one by one
    starts_at BIGINT NOT NULL,           -- 0: as soon as it is started
    state TEXT NOT NULL,                 -- draft, running, paused, cancelled
    recipients BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,             -- estimated when it was started
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (account_id, client_key)
);
CREATE INDEX crm_campaigns_by_time ON crm_campaigns (account_id, created_at, id);

-- A campaign's messages are due one after the other: those that are due are found among many that are not.
CREATE INDEX crm_queue_by_time ON crm_queue (account_id, visible_at);
-- What a campaign earned.
CREATE INDEX crm_money_by_message ON crm_money (account_id, message_gateway_id);
