CREATE TABLE queues (
  id {id} NOT NULL PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- how it gives its conversations to agents, as JSON: what is not said is as by default
  routing TEXT NOT NULL DEFAULT '{}',
  -- what it promises to its customers, as JSON
  service_levels TEXT NOT NULL DEFAULT '{}',
  -- by which it is open; null for always
  calendar_id {id} REFERENCES calendars (id),
  version {int} NOT NULL DEFAULT 1,
  created_at {time} NOT NULL
) {strict};
CREATE INDEX queues_calendar ON queues (calendar_id) WHERE calendar_id IS NOT NULL;

-- What a queue answers by itself to a mail that begins something. None, or not enabled: nothing.
CREATE TABLE acknowledgements (
  queue_id {id} NOT NULL PRIMARY KEY REFERENCES queues (id),
  enabled {bool} NOT NULL,
  -- when somebody is there, as in "mon-fri 09:00-17:30", on the clocks of an IANA zone; always where it is empty
  hours TEXT NOT NULL,
  zone TEXT NOT NULL
) {strict};

-- What it says, by language.
CREATE TABLE acknowledgement_texts (
  queue_id {id} NOT NULL REFERENCES acknowledgements (queue_id) ON DELETE CASCADE,
  language TEXT NOT NULL,
  open_text TEXT NOT NULL,
  closed_text TEXT NOT NULL,
  PRIMARY KEY (queue_id, language)
) {clustered};

-- Who was answered by itself, and when last: the key is what makes it once in a while, whatever arrives at the same time.
CREATE TABLE acknowledged (
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (kind, address)
) {clustered};
CREATE INDEX acknowledged_at ON acknowledged (at);

-- As whom a queue writes on a channel account: one of the account's addresses, and the name beside it. None: the account's own.
CREATE TABLE queue_senders (
  queue_id {id} NOT NULL REFERENCES queues (id),
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (queue_id, channel)
) {clustered};
CREATE INDEX queue_senders_address ON queue_senders (channel, address);

-- What stands below the answers of a queue's agents, by language.
CREATE TABLE queue_signatures (
  queue_id {id} NOT NULL REFERENCES queues (id),
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (queue_id, language)
) {clustered};

CREATE TABLE queue_members (
  queue_id {id} NOT NULL REFERENCES queues (id),
  agent_id {id} NOT NULL REFERENCES agents (id),
  -- the agent's place in the queue, the first being 0
  rank {int} NOT NULL DEFAULT 0,
  PRIMARY KEY (queue_id, agent_id)
) {clustered};
CREATE INDEX queue_members_agent ON queue_members (agent_id);

CREATE TABLE conversations (
  number {identity},
  id {id} NOT NULL UNIQUE,
  contact_id {id} NOT NULL REFERENCES contacts (id),
  -- the channel account it began on
  channel TEXT NOT NULL,
  -- where the customer last wrote from: the default way of an answer
  reply_channel TEXT NOT NULL,
  point_id {id} NOT NULL,
  -- whether the channel names its threads itself; where it does not, a contact has one open conversation on it
  threaded {bool} NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'pending', 'snoozed', 'resolved')),
  queue_id {id} REFERENCES queues (id),
  assignee_id {id} REFERENCES agents (id),
  -- who is asked to take it; only while nobody has it and it waits
  offered_to {id} REFERENCES agents (id),
  -- a colleague who is asked for advice and sees it meanwhile
  consulted_id {id} REFERENCES agents (id),
  -- who had it last, also after it has reopened without an assignee
  last_agent_id {id},
  -- what it asks of an agent beside what its queue does, as JSON
  skills TEXT,
  -- tenths of a unit that it takes of its assignee's capacity: while open, and while pending or snoozed
  weight {int} NOT NULL,
  parked_weight {int} NOT NULL DEFAULT 0,
  -- whether an agent who is full may get it too
  interrupts {bool} NOT NULL DEFAULT FALSE,
  priority {int} NOT NULL DEFAULT 0,
  subject TEXT,
  language TEXT,
  tags TEXT NOT NULL DEFAULT '[]',
  snoozed_until {time},
  -- since when a customer waits for an agent's answer; null when the ball is in the customer's court
  waiting_since {time},
  active_at {time} NOT NULL,
  -- what lists are ordered by at first: one who writes five short messages in a row moves no index entry of PostgreSQL's with the later ones
  active_minute {int} GENERATED ALWAYS AS (active_at / 60000) STORED,
  resolved_at {time},
  -- the conversation that this one continues or was split from
  linked_to {id},
  -- the conversation that holds everything that was in this one; never one that was merged itself
  merged_into {id},
  -- one that it may belong to, by subject and sender: for an agent to decide
  may_belong_to {id},
  -- junk is done with: no list, no router and no count meets it
  junk {bool} NOT NULL DEFAULT FALSE,
  -- rules have yet to look at it: until then it is nobody's work
  awaits_rules {bool} NOT NULL DEFAULT FALSE,
  version {int} NOT NULL DEFAULT 1,
  created_at {time} NOT NULL,
  CHECK (NOT junk OR status = 'resolved'),
  CHECK (offered_to IS NULL OR (assignee_id IS NULL AND status = 'open'))
) {rewritten};
CREATE UNIQUE INDEX conversations_one_open ON conversations (contact_id, channel) WHERE NOT threaded AND status <> 'resolved';
CREATE INDEX conversations_contact ON conversations (contact_id, number);
CREATE INDEX conversations_active ON conversations (active_minute);
CREATE INDEX conversations_queue ON conversations (queue_id, active_minute);
CREATE INDEX conversations_assignee ON conversations (assignee_id, active_minute) WHERE assignee_id IS NOT NULL;
CREATE INDEX conversations_unassigned ON conversations (queue_id, waiting_since)
  WHERE assignee_id IS NULL AND status = 'open';
