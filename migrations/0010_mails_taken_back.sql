-- Which mail in the outbox tells of a notification: it is taken back when the comment that it quotes is deleted or changed.

ALTER TABLE notifications ADD COLUMN mail_id TEXT;                 -- NULL: no mail has been written of it
CREATE INDEX notifications_by_mail_id ON notifications (mail_id);
