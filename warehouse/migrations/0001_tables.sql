-- The tables as declared in schemas/tables_*.py when this migration was written.
CREATE SCHEMA IF NOT EXISTS reference;
CREATE SCHEMA IF NOT EXISTS core;
CREATE SCHEMA IF NOT EXISTS quality;
CREATE SCHEMA IF NOT EXISTS compare;

CREATE TABLE reference.measure (
    "code" VARCHAR NOT NULL,
    "zh" VARCHAR NOT NULL,
    "en" VARCHAR NOT NULL,
    "unit_kind" VARCHAR NOT NULL,
    "own_fund" VARCHAR,
    "labels_seen" VARCHAR
);

CREATE TABLE reference.tree (
    "total" VARCHAR NOT NULL,
    "part" VARCHAR NOT NULL,
    "split" VARCHAR NOT NULL,
    "report_type" VARCHAR NOT NULL,
    "relation" VARCHAR NOT NULL
);

CREATE TABLE reference.form (
    "code" VARCHAR NOT NULL,
    "zh" VARCHAR NOT NULL,
    "en" VARCHAR NOT NULL,
    "report_type" VARCHAR NOT NULL,
    "titles_seen" VARCHAR
);

CREATE TABLE reference.section_kind (
    "code" VARCHAR NOT NULL,
    "zh" VARCHAR NOT NULL,
    "en" VARCHAR NOT NULL
);

CREATE TABLE reference.department_kind (
    "code" VARCHAR NOT NULL,
    "zh" VARCHAR NOT NULL,
    "en" VARCHAR NOT NULL,
    "system" VARCHAR NOT NULL,
    "aliases" VARCHAR
);

CREATE TABLE reference.division (
    "code" VARCHAR NOT NULL,
    "name" VARCHAR NOT NULL,
    "level" VARCHAR NOT NULL,
    "parent_code" VARCHAR
);

CREATE TABLE reference.qualifier (
    "pattern" VARCHAR NOT NULL,
    "zh" VARCHAR NOT NULL,
    "en" VARCHAR NOT NULL
);

CREATE TABLE reference.issue_kind (
    "issue" VARCHAR NOT NULL,
    "severity" VARCHAR NOT NULL,
    "message_zh" VARCHAR NOT NULL,
    "message_en" VARCHAR NOT NULL
);

CREATE TABLE reference.migration (
    "name" VARCHAR NOT NULL,
    "sha256" VARCHAR NOT NULL
);

CREATE TABLE core.fact (
    "fact_id" VARCHAR NOT NULL,
    "figure_id" VARCHAR NOT NULL,
    "occurrence" SMALLINT NOT NULL,
    "disclosure_id" VARCHAR NOT NULL,
    "document_id" VARCHAR NOT NULL,
    "fiscal_year" SMALLINT NOT NULL,
    "measure" VARCHAR NOT NULL,
    "fund" VARCHAR NOT NULL,
    "phase" VARCHAR NOT NULL,
    "value_kind" VARCHAR NOT NULL,
    "compared_with" VARCHAR,
    "as_of" DATE,
    "function_code" VARCHAR,
    "economic_code" VARCHAR,
    "government_economic_code" VARCHAR,
    "subject_name" VARCHAR,
    "institution_no" SMALLINT,
    "project_no" SMALLINT,
    "qualifier" VARCHAR,
    "amount_yuan" DECIMAL(20,2),
    "quantity" DECIMAL(24,6),
    "state" VARCHAR NOT NULL,
    "stated" VARCHAR NOT NULL,
    "stated_unit" VARCHAR,
    "half_width" DECIMAL(20,6),
    "row_role" VARCHAR NOT NULL,
    "origin" VARCHAR NOT NULL,
    "form" VARCHAR,
    "section" VARCHAR,
    "page" INTEGER,
    "table_no" INTEGER,
    "row_no" INTEGER,
    "column_no" INTEGER,
    "char_start" INTEGER,
    "char_end" INTEGER,
    "quote" VARCHAR NOT NULL,
    "reading" VARCHAR NOT NULL,
    "confidence" DOUBLE
);

CREATE TABLE core.document (
    "document_id" VARCHAR NOT NULL,
    "media_type" VARCHAR NOT NULL,
    "file_name" VARCHAR NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "page_count" INTEGER,
    "read_status" VARCHAR NOT NULL,
    "reader" VARCHAR NOT NULL,
    "reader_version" VARCHAR NOT NULL,
    "extractor_version" VARCHAR NOT NULL
);

