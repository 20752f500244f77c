-- Who wrote the updates that the revisions have not been told of. Written with the updates, so that a server that dies
-- forgets nobody.

CREATE TABLE document_writers (
    content_id TEXT NOT NULL REFERENCES documents (content_id) ON DELETE CASCADE,
    who TEXT NOT NULL,                   -- a person's id; empty for all guests together
    first_seq BIGINT NOT NULL,           -- the first of these updates, at the earliest
    last_seq BIGINT NOT NULL,            -- the last of them
    PRIMARY KEY (content_id, who)
);
