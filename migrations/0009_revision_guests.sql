-- Guests of links are nobody's author, but that some have written is known.

ALTER TABLE revisions ADD COLUMN guests BIGINT NOT NULL DEFAULT 0;        -- 1: guests have written between the revision before and this one
ALTER TABLE revision_heads ADD COLUMN guests BIGINT NOT NULL DEFAULT 0;   -- 1: guests have written since the last revision
