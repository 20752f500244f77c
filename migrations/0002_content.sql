-- Posts, who may do what with them, and their documents.

CREATE TABLE content (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES users (id),
    status TEXT NOT NULL,                -- draft, archived, trash
    title TEXT NOT NULL,                 -- this and the next columns are derived from the document
    title_key TEXT NOT NULL,             -- the title in lower case, to sort by
    excerpt TEXT NOT NULL,               -- the first 200 characters of the text, for lists
    words BIGINT NOT NULL,
    characters BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    trashed_at BIGINT,
    -- The wide columns last: SQLite reads a row up to the last column it is asked for.
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    body_json TEXT NOT NULL,             -- ProseMirror's JSON
    search TEXT NOT NULL                 -- title and text in lower case
);
-- The status is at the end, to be looked at in the index before the row is read.
CREATE INDEX content_by_owner_updated ON content (owner_id, updated_at, id, status);
CREATE INDEX content_by_owner_created ON content (owner_id, created_at, id, status);
CREATE INDEX content_by_owner_title ON content (owner_id, title_key, id, status);
CREATE INDEX content_by_trash ON content (trashed_at);

-- Everybody but the owner.
CREATE TABLE collaborators (
    content_id TEXT NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role TEXT NOT NULL,                  -- editor, commenter, viewer
    added_at BIGINT NOT NULL,
    PRIMARY KEY (content_id, user_id)
);
CREATE INDEX collaborators_by_user ON collaborators (user_id, content_id);

-- The document: a snapshot, and the log of updates since. The counters stand apart, so that writing to the
-- log changes a short row, which is also what writers wait for.
CREATE TABLE documents (
    content_id TEXT PRIMARY KEY REFERENCES content (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,                 -- the last update's number
    bytes BIGINT NOT NULL                -- of the snapshot and of the log
);

CREATE TABLE document_snapshots (
    content_id TEXT PRIMARY KEY REFERENCES documents (content_id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,                 -- the last update in it
    state BYTEA NOT NULL                 -- a Yjs update (v1)
);

CREATE TABLE document_updates (
    content_id TEXT NOT NULL REFERENCES documents (content_id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    body BYTEA NOT NULL,                 -- a Yjs update (v1)
    PRIMARY KEY (content_id, seq)
);