CREATE TABLE core.capture (
    "capture_id" VARCHAR NOT NULL,
    "document_id" VARCHAR NOT NULL,
    "county" VARCHAR,
    "url" VARCHAR,
    "retrieved_at" TIMESTAMP NOT NULL,
    "http_status" SMALLINT,
    "etag" VARCHAR,
    "last_modified" VARCHAR
);

CREATE TABLE core.department (
    "department_id" VARCHAR NOT NULL,
    "division_code" VARCHAR,
    "name" VARCHAR,
    "kind" VARCHAR,
    "kinds_secondary" VARCHAR[]
);

CREATE TABLE core.disclosure (
    "disclosure_id" VARCHAR NOT NULL,
    "disclosure_key" VARCHAR NOT NULL,
    "department_id" VARCHAR NOT NULL,
    "division_code" VARCHAR,
    "printed_name" VARCHAR,
    "fiscal_year" SMALLINT NOT NULL,
    "report_type" VARCHAR NOT NULL,
    "scope" VARCHAR,
    "version" SMALLINT NOT NULL,
    "is_current" BOOLEAN NOT NULL,
    "published_on" DATE,
    "approved_on" DATE,
    "replied_on" DATE,
    "title" VARCHAR
);

CREATE TABLE core.disclosure_document (
    "disclosure_id" VARCHAR NOT NULL,
    "document_id" VARCHAR NOT NULL,
    "part" VARCHAR NOT NULL
);

CREATE TABLE core.file_identity (
    "document_id" VARCHAR NOT NULL,
    "disclosure_key" VARCHAR NOT NULL,
    "department_id" VARCHAR NOT NULL,
    "part" VARCHAR NOT NULL,
    "holds" VARCHAR[] NOT NULL,
    "division_code" VARCHAR,
    "printed_name" VARCHAR,
    "fiscal_year" SMALLINT NOT NULL,
    "report_type" VARCHAR NOT NULL,
    "scope" VARCHAR,
    "published_on" DATE,
    "approved_on" DATE,
    "replied_on" DATE,
    "title" VARCHAR,
    "institution_count" INTEGER NOT NULL,
    "institution_offset" INTEGER NOT NULL,
    "project_count" INTEGER NOT NULL,
    "project_offset" INTEGER NOT NULL,
    "section_count" INTEGER NOT NULL,
    "section_offset" INTEGER NOT NULL
);

CREATE TABLE core.section (
    "disclosure_id" VARCHAR NOT NULL,
    "ordinal" SMALLINT NOT NULL,
    "section" VARCHAR NOT NULL,
    "heading" VARCHAR NOT NULL,
    "body" VARCHAR NOT NULL,
    "document_id" VARCHAR NOT NULL,
    "page" INTEGER,
    "table_no" INTEGER,
    "row_no" INTEGER,
    "quote" VARCHAR
);

CREATE TABLE core.institution (
    "disclosure_id" VARCHAR NOT NULL,
    "institution_no" SMALLINT NOT NULL,
    "code" VARCHAR,
    "parent_no" SMALLINT,
    "name" VARCHAR NOT NULL,
    "nature" VARCHAR,
    "rank" VARCHAR,
    "funding" VARCHAR,
    "document_id" VARCHAR NOT NULL,
    "page" INTEGER,
    "table_no" INTEGER,
    "row_no" INTEGER,
    "quote" VARCHAR
);

CREATE TABLE core.project (
    "disclosure_id" VARCHAR NOT NULL,
    "project_no" SMALLINT NOT NULL,
    "code" VARCHAR,
    "name" VARCHAR NOT NULL,
    "institution_no" SMALLINT,
    "category" VARCHAR,
    "objective" VARCHAR,
    "amount_yuan" DECIMAL(20,2),
    "amount_origin" VARCHAR,
    "general_public_yuan" DECIMAL(20,2),
    "government_fund_yuan" DECIMAL(20,2),
    "state_capital_yuan" DECIMAL(20,2),
    "special_account_yuan" DECIMAL(20,2),
    "unit_funds_yuan" DECIMAL(20,2),
    "document_id" VARCHAR NOT NULL,
    "page" INTEGER,
    "table_no" INTEGER,
    "row_no" INTEGER,
    "quote" VARCHAR
);

CREATE TABLE core.indicator (
    "indicator_id" VARCHAR NOT NULL,
    "disclosure_id" VARCHAR NOT NULL,
    "project_no" SMALLINT,
    "level1" VARCHAR,
    "level2" VARCHAR,
    "level3" VARCHAR,
    "description" VARCHAR,
    "operator" VARCHAR,
    "target_value" DECIMAL(24,6),
    "target_unit" VARCHAR,
    "target_stated" VARCHAR,
    "weight" DECIMAL(24,6),
    "grading" VARCHAR,
    "basis" VARCHAR,
    "actual_value" VARCHAR,
    "score" DECIMAL(24,6),
    "document_id" VARCHAR NOT NULL,
    "page" INTEGER,
    "table_no" INTEGER,
    "row_no" INTEGER,
    "quote" VARCHAR
);

