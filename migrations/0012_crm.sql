-- The fan desk: accounts of a gateway, fans, conversations, what is sent and received, money.
-- One SQL text for SQLite and PostgreSQL; the rules are in crates/db/src/lib.rs. Money is in cents.

CREATE TABLE crm_accounts (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    gateway_id TEXT NOT NULL UNIQUE,     -- acct_...
    name TEXT NOT NULL,
    username TEXT NOT NULL,
    time_zone TEXT NOT NULL,             -- IANA name
    state TEXT NOT NULL,                 -- connected, session_expired, code_needed, face_needed, disconnected, refused, no_credits, unknown
    state_reason TEXT NOT NULL,
    state_at BIGINT NOT NULL,
    paused_until BIGINT NOT NULL,        -- the gateway asked to wait
    tokens BIGINT NOT NULL,              -- of the bucket; a token is 60000
    tokens_at BIGINT NOT NULL,           -- when they were counted
    last_send_at BIGINT NOT NULL,
    transactions_until BIGINT NOT NULL,  -- the reader has read all up to here
    read_at BIGINT NOT NULL,             -- when the reader last went through
    reading_at BIGINT NOT NULL,          -- when a reader last began
    created_at BIGINT NOT NULL
);
CREATE INDEX crm_accounts_by_owner ON crm_accounts (owner_id);

CREATE TABLE crm_members (
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role TEXT NOT NULL,                  -- creator, manager, chatter
    PRIMARY KEY (account_id, user_id)
);
CREATE INDEX crm_members_by_user ON crm_members (user_id);

CREATE TABLE crm_fans (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    gateway_id TEXT NOT NULL,            -- the fan's user id, which is the chat's id
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    avatar TEXT,
    subscription TEXT NOT NULL,          -- unknown, active, expired
    subscription_at BIGINT NOT NULL,     -- when that was said: an older word does not undo a newer one
    subscribed_at BIGINT,
    expires_at BIGINT,
    price_cents BIGINT,
    last_seen_at BIGINT,
    spent_cents BIGINT NOT NULL,         -- the sum of crm_money
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, gateway_id)
);
CREATE INDEX crm_fans_by_spend ON crm_fans (account_id, spent_cents, id);

CREATE TABLE crm_conversations (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    fan_id TEXT NOT NULL UNIQUE REFERENCES crm_fans (id) ON DELETE CASCADE,
    last_at BIGINT NOT NULL,
    last_text TEXT NOT NULL,
    last_mine BIGINT NOT NULL,           -- 0 or 1
    unread BIGINT NOT NULL,
    read_until BIGINT NOT NULL,          -- messages up to here are read
    state TEXT NOT NULL,                 -- open, waiting, snoozed, done
    assigned_to TEXT REFERENCES users (id) ON DELETE SET NULL,
    can_send BIGINT NOT NULL,            -- 0 or 1
    cannot_send_reason TEXT
);
CREATE INDEX crm_conversations_by_time ON crm_conversations (account_id, last_at, id);
CREATE INDEX crm_conversations_unread ON crm_conversations (account_id, last_at, id) WHERE unread > 0;

-- What is in the chats, as the gateway tells it.
CREATE TABLE crm_messages (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    conversation_id TEXT REFERENCES crm_conversations (id) ON DELETE CASCADE,  -- NULL while only its end is known
    gateway_id TEXT NOT NULL,
    mine BIGINT NOT NULL,
    text TEXT NOT NULL,                  -- plain: the gateway's HTML is never shown
    price_cents BIGINT NOT NULL,
    media_count BIGINT NOT NULL,
    is_tip BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    outbox_id TEXT UNIQUE,               -- the message of ours that it is
    at BIGINT NOT NULL,
    deleted_at BIGINT,
    UNIQUE (account_id, gateway_id)
);
CREATE INDEX crm_messages_by_conversation ON crm_messages (conversation_id, at, id);

