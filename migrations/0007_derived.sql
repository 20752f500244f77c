-- Up to which update of its document a post's texts are: with several servers, one may keep texts that are older than
-- those of another, or find texts that nobody has brought up to date.

ALTER TABLE content ADD COLUMN derived_seq BIGINT NOT NULL DEFAULT 0;

UPDATE content SET derived_seq = COALESCE((SELECT seq FROM documents WHERE documents.content_id = content.id), 0);
