CREATE TABLE organisations (
  id {id} NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at {time} NOT NULL
) {strict};

CREATE TABLE contacts (
  id {id} NOT NULL PRIMARY KEY,
  name TEXT,
  organisation_id {id} REFERENCES organisations (id),
  language TEXT,
  -- how much the customer goes before others
  tier TEXT NOT NULL DEFAULT 'uniform' CHECK (tier IN ('uniform', 'priority', 'special')),
  -- the customer's own agent
  dedicated_agent_id {id},
  version {int} NOT NULL DEFAULT 1,
  created_at {time} NOT NULL
) {strict};

-- Where a contact is reached. An address belongs to one contact; it is verified by a round trip only.
CREATE TABLE contact_points (
  id {id} NOT NULL PRIMARY KEY,
  contact_id {id} NOT NULL REFERENCES contacts (id),
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  verified_at {time},
  created_at {time} NOT NULL,
  UNIQUE (kind, address)
) {strict};
CREATE INDEX contact_points_contact ON contact_points (contact_id);

-- Named sets of permissions; a dot and a star stand for all of a noun.
CREATE TABLE roles (
  name TEXT NOT NULL PRIMARY KEY,
  permissions TEXT NOT NULL
) {strict};
INSERT INTO roles (name, permissions) VALUES
  ('agent', 'conversations.read conversations.write conversations.across messages.read messages.send messages.begin contacts.read contacts.write attachments.read attachments.write channels.read queues.read agents.read presence.own events.read canned.read suppressions.read junk.read'),
  ('supervisor', 'conversations.* conversations.all messages.* contacts.* attachments.* channels.read channels.post channels.fetch queues.* agents.read skills.* presence.* events.read quarantine.* deliveries.* alarms.* routing.read canned.* suppressions.* junk.* rules.*'),
  ('admin', 'conversations.* conversations.all messages.* contacts.* attachments.* channels.* queues.* agents.* skills.* presence.* events.* quarantine.* deliveries.* alarms.* routing.* keys.* metrics.read docs.read journal.* canned.* suppressions.* junk.* rules.*'),
  ('integration', 'channels.read channels.post channels.fetch conversations.read conversations.write conversations.all messages.read messages.send messages.begin contacts.read contacts.write attachments.read attachments.write queues.read deliveries.read events.read canned.read suppressions.* junk.*'),
  ('maintenance', 'channels.read queues.read agents.read events.read deliveries.read alarms.* metrics.read docs.read journal.*');

CREATE TABLE agents (
  id {id} NOT NULL PRIMARY KEY,
  user_name TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- the agent's own mail address, canonical: what comes from there is no customer's
  email TEXT UNIQUE,
  role TEXT NOT NULL REFERENCES roles (name),
  password_hash TEXT NOT NULL,
  disabled {bool} NOT NULL DEFAULT FALSE,
  presence TEXT NOT NULL DEFAULT 'offline' CHECK (presence IN ('available', 'busy', 'away', 'wrapUp', 'offline')),
  presence_reason TEXT,
  presence_at {time} NOT NULL,
  -- capacity in tenths of a unit: what the agent carries and may carry
  load {int} NOT NULL DEFAULT 0 CHECK (load >= 0),
  load_limit {int} NOT NULL DEFAULT 50,
  -- how much more the agent may carry by getting what interrupts, in tenths of a unit
  interrupt_limit {int} NOT NULL DEFAULT 10,
  -- whether the agent may write to somebody who has not written
  may_begin {bool} NOT NULL DEFAULT TRUE,
  idle_since {time} NOT NULL,
  -- how many offers in a row the agent has let pass
  missed_offers {int} NOT NULL DEFAULT 0,
  version {int} NOT NULL DEFAULT 1,
  created_at {time} NOT NULL
) {strict};

-- What an agent can do, and how well.
CREATE TABLE agent_skills (
  agent_id {id} NOT NULL REFERENCES agents (id),
  skill TEXT NOT NULL,
  level {int} NOT NULL CHECK (level BETWEEN 1 AND 5),
  PRIMARY KEY (agent_id, skill)
) {clustered};

-- Sign-ins and API keys: only hashes, each with the subject it speaks for.
CREATE TABLE sessions (
  token_hash {blob} NOT NULL PRIMARY KEY,
  agent_id {id} NOT NULL REFERENCES agents (id),
  created_at {time} NOT NULL,
  used_at {time} NOT NULL,
  expires_at {time} NOT NULL
) {strict};
CREATE INDEX sessions_agent ON sessions (agent_id);
CREATE INDEX sessions_end ON sessions (expires_at);

CREATE TABLE api_keys (
  id {id} NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL REFERENCES roles (name),
  prefix TEXT NOT NULL,
  key_hash {blob} NOT NULL UNIQUE,
  created_at {time} NOT NULL,
  revoked_at {time}
) {strict};

-- Failed sign-ins per account and per address; the wait grows, nobody is locked out for good.
CREATE TABLE login_failures (
  subject TEXT NOT NULL PRIMARY KEY,
  failures {int} NOT NULL,
  last_at {time} NOT NULL
) {strict};
CREATE INDEX login_failures_age ON login_failures (last_at);
