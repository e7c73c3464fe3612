-- The warehouse of Omni-Channel Insights. Redshift enforces no unique keys: that a row is there once is the load's work
-- (docs/adr/0022). Instants are UTC. Lengths count bytes, hence four times the characters of what people write.
CREATE SCHEMA IF NOT EXISTS cx_ai_insights;

-- The master table, "CX AI Insights": one row for each summary, with what agents said of it.
CREATE TABLE IF NOT EXISTS cx_ai_insights.omni_summaries (
  request_id            VARCHAR(128)   NOT NULL,
  unique_process_id     VARCHAR(512)   NOT NULL,
  tenant                VARCHAR(256),
  account_number        VARCHAR(256)   NOT NULL,
  contact_id            VARCHAR(512)   NOT NULL,
  initial_contact_id    VARCHAR(512),
  ivr_intent            VARCHAR(256)   NOT NULL,
  language              VARCHAR(64)    NOT NULL,
  agent_key             VARCHAR(512),
  status                VARCHAR(32)    NOT NULL,
  reason                VARCHAR(128),
  summary_text          VARCHAR(65535) NOT NULL,
  model_used            VARCHAR(128)   NOT NULL,
  model_id              VARCHAR(256),
  prompt_version        VARCHAR(64)    NOT NULL,
  prompt_hash           VARCHAR(128),
  generation_timestamp  TIMESTAMP      NOT NULL,
  latency_ms            INTEGER        NOT NULL,
  cache_hit             BOOLEAN        NOT NULL,
  prompt_tokens_read    INTEGER        NOT NULL,
  prompt_tokens_written INTEGER        NOT NULL,
  input_tokens          INTEGER        NOT NULL,
  output_tokens         INTEGER        NOT NULL,
  cost_usd              DECIMAL(14, 8) NOT NULL,
  hedged                BOOLEAN        NOT NULL,
  failover              BOOLEAN        NOT NULL,
  removed_sentences     INTEGER        NOT NULL,
  interactions_found    INTEGER        NOT NULL,
  interactions_used     INTEGER        NOT NULL,
  interactions_skipped  INTEGER        NOT NULL,
  date_range_from       DATE,
  date_range_to         DATE,
  open_issues           INTEGER        NOT NULL,
  interactions          SUPER,
  -- Filled from feedback_events: the latest click, by (server_time, event_id).
  helpful_feedback      VARCHAR(16),
  feedback_reason       VARCHAR(64),
  feedback_timestamp    TIMESTAMP,
  feedback_event_id     VARCHAR(128),
  -- Where the row came from, and when.
  source_file           VARCHAR(1024)  NOT NULL,
  loaded_at             TIMESTAMP      NOT NULL
)
DISTSTYLE KEY
DISTKEY (account_number)
SORTKEY (generation_timestamp);