CREATE INDEX conversations_offered ON conversations (offered_to) WHERE offered_to IS NOT NULL;
CREATE INDEX conversations_consulted ON conversations (consulted_id) WHERE consulted_id IS NOT NULL;
CREATE INDEX conversations_merged ON conversations (merged_into) WHERE merged_into IS NOT NULL;

-- in the order of those who wait for an answer
CREATE INDEX conversations_waiting ON conversations (waiting_since, number) WHERE waiting_since IS NOT NULL AND status = 'open';

CREATE INDEX conversations_await_rules ON conversations (id) WHERE awaits_rules;

CREATE INDEX conversations_junk ON conversations (active_minute) WHERE junk;

-- The addresses whose later mails people have judged.
CREATE TABLE junk_senders (
  id {id} NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('allow', 'block')),
  actor TEXT NOT NULL,
  created_at {time} NOT NULL,
  UNIQUE (kind, address)
) {strict};

-- Who writes now: an agent, so that a colleague does not write another answer, or the contact. Believed until a time.
CREATE TABLE conversation_writers (
  conversation_id {id} NOT NULL,
  writer_id {id} NOT NULL,
  until_at {time} NOT NULL,
  PRIMARY KEY (conversation_id, writer_id)
) {clustered};
CREATE INDEX conversation_writers_until ON conversation_writers (until_at);

-- What a channel or we ourselves call a thread, and the conversation that it means to each of those who name it. One that is not held is the
-- name of a message that never came here: it means something to the one who named it, and to nobody else.
CREATE TABLE conversation_threads (
  channel TEXT NOT NULL,
  thread TEXT NOT NULL,
  contact_id {id} NOT NULL,
  conversation_id {id} NOT NULL,
  held {bool} NOT NULL,
  -- the message that brought the name and takes it along when it moves; null where the name is the thread's own
  message_id {id},
  PRIMARY KEY (channel, thread, contact_id)
) {clustered};
CREATE INDEX conversation_threads_conversation ON conversation_threads (conversation_id);

CREATE TABLE messages (
  seq {identity},
  id {id} NOT NULL UNIQUE,
  conversation_id {id} NOT NULL REFERENCES conversations (id),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'note')),
  channel TEXT NOT NULL,
  contact_id {id},
  point_id {id},
  agent_id {id},
  from_address TEXT,
  from_name TEXT,
  -- as whom it goes out, where that is not the channel account itself
  sender_address TEXT,
  sender_name TEXT,
  -- the approved text that an outgoing one is made from, and what fills its gaps, as JSON
  template TEXT,
  -- under which an answer refers to it, such as a Message-ID
  provider_id TEXT,
  subject TEXT,
  -- a body over 64 KiB is a blob and its column here is null
  body TEXT,
  body_hash TEXT,
  html TEXT,
  html_hash TEXT,
  -- which of the text and of the HTML is new, quoted, signature: letters with lengths; null where all of it is new
  parts TEXT,
  html_parts TEXT,
  -- how the new text begins, where the text begins otherwise or is a blob
  preview TEXT,
  -- when it was written by its provider's account, and when it was stored
  at {time} NOT NULL,
  stored_at {time} NOT NULL,
  -- why it joined its conversation, and what a reader of it should be warned of: words with a space between
  joined_by TEXT,
  flags TEXT,
  -- the number of the conversation in which it was written, where it has moved since: what it is called by outside still bears that
  written_in {int}
) {strict};
CREATE INDEX messages_conversation ON messages (conversation_id, seq);
CREATE INDEX messages_forwards ON messages (conversation_id) WHERE flags = 'forward';

