-- Everything sent is a row here first.
CREATE TABLE deliveries (
  seq {identity},
  id {id} NOT NULL UNIQUE,
  message_id {id} NOT NULL,
  conversation_id {id} NOT NULL,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  -- the receiver's mail domain, empty where the address has none: so many at the same time go to one
  domain TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN
    ('scheduled', 'planned', 'leased', 'attempting', 'accepted', 'delivered', 'read', 'failed', 'expired', 'cancelled', 'unknown')),
  -- what it is sent for, which decides what may stop it
  purpose TEXT NOT NULL DEFAULT 'answer' CHECK (purpose IN ('answer', 'notice', 'marketing')),
  -- the error class of the last attempt (DeliveryClass), and what the provider said
  class TEXT,
  error TEXT,
  attempts {int} NOT NULL DEFAULT 0,
  -- attempts that the retry schedule does not count: throttled ones, never begun ones, those before a human asked for another
  uncounted {int} NOT NULL DEFAULT 0,
  -- for how long from its time on it is worth sending, in milliseconds
  lasts {int} NOT NULL,
  -- when it may be tried (next), until when that is worth it, and until when it holds later ones of its conversation back
  next_at {time} NOT NULL,
  expires_at {time} NOT NULL,
  holds_until {time},
  -- who works on it, and until when that is believed; how often it was claimed, which tells one claim from the next
  owner TEXT,
  owned_until {time},
  epoch {int} NOT NULL DEFAULT 0,
  provider_id TEXT,
  created_at {time} NOT NULL,
  updated_at {time} NOT NULL
) {strict};
CREATE INDEX deliveries_due ON deliveries (channel, next_at) WHERE state IN ('scheduled', 'planned');
CREATE INDEX deliveries_order ON deliveries (conversation_id, channel, seq) WHERE state IN ('scheduled', 'planned', 'leased', 'attempting');
-- one in flight per conversation and channel, whoever claims
CREATE UNIQUE INDEX deliveries_in_flight ON deliveries (conversation_id, channel) WHERE state IN ('leased', 'attempting');
CREATE INDEX deliveries_expiry ON deliveries (expires_at) WHERE state IN ('scheduled', 'planned');
CREATE INDEX deliveries_owned ON deliveries (owned_until) WHERE state IN ('leased', 'attempting');
CREATE INDEX deliveries_state ON deliveries (state, seq);
CREATE INDEX deliveries_message ON deliveries (message_id);
CREATE INDEX deliveries_provider ON deliveries (channel, provider_id) WHERE provider_id IS NOT NULL;

-- what goes out without a person behind it: two programs that answer each other are known by it
CREATE INDEX deliveries_by_itself_to ON deliveries (address, created_at) WHERE purpose <> 'answer';
CREATE INDEX deliveries_by_itself_in ON deliveries (conversation_id, created_at) WHERE purpose <> 'answer';

-- To whom nothing of a purpose is sent, and why. Every attempt looks here in the transaction that begins it.
CREATE TABLE suppressions (
  id {id} NOT NULL PRIMARY KEY,
  -- the contact point, which need not be known
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('all', 'notice', 'marketing')),
  reason TEXT NOT NULL,
  detail TEXT,
  -- the delivery whose report brought it
  delivery_id {id},
  until_at {time},
  created_at {time} NOT NULL,
  UNIQUE (kind, address, purpose)
) {strict};
CREATE INDEX suppressions_until ON suppressions (until_at) WHERE until_at IS NOT NULL;

-- Failures of an address that may pass. Enough of them in a row suppress it for a while.
CREATE TABLE soft_bounces (
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  delivery_id {id} NOT NULL,
  -- whether the provider refused it at once; else it was reported later
  at_once {bool} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (address, kind, delivery_id)
) {clustered};
CREATE INDEX soft_bounces_at ON soft_bounces (at);

-- The life of a delivery, for those who ask what happened.
CREATE TABLE delivery_events (
  seq {identity},
  delivery_id {id} NOT NULL,
  at {time} NOT NULL,
  state TEXT NOT NULL,
  class TEXT,
  detail TEXT,
  -- who brought it about, as in the journal
  actor TEXT NOT NULL,
  -- the id of the provider's receipt that did, so that a repeated one changes nothing
  receipt TEXT
) {strict};
CREATE INDEX delivery_events_delivery ON delivery_events (delivery_id, seq);

-- Systems outside that are told what happens, each entry of the journal that they ask for by a post.
CREATE TABLE event_subscriptions (
  id {id} NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  -- kinds of entries or noun.*, with spaces between them; empty for all
  kinds TEXT NOT NULL,
  enabled {bool} NOT NULL,
  -- the journal number up to which everything is told, given up, or waits in event_posts
  position {int} NOT NULL,
  -- the secret is derived from the installation's key, the id and this number
  secret_version {int} NOT NULL DEFAULT 1,
  secret_at {time} NOT NULL,
  -- since when something waits that the receiver did not take
  failing_since {time},
  last_error TEXT,
  version {int} NOT NULL DEFAULT 1,
  created_at {time} NOT NULL,
  created_by TEXT NOT NULL,
  changed_at {time} NOT NULL,
  changed_by TEXT NOT NULL
) {strict};

-- What a subscription is still to be told, and what it could not be told. What its receiver takes goes.
CREATE TABLE event_posts (
  subscription_id {id} NOT NULL,
  seq {int} NOT NULL,
  conversation_id {id},
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at {time} NOT NULL,
  attempts {int} NOT NULL DEFAULT 0,
  next_at {time} NOT NULL,
  error TEXT,
  -- when it was given up
  failed_at {time},
  PRIMARY KEY (subscription_id, seq)
) {strict};
CREATE INDEX event_posts_due ON event_posts (subscription_id, next_at, seq) WHERE failed_at IS NULL;
CREATE INDEX event_posts_order ON event_posts (subscription_id, conversation_id, seq) WHERE failed_at IS NULL;
CREATE INDEX event_posts_failed ON event_posts (failed_at) WHERE failed_at IS NOT NULL;
