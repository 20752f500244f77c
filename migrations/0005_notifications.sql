-- What people are told of, and how they want to hear of it by mail.

CREATE TABLE notifications (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,      -- who is told
    kind TEXT NOT NULL,                  -- invitation, share, mention, reply, comment, resolved, access_request, access_answer
    event TEXT NOT NULL,                 -- what happened: one row for a person and an event
    subject TEXT NOT NULL,               -- what it is about: kind and post or thread
    bundle TEXT NOT NULL,                -- the id of the first one of those that are shown as one
    actor_id TEXT REFERENCES users (id) ON DELETE CASCADE,              -- who did it; NULL for a guest
    guest TEXT NOT NULL,                 -- the name of a guest; empty for a person
    content_id TEXT NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    thread_id TEXT,                      -- the thread of comments, where it is about one
    title TEXT NOT NULL,                 -- the post's title then, for those who may not read it
    excerpt TEXT NOT NULL,               -- the first words of a comment or a message
    role TEXT,                           -- the role that was offered or given
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    mail_at BIGINT                       -- when a mail about it is due; NULL: none, or it is written
);
CREATE UNIQUE INDEX notifications_by_event ON notifications (user_id, event);
CREATE INDEX notifications_by_user ON notifications (user_id, id);
CREATE INDEX notifications_by_bundle ON notifications (user_id, bundle, id);
CREATE INDEX notifications_by_mail ON notifications (mail_at);
CREATE INDEX notifications_by_age ON notifications (created_at);
CREATE INDEX notifications_by_content ON notifications (content_id);
CREATE INDEX notifications_by_actor ON notifications (actor_id);

-- Only what somebody chose; the rest is as it comes.
CREATE TABLE notification_mails (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    mails TEXT NOT NULL,                 -- at_once, daily, never
    PRIMARY KEY (user_id, kind)
);
