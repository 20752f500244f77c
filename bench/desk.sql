-- An account's desk as it is after years: CONVERSATIONS and MESSAGES are put in by desk.mjs. One text for SQLite and PostgreSQL.
-- Messages go round: each conversation has the same number, the last ones a minute ago. Spend, states and words vary with the number.

CREATE TABLE bench_words (n BIGINT PRIMARY KEY, word TEXT NOT NULL);
INSERT INTO bench_words (n, word) VALUES
    (0, 'hello'), (1, 'love'), (2, 'your'), (3, 'last'), (4, 'photo'), (5, 'when'), (6, 'is'), (7, 'the'), (8, 'next'), (9, 'video'),
    (10, 'beach'), (11, 'morning'), (12, 'thank'), (13, 'you'), (14, 'so'), (15, 'much'), (16, 'red'), (17, 'dress'), (18, 'amazing'),
    (19, 'tonight'), (20, 'again'), (21, 'please'), (22, 'more'), (23, 'coffee'), (24, 'travel'), (25, 'weekend'), (26, 'happy'),
    (27, 'birthday'), (28, 'miss'), (29, 'boots'), (30, 'dance'), (31, 'smile');
CREATE TABLE bench_sentences (n BIGINT PRIMARY KEY, text TEXT NOT NULL);
INSERT INTO bench_sentences (n, text)
WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 4095)
SELECT numbers.n, a.word || ' ' || b.word || ' ' || c.word || ' ' || d.word || ' ' || e.word || ' ' || f.word
FROM numbers JOIN bench_words a ON a.n = numbers.n % 32 JOIN bench_words b ON b.n = (numbers.n / 32) % 32
     JOIN bench_words c ON c.n = (numbers.n / 7) % 32 JOIN bench_words d ON d.n = (numbers.n / 1024 * 5 + 3) % 32
     JOIN bench_words e ON e.n = (numbers.n * 11 + 5) % 32 JOIN bench_words f ON f.n = (numbers.n / 3 + 9) % 32;

INSERT INTO crm_fans (id, account_id, gateway_id, username, name, subscription, subscription_at, subscribed_at, expires_at, price_cents, last_seen_at,
                      spent_cents, created_at)
WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < CONVERSATIONS - 1)
SELECT '01900000-0000-7000-8000-' || substr(CAST(1000000000000 + numbers.n AS TEXT), 2), ACCOUNT, CAST(900000000 + numbers.n AS TEXT),
       w.word || CAST(numbers.n AS TEXT), w.word || ' ' || v.word || ' ' || CAST(numbers.n % 977 AS TEXT),
       CASE WHEN numbers.n % 3 = 0 THEN 'expired' ELSE 'active' END, NOW_MS - 86400000, NOW_MS - 8640000000, NOW_MS + 86400000, 999,
       NOW_MS - (numbers.n % 1000) * 600000, (numbers.n * 7919) % 500000, NOW_MS - 8640000000
FROM numbers JOIN bench_words w ON w.n = numbers.n % 32 JOIN bench_words v ON v.n = (numbers.n / 32) % 32;

-- The last round of messages is the newest; each round is an hour, spread over the conversations.
INSERT INTO crm_conversations (id, account_id, fan_id, last_at, last_text, last_mine, unread, read_until, state, assigned_to, can_send, waiting_since)
WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < CONVERSATIONS - 1)
SELECT '01900000-0000-7000-9000-' || substr(CAST(1000000000000 + numbers.n AS TEXT), 2), ACCOUNT,
       '01900000-0000-7000-8000-' || substr(CAST(1000000000000 + numbers.n AS TEXT), 2),
       NOW_MS - 60000 - (CONVERSATIONS - 1 - numbers.n) * 3600000 / CONVERSATIONS, s.text, CASE WHEN numbers.n % 4 = 0 THEN 0 ELSE 1 END,
       CASE WHEN numbers.n % 20 = 0 THEN 1 ELSE 0 END, 0,
       CASE WHEN numbers.n % 4 = 0 THEN 'open' WHEN numbers.n % 4 = 1 THEN 'waiting' ELSE 'done' END,
       CASE WHEN numbers.n % 5 = 0 THEN ME ELSE NULL END, 1,
       CASE WHEN numbers.n % 4 = 0 THEN NOW_MS - 60000 - (CONVERSATIONS - 1 - numbers.n) * 3600000 / CONVERSATIONS ELSE NULL END
FROM numbers JOIN bench_sentences s ON s.n = numbers.n % 4096;

-- One message in fifty thousand has a word that few have.
INSERT INTO crm_messages (id, account_id, conversation_id, gateway_id, mine, text, price_cents, media_count, is_tip, opened, at)
WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < MESSAGES - 1)
SELECT '01900000-0000-7000-a000-' || substr(CAST(1000000000000 + numbers.n AS TEXT), 2), ACCOUNT,
       '01900000-0000-7000-9000-' || substr(CAST(1000000000000 + numbers.n % CONVERSATIONS AS TEXT), 2), CAST(800000000 + numbers.n AS TEXT),
       CASE WHEN numbers.n % 4 = 0 THEN 0 ELSE 1 END,
       CASE WHEN numbers.n % 50000 = 49 THEN s.text || ' rhododendron' ELSE s.text END, 0, 0, 0, 0,
       NOW_MS - 60000 - ((MESSAGES - 1 - numbers.n) / CONVERSATIONS) * 3600000
           - (CONVERSATIONS - 1 - numbers.n % CONVERSATIONS) * 3600000 / CONVERSATIONS
FROM numbers JOIN bench_sentences s ON s.n = (numbers.n * 17) % 4096;

DROP TABLE bench_sentences;
DROP TABLE bench_words;
