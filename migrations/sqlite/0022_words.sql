-- Words of messages and of fans' names, for SQLite's own index of words (FTS5). The triggers keep it: whoever writes a message need
-- not think of it. An index knows its rows by number, so each gets one: a message by its time, so that the last are found first.

CREATE TABLE crm_message_places (
    place INTEGER PRIMARY KEY,           -- milliseconds, times 1048576, and a number within the millisecond
    message_id TEXT NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE crm_message_words USING fts5 (
    account, text, content = '', contentless_delete = 1, detail = 'column', tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO crm_message_places (place, message_id)
SELECT MIN(MAX(at, 0), 8000000000000) * 1048576 + ROW_NUMBER() OVER (PARTITION BY at ORDER BY id) - 1, id FROM crm_messages WHERE text <> '';
INSERT INTO crm_message_words (rowid, account, text)
SELECT p.place, 'a' || replace(m.account_id, '-', ''), m.text FROM crm_message_places p JOIN crm_messages m ON m.id = p.message_id ORDER BY p.place;

CREATE TRIGGER crm_messages_told AFTER INSERT ON crm_messages WHEN new.text <> '' BEGIN
    INSERT INTO crm_message_places (place, message_id)
    SELECT COALESCE(MAX(place) + 1, MIN(MAX(new.at, 0), 8000000000000) * 1048576), new.id FROM crm_message_places
    WHERE place >= MIN(MAX(new.at, 0), 8000000000000) * 1048576 AND place < (MIN(MAX(new.at, 0), 8000000000000) + 1) * 1048576;
    INSERT INTO crm_message_words (rowid, account, text)
    SELECT place, 'a' || replace(new.account_id, '-', ''), new.text FROM crm_message_places WHERE message_id = new.id;
END;
CREATE TRIGGER crm_messages_changed AFTER UPDATE OF text, at ON crm_messages WHEN new.text <> old.text OR new.at <> old.at BEGIN
    DELETE FROM crm_message_words WHERE rowid = (SELECT place FROM crm_message_places WHERE message_id = old.id);
    DELETE FROM crm_message_places WHERE message_id = old.id;
    INSERT INTO crm_message_places (place, message_id)
    SELECT COALESCE(MAX(place) + 1, MIN(MAX(new.at, 0), 8000000000000) * 1048576), new.id FROM crm_message_places
    WHERE place >= MIN(MAX(new.at, 0), 8000000000000) * 1048576 AND place < (MIN(MAX(new.at, 0), 8000000000000) + 1) * 1048576;
    INSERT INTO crm_message_words (rowid, account, text)
    SELECT place, 'a' || replace(new.account_id, '-', ''), new.text FROM crm_message_places WHERE message_id = new.id;
END;
CREATE TRIGGER crm_messages_gone AFTER DELETE ON crm_messages BEGIN
    DELETE FROM crm_message_words WHERE rowid = (SELECT place FROM crm_message_places WHERE message_id = old.id);
    DELETE FROM crm_message_places WHERE message_id = old.id;
END;

CREATE TABLE crm_fan_places (
    place INTEGER PRIMARY KEY,
    fan_id TEXT NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE crm_fan_words USING fts5 (
    account, names, content = '', contentless_delete = 1, detail = 'column', tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO crm_fan_places (fan_id) SELECT id FROM crm_fans ORDER BY id;
INSERT INTO crm_fan_words (rowid, account, names)
SELECT p.place, 'a' || replace(f.account_id, '-', ''), f.custom_name || ' ' || f.name || ' ' || f.username
FROM crm_fan_places p JOIN crm_fans f ON f.id = p.fan_id ORDER BY p.place;

CREATE TRIGGER crm_fans_named AFTER INSERT ON crm_fans BEGIN
    INSERT INTO crm_fan_places (fan_id) VALUES (new.id);
    INSERT INTO crm_fan_words (rowid, account, names)
    SELECT place, 'a' || replace(new.account_id, '-', ''), new.custom_name || ' ' || new.name || ' ' || new.username
    FROM crm_fan_places WHERE fan_id = new.id;
END;
CREATE TRIGGER crm_fans_renamed AFTER UPDATE OF custom_name, name, username ON crm_fans
WHEN new.custom_name <> old.custom_name OR new.name <> old.name OR new.username <> old.username BEGIN
    DELETE FROM crm_fan_words WHERE rowid = (SELECT place FROM crm_fan_places WHERE fan_id = old.id);
    INSERT INTO crm_fan_words (rowid, account, names)
    SELECT place, 'a' || replace(new.account_id, '-', ''), new.custom_name || ' ' || new.name || ' ' || new.username
    FROM crm_fan_places WHERE fan_id = new.id;
END;
CREATE TRIGGER crm_fans_gone AFTER DELETE ON crm_fans BEGIN
    DELETE FROM crm_fan_words WHERE rowid = (SELECT place FROM crm_fan_places WHERE fan_id = old.id);
    DELETE FROM crm_fan_places WHERE fan_id = old.id;
END;
