-- Comments: threads on the words of a post or on the whole of it.

CREATE TABLE comment_threads (
    id TEXT PRIMARY KEY,                 -- also the id of its first comment
    content_id TEXT NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    author_id TEXT REFERENCES users (id) ON DELETE SET NULL,
    quote TEXT,                          -- the words that it was started on; none for the whole post
    anchor_start BYTEA,                  -- Yjs relative positions around those words
    anchor_end BYTEA,
    resolved_at BIGINT,
    resolved_by TEXT REFERENCES users (id) ON DELETE SET NULL
);
CREATE INDEX comment_threads_by_content ON comment_threads (content_id, id);
CREATE INDEX comment_threads_by_author ON comment_threads (author_id);
CREATE INDEX comment_threads_by_resolver ON comment_threads (resolved_by);

CREATE TABLE comments (
    id TEXT PRIMARY KEY,
    thread_id TEXT NOT NULL REFERENCES comment_threads (id) ON DELETE CASCADE,
    author_id TEXT REFERENCES users (id) ON DELETE SET NULL,
    body TEXT NOT NULL,                  -- as it was written; empty once it is deleted
    created_at BIGINT NOT NULL,
    edited_at BIGINT,
    deleted_at BIGINT                    -- a first comment with replies stays as a gap
);
CREATE INDEX comments_by_thread ON comments (thread_id, id);
CREATE INDEX comments_by_author ON comments (author_id);

CREATE TABLE comment_mentions (
    comment_id TEXT NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (comment_id, user_id)
);
CREATE INDEX comment_mentions_by_user ON comment_mentions (user_id);

CREATE TABLE comment_reactions (
    comment_id TEXT NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    emoji TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (comment_id, user_id, emoji)
);
CREATE INDEX comment_reactions_by_user ON comment_reactions (user_id);

-- Up to which comment a person has read a thread.
CREATE TABLE comment_reads (
    thread_id TEXT NOT NULL REFERENCES comment_threads (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    last_id TEXT NOT NULL,
    PRIMARY KEY (thread_id, user_id)
);
CREATE INDEX comment_reads_by_user ON comment_reads (user_id);
