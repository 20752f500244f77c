-- Guests of links comment too. Their id and the name they gave stay with what they wrote when the guest is forgotten.

ALTER TABLE comment_threads ADD COLUMN guest_id TEXT;              -- who started it, instead of author_id
ALTER TABLE comment_threads ADD COLUMN resolved_guest_id TEXT;     -- who resolved it, instead of resolved_by
ALTER TABLE comment_threads ADD COLUMN resolved_guest_name TEXT;
ALTER TABLE comments ADD COLUMN guest_id TEXT;                     -- who wrote it, instead of author_id
ALTER TABLE comments ADD COLUMN guest_name TEXT;
CREATE INDEX comments_by_guest ON comments (guest_id);

CREATE TABLE comment_reactions_of_all (
    comment_id TEXT NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    who TEXT NOT NULL,                   -- a person's id or a guest's
    user_id TEXT REFERENCES users (id) ON DELETE CASCADE,               -- the same, for a person
    emoji TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (comment_id, who, emoji)
);
INSERT INTO comment_reactions_of_all (comment_id, who, user_id, emoji, created_at)
    SELECT comment_id, user_id, user_id, emoji, created_at FROM comment_reactions;
DROP TABLE comment_reactions;
ALTER TABLE comment_reactions_of_all RENAME TO comment_reactions;
CREATE INDEX comment_reactions_by_user ON comment_reactions (user_id);

CREATE TABLE comment_reads_of_all (
    thread_id TEXT NOT NULL REFERENCES comment_threads (id) ON DELETE CASCADE,
    who TEXT NOT NULL,                   -- a person's id or a guest's
    user_id TEXT REFERENCES users (id) ON DELETE CASCADE,               -- the same, for a person
    guest_id TEXT REFERENCES guests (id) ON DELETE CASCADE,             -- the same, for a guest
    last_id TEXT NOT NULL,
    PRIMARY KEY (thread_id, who)
);
INSERT INTO comment_reads_of_all (thread_id, who, user_id, last_id)
    SELECT thread_id, user_id, user_id, last_id FROM comment_reads;
DROP TABLE comment_reads;
ALTER TABLE comment_reads_of_all RENAME TO comment_reads;
CREATE INDEX comment_reads_by_user ON comment_reads (user_id);
CREATE INDEX comment_reads_by_guest ON comment_reads (guest_id);
