-- States of posts that are kept.

CREATE TABLE revisions (
    id TEXT PRIMARY KEY,                 -- ids sort by time, and with them the revisions of a post
    content_id TEXT NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    cause TEXT NOT NULL,                 -- time, change, left, before_restore, before_import, manual
    name TEXT,
    for_good BIGINT NOT NULL,            -- 1: never thinned out (as are those with a name)
    words_added BIGINT NOT NULL,         -- against the revision before
    words_removed BIGINT NOT NULL,
    hash TEXT NOT NULL,                  -- of title and body
    title TEXT NOT NULL,
    body BYTEA NOT NULL                  -- ProseMirror's JSON, compressed (zlib)
);
CREATE INDEX revisions_by_content ON revisions (content_id, id);

-- All who have written between the revision before and this one.
CREATE TABLE revision_authors (
    revision_id TEXT NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (revision_id, user_id)
);
CREATE INDEX revision_authors_by_user ON revision_authors (user_id);

-- What has happened in a post since its last revision. Whoever keeps one takes this row first.
CREATE TABLE revision_heads (
    content_id TEXT PRIMARY KEY REFERENCES content (id) ON DELETE CASCADE,
    changed_at BIGINT                    -- the first change since; null if there was none
);

-- Who has written since the last revision.
CREATE TABLE revision_writers (
    content_id TEXT NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (content_id, user_id)
);
CREATE INDEX revision_writers_by_user ON revision_writers (user_id);
