-- When places work: the hours of an ordinary week, as in "mon-fri 09:00-17:30", on the clocks of an IANA zone.
CREATE TABLE calendars (
  id {id} NOT NULL PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  hours TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  created_at {time} NOT NULL
) {strict};

-- The dates that differ from their day of the week.
CREATE TABLE calendar_days (
  calendar_id {id} NOT NULL REFERENCES calendars (id) ON DELETE CASCADE,
  -- by the clocks of the place, as in 2026-10-01
  day TEXT NOT NULL,
  -- the import that brought it; empty where it was set by hand
  source TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('closed', 'open', 'workday')),
  -- when it is open, or, of one that is closed, when it is closed; as in "09:00-12:00"
  hours TEXT,
  -- the day of the week whose hours a moved workday has
  follows TEXT,
  name TEXT NOT NULL,
  PRIMARY KEY (calendar_id, day, source)
) {clustered};
