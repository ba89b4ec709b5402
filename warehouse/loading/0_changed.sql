-- Which documents of the batch bring something else than what is loaded, and which disclosures that touches.
-- Reads: staged_fingerprint(document_id, fingerprint, row_count), staged tables.
-- Makes: changed_document, new_capture, touched_key, left_department.
CREATE OR REPLACE TEMP TABLE changed_document AS
SELECT document_id
FROM staged_fingerprint
LEFT JOIN quality.loaded_document AS loaded USING (document_id)
WHERE loaded.fingerprint IS DISTINCT FROM staged_fingerprint.fingerprint;

-- A new retrieval can change which version is the latest, without a changed document.
CREATE OR REPLACE TEMP TABLE new_capture AS
FROM staged_core_capture ANTI JOIN core.capture USING (capture_id);

CREATE OR REPLACE TEMP TABLE touched_key AS
SELECT disclosure_key FROM core.file_identity
WHERE document_id IN (SELECT document_id FROM changed_document UNION ALL SELECT document_id FROM new_capture)
UNION
SELECT disclosure_key FROM staged_core_file_identity
WHERE document_id IN (SELECT document_id FROM changed_document);

CREATE OR REPLACE TEMP TABLE left_department AS
SELECT DISTINCT department_id FROM core.file_identity
WHERE document_id IN (SELECT document_id FROM changed_document);
