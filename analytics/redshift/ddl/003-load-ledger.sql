-- Every file that was loaded or put into quarantine, so that none is done twice and none is missed.
CREATE TABLE IF NOT EXISTS cx_ai_insights.load_ledger (
  source_file VARCHAR(1024) NOT NULL,
  etag        VARCHAR(128)  NOT NULL,
  -- loaded | quarantined
  state       VARCHAR(16)   NOT NULL,
  -- Why it is in quarantine.
  reason      VARCHAR(256),
  row_count   INTEGER       NOT NULL,
  attempts    INTEGER       NOT NULL,
  batch_id    VARCHAR(128)  NOT NULL,
  recorded_at TIMESTAMP     NOT NULL
)
DISTSTYLE AUTO
SORTKEY (source_file);

-- Each load locks this table first. Nobody reads it: a lock on the master table would keep its readers waiting.
CREATE TABLE IF NOT EXISTS cx_ai_insights.load_lock (
  locked BOOLEAN
)
DISTSTYLE ALL;
