-- Where Amazon SQS tells of messages that are due: which have been told of, and test messages on their way.

ALTER TABLE crm_queue ADD COLUMN told_at BIGINT NOT NULL DEFAULT 0; -- 0: not yet
CREATE INDEX crm_queue_by_told ON crm_queue (told_at, visible_at);

CREATE TABLE crm_queue_tests (
    id TEXT PRIMARY KEY,
    sent_at BIGINT NOT NULL,
    back_at BIGINT                       -- NULL until it came back
);
