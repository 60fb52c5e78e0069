CREATE TABLE buyer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	tenant_id INTEGER NOT NULL,
	open_id TEXT DEFAULT '' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	profile TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	member_id INTEGER,
	name_key TEXT DEFAULT '' NOT NULL,
	py TEXT DEFAULT '' NOT NULL,
	py2 TEXT DEFAULT '' NOT NULL,
	phone_key TEXT DEFAULT '' NOT NULL
);

CREATE INDEX ix_buyer_tenant ON buyer (tenant_id, id);

CREATE INDEX ix_buyer_member ON buyer (tenant_id, member_id, id) WHERE member_id IS NOT NULL;

CREATE UNIQUE INDEX ux_buyer_open_id ON buyer (tenant_id, open_id) WHERE open_id <> '';

CREATE TABLE member (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	tenant_id INTEGER NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	sex INTEGER,
	birthday DATE,
	id_card TEXT DEFAULT '' NOT NULL,
	address TEXT DEFAULT '' NOT NULL,
	created_at DATETIME,
	name_key TEXT DEFAULT '' NOT NULL,
	py TEXT DEFAULT '' NOT NULL,
	py2 TEXT DEFAULT '' NOT NULL,
	phone_key TEXT DEFAULT '' NOT NULL,
	id_card_key TEXT DEFAULT '' NOT NULL
);

CREATE UNIQUE INDEX ux_member_phone ON member (tenant_id, phone_key) WHERE phone_key <> '';

CREATE INDEX ix_member_name ON member (tenant_id, name_key, id) WHERE name_key <> '';

CREATE UNIQUE INDEX ux_member_id_card ON member (tenant_id, id_card_key) WHERE id_card_key <> '';

CREATE INDEX ix_member_tenant ON member (tenant_id, id);

CREATE TABLE operation (
	operation_id VARCHAR(64) NOT NULL,
	tenant_id INTEGER NOT NULL,
	kind VARCHAR(16) NOT NULL,
	body_check VARCHAR(8) NOT NULL,
	result_id INTEGER,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (operation_id)
)
 WITHOUT ROWID;

CREATE TABLE meta (
	"key" VARCHAR(64) NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
)
 WITHOUT ROWID;

CREATE TABLE draft (
	tenant_id INTEGER NOT NULL,
	operator_id INTEGER NOT NULL,
	buyer_id INTEGER NOT NULL,
	form VARCHAR(16) NOT NULL,
	saved_at BIGINT NOT NULL,
	content TEXT NOT NULL,
	PRIMARY KEY (tenant_id, operator_id, buyer_id, form)
);

CREATE TABLE journal (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	tenant_id INTEGER NOT NULL,
	device_id VARCHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	at BIGINT NOT NULL,
	kind VARCHAR(8) NOT NULL,
	action VARCHAR(16) NOT NULL,
	operator_id INTEGER,
	approved_by INTEGER,
	buyer_id INTEGER,
	member_before INTEGER,
	member_after INTEGER,
	operation_id VARCHAR(64),
	intent_seq INTEGER,
	result VARCHAR(8),
	verified BOOLEAN,
	code VARCHAR(32),
	row_count INTEGER,
	fields TEXT NOT NULL,
	seal VARCHAR(64) NOT NULL
);

CREATE INDEX ix_journal_buyer ON journal (tenant_id, buyer_id, at, seq) WHERE buyer_id IS NOT NULL;

CREATE UNIQUE INDEX ux_journal_chain ON journal (tenant_id, device_id, position);

CREATE INDEX ix_journal_operator ON journal (tenant_id, operator_id, at, seq) WHERE kind <> 'outcome';

CREATE INDEX ix_journal_intent ON journal (tenant_id, intent_seq) WHERE intent_seq IS NOT NULL;

CREATE INDEX ix_journal_operation ON journal (tenant_id, operation_id) WHERE operation_id IS NOT NULL;

CREATE INDEX ix_journal_at ON journal (tenant_id, at, seq) WHERE kind <> 'outcome';

CREATE TABLE journal_value (
	seq INTEGER NOT NULL,
	field VARCHAR(32) NOT NULL,
	tenant_id INTEGER NOT NULL,
	at BIGINT NOT NULL,
	"before" TEXT,
	"after" TEXT,
	PRIMARY KEY (seq, field)
);

CREATE INDEX ix_journal_value_at ON journal_value (tenant_id, at);

CREATE TABLE journal_open (
	seq INTEGER NOT NULL,
	tenant_id INTEGER NOT NULL,
	device_id VARCHAR(32) NOT NULL,
	PRIMARY KEY (seq)
);

CREATE INDEX ix_journal_open ON journal_open (tenant_id, device_id, seq);
