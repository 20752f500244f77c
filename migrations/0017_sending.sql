-- Alarms of the way out that are on: one row each, so that each beginning is told of once, whichever server sees it first.

CREATE TABLE crm_alarms (
    kind TEXT PRIMARY KEY,               -- depth, dead_letters, failures
    since BIGINT NOT NULL
);
