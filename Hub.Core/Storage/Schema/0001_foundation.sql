-- Words in braces are filled by the dialect (Storage/Dialect.cs). Times are UTC milliseconds.

-- What the installation itself must remember: its id, its keys.
CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) {strict};

-- One log, many readers. Numbers are in commit order; the newest row is never deleted.
CREATE TABLE journal (
  seq {identity},
  at {time} NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  conversation_id {id},
  message_id {id},
  contact_id {id},
  queue_id {id},
  agent_id {id},
  subject TEXT,
  changes TEXT
) {strict};

-- How far each reader is; moved in the transaction of the reader's effects. The entry that is being tried alone and how often that was
-- begun are written before the trial, because the process may die in it.
CREATE TABLE journal_cursors (
  name TEXT NOT NULL PRIMARY KEY,
  position {int} NOT NULL,
  trying {int},
  attempts {int} NOT NULL DEFAULT 0
) {strict};

-- Entries that a reader could not digest: visible, retryable. They are copies, because the journal forgets.
CREATE TABLE parked_entries (
  reader TEXT NOT NULL,
  seq {int} NOT NULL,
  error TEXT NOT NULL,
  parked_at {time} NOT NULL,
  at {time} NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  conversation_id {id},
  message_id {id},
  contact_id {id},
  queue_id {id},
  agent_id {id},
  subject TEXT,
  changes TEXT,
  PRIMARY KEY (reader, seq)
) {strict};

-- Work that must run once. The epoch is part of a key, so that on PostgreSQL a fence (FOR KEY SHARE) lets renewals pass and makes a
-- takeover wait.
CREATE TABLE leases (
  name TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  epoch {int} NOT NULL,
  until_at {time} NOT NULL,
  UNIQUE (name, epoch)
) {strict};

-- What is to happen at a time: one timer of a kind per subject.
CREATE TABLE timers (
  kind TEXT NOT NULL,
  subject_id {id} NOT NULL,
  due_at {time} NOT NULL,
  attempts {int} NOT NULL DEFAULT 0,
  error TEXT,
  PRIMARY KEY (kind, subject_id)
) {strict};
CREATE INDEX timers_due ON timers (due_at);

-- Large bodies by the SHA-256 of their content. Storing one again renews stored_at.
CREATE TABLE blobs (
  hash TEXT NOT NULL PRIMARY KEY,
  size {int} NOT NULL,
  stored_at {time} NOT NULL
) {strict};

CREATE TABLE alarms (
  id {id} NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  raised_at {time} NOT NULL,
  last_at {time} NOT NULL,
  times {int} NOT NULL,
  cleared_at {time}
) {strict};
CREATE UNIQUE INDEX alarms_standing ON alarms (kind, subject) WHERE cleared_at IS NULL;

-- Answers to repeated requests, kept 24 h, written with the effect.
CREATE TABLE idempotency_keys (
  caller TEXT NOT NULL,
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  status {int} NOT NULL,
  answer TEXT,
  etag TEXT,
  location TEXT,
  created_at {time} NOT NULL,
  PRIMARY KEY (caller, route, key)
) {strict};
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