CREATE TABLE core.procurement_item (
    "procurement_item_id" VARCHAR NOT NULL,
    "disclosure_id" VARCHAR NOT NULL,
    "institution_no" SMALLINT,
    "project" VARCHAR,
    "item" VARCHAR,
    "catalogue_code" VARCHAR,
    "unit" VARCHAR,
    "quantity" DECIMAL(24,6),
    "unit_price_yuan" DECIMAL(20,2),
    "amount_yuan" DECIMAL(20,2),
    "general_public_yuan" DECIMAL(20,2),
    "government_fund_yuan" DECIMAL(20,2),
    "state_capital_yuan" DECIMAL(20,2),
    "special_account_yuan" DECIMAL(20,2),
    "unit_funds_yuan" DECIMAL(20,2),
    "document_id" VARCHAR NOT NULL,
    "page" INTEGER,
    "table_no" INTEGER,
    "row_no" INTEGER,
    "quote" VARCHAR
);

CREATE TABLE core.asset (
    "asset_id" VARCHAR NOT NULL,
    "disclosure_id" VARCHAR NOT NULL,
    "as_of" DATE,
    "class" VARCHAR NOT NULL,
    "count" DECIMAL(24,6),
    "area_m2" DECIMAL(24,6),
    "amount_yuan" DECIMAL(20,2),
    "document_id" VARCHAR NOT NULL,
    "page" INTEGER,
    "table_no" INTEGER,
    "row_no" INTEGER,
    "quote" VARCHAR
);

CREATE TABLE core.correction (
    "fact_id" VARCHAR NOT NULL,
    "document_id" VARCHAR NOT NULL,
    "amount_yuan" DECIMAL(20,2),
    "quantity" DECIMAL(24,6),
    "reason" VARCHAR NOT NULL,
    "reviewer" VARCHAR NOT NULL,
    "reviewed_on" DATE NOT NULL
);

CREATE TABLE quality.rule (
    "rule" VARCHAR NOT NULL,
    "title_zh" VARCHAR NOT NULL,
    "title_en" VARCHAR NOT NULL,
    "severity" VARCHAR NOT NULL,
    "statement" VARCHAR NOT NULL
);

CREATE TABLE quality.finding (
    "rule" VARCHAR NOT NULL,
    "disclosure_id" VARCHAR NOT NULL,
    "instance" VARCHAR NOT NULL,
    "verdict" VARCHAR NOT NULL,
    "left_value" DECIMAL(20,2),
    "right_value" DECIMAL(20,2),
    "difference" DECIMAL(20,2),
    "tolerance" DECIMAL(20,6),
    "evidence" VARCHAR[]
);

CREATE TABLE quality.issue (
    "issue_id" VARCHAR NOT NULL,
    "issue" VARCHAR NOT NULL,
    "severity" VARCHAR NOT NULL,
    "document_id" VARCHAR,
    "page" INTEGER,
    "table_no" INTEGER,
    "row_no" INTEGER,
    "column_no" INTEGER,
    "char_start" INTEGER,
    "message_zh" VARCHAR NOT NULL,
    "message_en" VARCHAR NOT NULL
);

CREATE TABLE quality.quarantine (
    "quarantine_id" VARCHAR NOT NULL,
    "table_name" VARCHAR NOT NULL,
    "document_id" VARCHAR,
    "refused_by" VARCHAR NOT NULL,
    "page" INTEGER,
    "table_no" INTEGER,
    "row_no" INTEGER,
    "column_no" INTEGER,
    "row_json" VARCHAR NOT NULL,
    "extractor_version" VARCHAR NOT NULL
);

CREATE TABLE quality.score_item (
    "disclosure_id" VARCHAR NOT NULL,
    "item" VARCHAR NOT NULL,
    "status" DOUBLE,
    "evidence" VARCHAR[]
);

CREATE TABLE quality.coverage (
    "division_code" VARCHAR NOT NULL,
    "department_kind" VARCHAR NOT NULL,
    "fiscal_year" SMALLINT NOT NULL,
    "report_type" VARCHAR NOT NULL,
    "status" VARCHAR NOT NULL,
    "expected_because" VARCHAR NOT NULL
);

CREATE TABLE quality.loaded_document (
    "document_id" VARCHAR NOT NULL,
    "fingerprint" VARCHAR NOT NULL,
    "row_count" BIGINT NOT NULL
);
