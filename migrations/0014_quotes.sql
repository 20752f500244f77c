-- An invitation by a mention quotes the comment, in its mail, on its page and in its notification: they follow when that
-- is changed or deleted.

ALTER TABLE invitations ADD COLUMN comment_id TEXT;    -- whose words the message is; NULL: a message of its own
CREATE INDEX invitations_by_comment ON invitations (comment_id);

ALTER TABLE mails ADD COLUMN quote_of TEXT;            -- the comment that it quotes, if that may still change
ALTER TABLE mails ADD COLUMN quote TEXT;               -- the part of its body that does
CREATE INDEX mails_by_quote_of ON mails (quote_of);

ALTER TABLE notifications ADD COLUMN quotes TEXT;      -- the comment that an invitation's excerpt is from
