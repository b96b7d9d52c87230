-- Large bodies in pieces of 1 MiB, because nodes share no folder.
CREATE TABLE blob_pieces (
  hash TEXT NOT NULL REFERENCES blobs (hash) ON DELETE CASCADE,
  piece bigint NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (hash, piece)
);
