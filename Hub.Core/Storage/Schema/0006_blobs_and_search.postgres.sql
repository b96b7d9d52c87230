-- Large bodies in pieces of 1 MiB, because nodes share no folder.
CREATE TABLE blob_pieces (
  hash TEXT NOT NULL REFERENCES blobs (hash) ON DELETE CASCADE,
  piece bigint NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (hash, piece)
);

-- The search index: derived, filled by a journal reader, remade when its version is another. Texts are tokenized by the hub; a long one
-- takes several chunks, because a tsvector keeps 256 places of a word and 16,383 in all.
CREATE TABLE search_documents (
  conversation_id uuid NOT NULL,
  -- the conversation itself, or one of its messages
  subject_id uuid NOT NULL,
  chunk bigint NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (subject_id, chunk)
);
CREATE INDEX search_documents_words ON search_documents USING gin (words);

-- One row: how far the index is in the journal, and up to which message (going down) older ones are still to be indexed.
CREATE TABLE search_position (
  version bigint NOT NULL PRIMARY KEY,
  journal bigint NOT NULL,
  backfill bigint NOT NULL
);
