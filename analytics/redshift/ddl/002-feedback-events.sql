-- Every click and every use, for good: omni_summaries shows only the latest click.
CREATE TABLE IF NOT EXISTS cx_ai_insights.feedback_events (
  event_id          VARCHAR(128)  NOT NULL,
  kind              VARCHAR(16)   NOT NULL,
  server_time       TIMESTAMP     NOT NULL,
  tenant            VARCHAR(256),
  request_id        VARCHAR(128),
  unique_process_id VARCHAR(512),
  account_number    VARCHAR(256),
  contact_id        VARCHAR(512),
  feedback          VARCHAR(16),
  reason            VARCHAR(64),
  sentence          INTEGER,
  comment           VARCHAR(8000),
  use_event         VARCHAR(16),
  agent_key         VARCHAR(512),
  -- Whether the ids are those of a summary that was known when the agent clicked.
  matched           BOOLEAN       NOT NULL,
  source_file       VARCHAR(1024) NOT NULL,
  loaded_at         TIMESTAMP     NOT NULL
)
DISTSTYLE AUTO
SORTKEY (server_time);