-- The way out: a message is here before anything is sent.
CREATE TABLE crm_outbox (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    fan_id TEXT NOT NULL REFERENCES crm_fans (id) ON DELETE CASCADE,
    author_id TEXT REFERENCES users (id) ON DELETE SET NULL,
    origin TEXT NOT NULL,                -- person, campaign, automatic
    campaign_id TEXT,
    client_key TEXT,                     -- the sender's own name for it: said twice, it is one message
    text TEXT NOT NULL,
    media TEXT NOT NULL,                 -- JSON list
    previews TEXT NOT NULL,              -- JSON list
    locked_text BIGINT NOT NULL,
    price_cents BIGINT NOT NULL,
    reply_to TEXT,
    priority BIGINT NOT NULL,            -- 1 to 10; 10 goes first
    state TEXT NOT NULL,                 -- queued, in_flight, sent, delivered, read, failed, rejected, unconfirmed, cancelled
    reason TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    attempt_at BIGINT,                   -- when the last attempt began
    due_at BIGINT NOT NULL,              -- not before
    gateway_message_id TEXT,
    unsent_at BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (account_id, client_key),
    UNIQUE (account_id, gateway_message_id)
);
CREATE INDEX crm_outbox_by_fan ON crm_outbox (fan_id, state);
CREATE INDEX crm_outbox_by_state ON crm_outbox (state, attempt_at);
CREATE INDEX crm_outbox_by_campaign ON crm_outbox (campaign_id, state);

CREATE TABLE crm_outbox_log (
    id TEXT PRIMARY KEY,
    outbox_id TEXT NOT NULL REFERENCES crm_outbox (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    user_id TEXT,                        -- who did it, if it was somebody
    at BIGINT NOT NULL
);
CREATE INDEX crm_outbox_log_by_message ON crm_outbox_log (outbox_id, id);

-- What the bucket counts: every attempt, until its end is older than a minute.
CREATE TABLE crm_attempts (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    outbox_id TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    ended_at BIGINT                      -- NULL while it runs
);
CREATE INDEX crm_attempts_by_account ON crm_attempts (account_id, began_at);

-- The embedded queue.
CREATE TABLE crm_queue (
    outbox_id TEXT PRIMARY KEY REFERENCES crm_outbox (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    place BIGINT NOT NULL,               -- lower goes first: people before campaigns, then by priority
    visible_at BIGINT NOT NULL,
    receives BIGINT NOT NULL
);
CREATE INDEX crm_queue_by_place ON crm_queue (account_id, place, outbox_id);

CREATE TABLE crm_dead_letters (
    outbox_id TEXT PRIMARY KEY REFERENCES crm_outbox (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    receives BIGINT NOT NULL,
    at BIGINT NOT NULL
);

-- The journal of webhooks: the bytes as they came.
CREATE TABLE crm_webhooks (
    id TEXT PRIMARY KEY,
    event_key TEXT NOT NULL UNIQUE,      -- the gateway's, or the hash of the bytes where it has none
    event TEXT NOT NULL,
    gateway_account TEXT NOT NULL,
    body TEXT NOT NULL,
    redelivery BIGINT NOT NULL,
    state TEXT NOT NULL,                 -- waiting, done, ignored, failed
    error TEXT,
    attempts BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    done_at BIGINT
);
CREATE INDEX crm_webhooks_by_state ON crm_webhooks (state, next_attempt_at);

-- Money, each payment once: told by an event, by a transaction, or by both.
CREATE TABLE crm_money (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES crm_accounts (id) ON DELETE CASCADE,
    fan_id TEXT REFERENCES crm_fans (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,                  -- tip, message, subscription, post, stream, other, chargeback
    amount_cents BIGINT NOT NULL,
    net_cents BIGINT,
    fee_cents BIGINT,
    message_gateway_id TEXT,             -- what was bought or came with it
    event_id TEXT,                       -- of the event that told of it
    transaction_id TEXT,                 -- of the transaction that told of it
    at BIGINT NOT NULL,
    UNIQUE (account_id, event_id),
    UNIQUE (account_id, transaction_id)
);
CREATE INDEX crm_money_by_fan ON crm_money (fan_id, at);
CREATE INDEX crm_money_by_account ON crm_money (account_id, at);