-- Whom a message names beside its sender.
CREATE TABLE message_receivers (
  message_id {id} NOT NULL,
  place {int} NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('to', 'cc', 'bcc', 'replyTo')),
  address TEXT NOT NULL,
  name TEXT,
  PRIMARY KEY (message_id, place)
) {clustered};

-- A message as it came, where its channel keeps that.
CREATE TABLE message_originals (
  message_id {id} NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  size {int} NOT NULL,
  content {blob},
  content_hash TEXT
) {strict};
CREATE INDEX message_originals_hash ON message_originals (content_hash) WHERE content_hash IS NOT NULL;

-- Every arrival's key: what makes the second offer of the same thing a duplicate.
CREATE TABLE message_sources (
  -- the channel account, or the kind of channel whose accounts share their ids
  channel TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  -- what tells a repetition from other content under the same id
  content_hash TEXT NOT NULL,
  -- the message, or the quarantined input, that the arrival became
  message_id {id} NOT NULL,
  PRIMARY KEY (channel, provider_id, fingerprint)
) {clustered};

-- Other content that came under the id of a message held already, where ids are unique.
CREATE TABLE message_variants (
  message_id {id} NOT NULL,
  content_hash TEXT NOT NULL,
  body TEXT,
  body_hash TEXT,
  stored_at {time} NOT NULL,
  PRIMARY KEY (message_id, content_hash)
) {strict};
CREATE INDEX message_variants_body_hash ON message_variants (body_hash) WHERE body_hash IS NOT NULL;

-- A file of a message, or an upload that waits for its message.
CREATE TABLE attachments (
  id {id} NOT NULL PRIMARY KEY,
  message_id {id},
  place {int} NOT NULL DEFAULT 0,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  size {int} NOT NULL,
  content {blob},
  content_hash TEXT,
  -- the name by which the message's HTML shows it
  content_id TEXT,
  uploaded_by TEXT,
  stored_at {time} NOT NULL
) {strict};
CREATE INDEX attachments_message ON attachments (message_id, place);
CREATE INDEX attachments_uploads ON attachments (stored_at) WHERE message_id IS NULL;
CREATE INDEX attachments_hash ON attachments (content_hash) WHERE content_hash IS NOT NULL;
CREATE INDEX messages_body_hash ON messages (body_hash) WHERE body_hash IS NOT NULL;
CREATE INDEX messages_html_hash ON messages (html_hash) WHERE html_hash IS NOT NULL;

-- What could not be handled, whole.
CREATE TABLE quarantine (
  id {id} NOT NULL PRIMARY KEY,
  channel TEXT NOT NULL,
  -- the id of its reception: a second offer of it is a duplicate
  reception_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  type TEXT NOT NULL,
  size {int} NOT NULL,
  content {blob},
  content_hash TEXT,
  attempts {int} NOT NULL DEFAULT 1,
  stored_at {time} NOT NULL
) {strict};
CREATE INDEX quarantine_hash ON quarantine (content_hash) WHERE content_hash IS NOT NULL;

-- How far each folder of a mailbox has been taken in.
CREATE TABLE mailbox_cursors (
  channel TEXT NOT NULL,
  -- user and server: another mailbox under the same channel begins anew
  mailbox TEXT NOT NULL,
  folder TEXT NOT NULL,
  uid_validity {int} NOT NULL,
  last_uid {int} NOT NULL,
  -- the most mails up to there that the server may have: more is one that was missed
  held {int} NOT NULL,
  PRIMARY KEY (channel, mailbox, folder)
) {clustered};

-- Mails of a mailbox without a Message-ID, by their bytes and time: those that are alike are told apart by their order.
CREATE TABLE mailbox_nameless (
  channel TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  folder TEXT NOT NULL,
  uid_validity {int} NOT NULL,
  uid {int} NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (channel, mailbox, folder, uid_validity, uid)
) {clustered};
CREATE INDEX mailbox_nameless_content ON mailbox_nameless (content);

-- Mails that their server did not hand out, asked for again at a time.
CREATE TABLE mailbox_left (
  channel TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  folder TEXT NOT NULL,
  uid_validity {int} NOT NULL,
  uid {int} NOT NULL,
  tries {int} NOT NULL,
  next_at {time} NOT NULL,
  PRIMARY KEY (channel, mailbox, folder, uid_validity, uid)
) {clustered};

