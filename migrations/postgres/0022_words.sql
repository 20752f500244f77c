-- Words of messages and of fans' names, for PostgreSQL's own index of words. The account is one of them: what others said is not
-- looked through. Signs within words part them, as they do in SQLite's index.

CREATE FUNCTION crm_words (account TEXT, said TEXT) RETURNS TSVECTOR LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS
$$ SELECT to_tsvector('simple', 'a' || replace(account, '-', '') || ' ' || translate(said, '@/._-:#+&=?''"%,;!~*\()<>[]{}|', repeat(' ', 29))) $$;

CREATE INDEX crm_messages_words ON crm_messages USING GIN (crm_words(account_id, text));
CREATE INDEX crm_fans_words ON crm_fans USING GIN (crm_words(account_id, custom_name || ' ' || name || ' ' || username));
