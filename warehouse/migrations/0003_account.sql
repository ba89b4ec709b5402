-- Where each number of a document ended, and the place of each that an issue speaks of.
CREATE TABLE quality.account (
    "document_id" VARCHAR NOT NULL,
    "part" VARCHAR NOT NULL,
    "outcome" VARCHAR NOT NULL,
    "reason" VARCHAR NOT NULL,
    "count" INTEGER NOT NULL
);
CREATE TABLE quality.unread_number (
    "document_id" VARCHAR NOT NULL,
    "number_no" INTEGER NOT NULL,
    "part" VARCHAR NOT NULL,
    "issue" VARCHAR NOT NULL,
    "page" INTEGER,
    "table_no" INTEGER,
    "row_no" INTEGER,
    "column_no" INTEGER,
    "char_start" INTEGER,
    "printed" VARCHAR NOT NULL
);
