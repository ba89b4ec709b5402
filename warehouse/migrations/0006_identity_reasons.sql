-- Which words decided what a file says it is.
ALTER TABLE core.file_identity ADD COLUMN "reasons" VARCHAR[];
