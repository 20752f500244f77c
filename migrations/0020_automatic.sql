-- Fans told apart: saved segments, lists, fields of a team's own. And messages that go out by themselves.

CREATE TABLE crm_segments (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    segment TEXT NOT NULL,               -- JSON
    changed_at BIGINT NOT NULL,
    UNIQUE (account_id, name)
);

CREATE TABLE crm_lists (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, name)
);

CREATE TABLE crm_list_fans (
    list_id TEXT NOT NULL REFERENCES crm_lists (id) ON DELETE CASCADE,
    fan_id TEXT NOT NULL REFERENCES crm_fans (id) ON DELETE CASCADE,
    PRIMARY KEY (list_id, fan_id)
);
CREATE INDEX crm_list_fans_by_fan ON crm_list_fans (fan_id, list_id);

CREATE TABLE crm_fields (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,                  -- text, number, date
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, name)
);

CREATE TABLE crm_field_values (
    fan_id TEXT NOT NULL REFERENCES crm_fans (id) ON DELETE CASCADE,
    field_id TEXT NOT NULL REFERENCES crm_fields (id) ON DELETE CASCADE,
    value TEXT NOT NULL,
    PRIMARY KEY (fan_id, field_id)
);
CREATE INDEX crm_field_values_by_field ON crm_field_values (field_id);

-- The orders in which fans are listed.
CREATE INDEX crm_fans_by_seen ON crm_fans (account_id, COALESCE(last_seen_at, 0), id);
CREATE INDEX crm_fans_by_joined ON crm_fans (account_id, COALESCE(subscribed_at, 0), id);

CREATE TABLE crm_automations (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    author_id TEXT REFERENCES users (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    trigger_kind TEXT NOT NULL,          -- new, renewed, expired, online
    text TEXT NOT NULL,                  -- with its {first_name}
    media TEXT NOT NULL,                 -- JSON list
    price_cents BIGINT NOT NULL,
    delay_from BIGINT NOT NULL,          -- minutes after what happened, at least
    delay_to BIGINT NOT NULL,            -- and at most
    quiet_from BIGINT,                   -- minute of the account's day from which on nothing goes out; NULL: never
    quiet_to BIGINT,
    unless_fan_wrote BIGINT NOT NULL,    -- 0 or 1
    unless_team_wrote BIGINT NOT NULL,   -- 0 or 1
    again_days BIGINT NOT NULL,          -- a fan gets it once in so many days; 0: each time
    without_tags TEXT NOT NULL,          -- JSON list
    without_lists TEXT NOT NULL,         -- JSON list of ids
    active_since BIGINT,                 -- only what happens from then on counts; NULL: switched off
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (account_id, name)
);
CREATE INDEX crm_automations_active ON crm_automations (account_id, trigger_kind) WHERE active_since IS NOT NULL;

-- What happened to fans that a message may answer: each once, whoever tells of it.
CREATE TABLE crm_happened (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    fan_id TEXT NOT NULL REFERENCES crm_fans (id) ON DELETE CASCADE,
    trigger_kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    noted_at BIGINT NOT NULL
);
CREATE INDEX crm_happened_by_fan ON crm_happened (fan_id, trigger_kind, at);
CREATE INDEX crm_happened_by_time ON crm_happened (account_id, trigger_kind, at);
CREATE INDEX crm_happened_by_note ON crm_happened (account_id, trigger_kind, noted_at);

-- Fans who were deleted: a reading that finds them again is no news of them. Kept as long as what happened is.
CREATE TABLE crm_forgotten (
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    fan_hash TEXT NOT NULL,              -- of the account and the gateway's id
    at BIGINT NOT NULL,
    PRIMARY KEY (account_id, fan_hash)
);

-- What was decided of each: the key lets one of all servers decide, once.
CREATE TABLE crm_automatic (
    automation_id TEXT NOT NULL REFERENCES crm_automations (id) ON DELETE CASCADE,
    happened_id TEXT NOT NULL REFERENCES crm_happened (id) ON DELETE CASCADE,
    outbox_id TEXT,                      -- the message; NULL where none was written
    reason TEXT NOT NULL,                -- why not
    at BIGINT NOT NULL,
    PRIMARY KEY (automation_id, happened_id)
);
CREATE INDEX crm_automatic_by_event ON crm_automatic (happened_id);
CREATE INDEX crm_automatic_by_message ON crm_automatic (outbox_id) WHERE outbox_id IS NOT NULL;
-- What is known already, for a look at who would have got a message: the program keeps 31 days of it.
INSERT INTO crm_happened (id, account_id, fan_id, trigger_kind, at, noted_at)
    SELECT id, account_id, id, 'new', subscribed_at, subscribed_at FROM crm_fans WHERE subscribed_at IS NOT NULL;
INSERT INTO crm_happened (id, account_id, fan_id, trigger_kind, at, noted_at)
    SELECT 'x' || id, account_id, id, 'expired', expires_at, expires_at FROM crm_fans WHERE subscription = 'expired' AND expires_at IS NOT NULL;

ALTER TABLE crm_outbox ADD COLUMN automation_id TEXT;  -- whose message it is, where it went out by itself
CREATE INDEX crm_outbox_by_automation ON crm_outbox (automation_id, fan_id) WHERE automation_id IS NOT NULL;
