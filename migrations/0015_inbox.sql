-- Work in the inbox: which conversations are whose and where they are, and what a team notes about fans.

ALTER TABLE crm_conversations ADD COLUMN snoozed_until BIGINT;   -- only while it is snoozed
ALTER TABLE crm_conversations ADD COLUMN waiting_since BIGINT;   -- when the fan wrote first what nobody has answered
UPDATE crm_conversations SET state = 'waiting' WHERE state = 'open' AND last_mine = 1;
UPDATE crm_conversations SET waiting_since = (
    SELECT MIN(m.at) FROM crm_messages m
    WHERE m.conversation_id = crm_conversations.id AND m.mine = 0 AND m.deleted_at IS NULL AND m.at > COALESCE(
        (SELECT MAX(o.at) FROM crm_messages o WHERE o.conversation_id = crm_conversations.id AND o.mine = 1 AND o.deleted_at IS NULL), -1));
CREATE INDEX crm_conversations_by_state ON crm_conversations (account_id, state, last_at, id);
CREATE INDEX crm_conversations_by_person ON crm_conversations (account_id, assigned_to, last_at, id);
CREATE INDEX crm_conversations_by_wait ON crm_conversations (account_id, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX crm_conversations_snoozed ON crm_conversations (snoozed_until) WHERE state = 'snoozed';

-- What is searched: the newest messages of an account.
CREATE INDEX crm_messages_by_time ON crm_messages (account_id, at);

ALTER TABLE crm_fans ADD COLUMN custom_name TEXT NOT NULL DEFAULT '';  -- what the team calls them

CREATE TABLE crm_fan_tags (
    fan_id TEXT NOT NULL REFERENCES crm_fans (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (fan_id, tag)
);
CREATE INDEX crm_fan_tags_by_tag ON crm_fan_tags (tag, fan_id);

CREATE TABLE crm_fan_notes (
    id TEXT PRIMARY KEY,
    fan_id TEXT NOT NULL REFERENCES crm_fans (id) ON DELETE CASCADE,
    category TEXT NOT NULL,              -- person, wishes, money, care, other
    text TEXT NOT NULL,
    author_id TEXT REFERENCES users (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX crm_fan_notes_by_fan ON crm_fan_notes (fan_id, id);