-- Why an agent got a conversation, or nobody did.
CREATE TABLE routing_decisions (
  id {id} NOT NULL PRIMARY KEY,
  conversation_id {id} NOT NULL,
  queue_id {id} NOT NULL,
  agent_id {id},
  reason TEXT NOT NULL,
  -- all that it was made from, as JSON, so that it can be made again
  question TEXT NOT NULL,
  decided_at {time} NOT NULL
) {strict};
CREATE INDEX routing_decisions_conversation ON routing_decisions (conversation_id, decided_at);

-- What is or was promised to customers, and what became of it: of each metric one clock runs in a conversation.
CREATE TABLE service_clocks (
  id {id} NOT NULL PRIMARY KEY,
  conversation_id {id} NOT NULL,
  metric TEXT NOT NULL CHECK (metric IN ('firstResponse', 'nextResponse', 'resolution')),
  -- whose promise it is, and the versions of that queue and its calendar (0: none) by which it was reckoned
  queue_id {id} NOT NULL,
  queue_version {int} NOT NULL,
  calendar_version {int} NOT NULL,
  -- the target, as JSON
  target TEXT NOT NULL,
  started_at {time} NOT NULL,
  -- how much time had passed, in milliseconds, when it last began to pass, and when that was; it stands still while it is paused
  consumed {int} NOT NULL,
  since_at {time} NOT NULL,
  paused_at {time},
  -- null while it is paused, or where its calendar never opens
  due_at {time},
  warned_at {time},
  breached_at {time},
  -- the steps of its escalation that have run
  steps TEXT NOT NULL,
  ended_at {time},
  ended_by TEXT
) {strict};
CREATE UNIQUE INDEX service_clocks_running ON service_clocks (conversation_id, metric) WHERE ended_at IS NULL;
CREATE INDEX service_clocks_conversation ON service_clocks (conversation_id, id);
CREATE INDEX service_clocks_queue ON service_clocks (queue_id) WHERE ended_at IS NULL;
CREATE INDEX service_clocks_due ON service_clocks (due_at) WHERE ended_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX service_clocks_late ON service_clocks (conversation_id) WHERE ended_at IS NULL AND breached_at IS NOT NULL;
CREATE INDEX service_clocks_ended ON service_clocks (queue_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX service_clocks_breached ON service_clocks (queue_id, breached_at) WHERE breached_at IS NOT NULL;

-- Which agents were asked to take a conversation, and what came of it.
CREATE TABLE offers (
  id {id} NOT NULL PRIMARY KEY,
  conversation_id {id} NOT NULL,
  queue_id {id} NOT NULL,
  agent_id {id} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'rejected', 'missed', 'withdrawn')),
  reason TEXT,
  made_at {time} NOT NULL,
  until_at {time} NOT NULL,
  ended_at {time}
) {strict};
CREATE UNIQUE INDEX offers_one_open ON offers (conversation_id) WHERE state = 'offered';
CREATE INDEX offers_agent ON offers (agent_id) WHERE state = 'offered';
CREATE INDEX offers_declined ON offers (conversation_id, ended_at) WHERE state IN ('rejected', 'missed');

-- What is done by itself with conversations that come in.
CREATE TABLE rules (
  id {id} NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  -- the order in which they look
  place {int} NOT NULL,
  enabled {bool} NOT NULL,
  occasion TEXT NOT NULL CHECK (occasion IN ('created', 'message')),
  -- conditions and actions, as JSON
  content TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  created_at {time} NOT NULL,
  created_by TEXT NOT NULL,
  changed_at {time} NOT NULL,
  changed_by TEXT NOT NULL
) {strict};
CREATE INDEX rules_enabled ON rules (place) WHERE enabled;

-- What they did: the rule as it was then, and what it changed as JSON.
CREATE TABLE rule_records (
  seq {identity},
  conversation_id {id} NOT NULL,
  message_id {id} NOT NULL,
  rule_id {id} NOT NULL,
  rule_name TEXT NOT NULL,
  rule_version {int} NOT NULL,
  effect TEXT NOT NULL,
  at {time} NOT NULL
) {strict};
CREATE INDEX rule_records_conversation ON rule_records (conversation_id, seq);

-- Which conversations a rule has answered, and when last: the key is what makes it once in a while.
CREATE TABLE rule_replies (
  rule_id {id} NOT NULL,
  conversation_id {id} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (rule_id, conversation_id)
) {clustered};
CREATE INDEX rule_replies_at ON rule_replies (at);

-- Answers that agents keep at hand: found by typing a slash and the beginning of the name.
CREATE TABLE canned_answers (
  id {id} NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  created_at {time} NOT NULL
) {strict};
