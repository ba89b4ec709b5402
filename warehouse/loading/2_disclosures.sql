-- core.disclosure_document and core.disclosure for the touched keys, from what their files say of themselves.
-- Reads: touched_key(disclosure_key), changed_document, assignment, core.file_identity.
DELETE FROM core.disclosure_document
WHERE document_id IN (SELECT document_id FROM changed_document UNION ALL SELECT document_id FROM assignment);

INSERT INTO core.disclosure_document BY NAME
SELECT assignment.disclosure_id, document_id, file.part
FROM core.file_identity AS file
JOIN assignment USING (document_id);

UPDATE core.file_identity AS file
SET
    institution_offset = assignment.institution_offset,
    project_offset = assignment.project_offset,
    section_offset = assignment.section_offset
FROM assignment
WHERE assignment.document_id = file.document_id;

DELETE FROM core.disclosure WHERE disclosure_key IN (SELECT disclosure_key FROM touched_key);

INSERT INTO core.disclosure BY NAME
WITH ordered AS (
    SELECT
        file.*,
        assignment.disclosure_id,
        assignment.version,
        -- The narrative names the body and the dates best; a tables file has often a bare title only.
        CASE file.part WHEN 'whole' THEN 1 WHEN 'narrative' THEN 2 WHEN 'tables' THEN 3 ELSE 4 END AS trust
    FROM core.file_identity AS file
    JOIN assignment USING (document_id)
)
SELECT
    disclosure_id,
    disclosure_key,
    any_value(department_id) AS department_id,
    any_value(division_code) AS division_code,
    first(printed_name ORDER BY trust, document_id) FILTER (printed_name IS NOT NULL) AS printed_name,
    any_value(fiscal_year) AS fiscal_year,
    any_value(report_type) AS report_type,
    any_value(scope) AS scope,
    version,
    version = max(version) OVER (PARTITION BY disclosure_key) AS is_current,
    first(published_on ORDER BY trust, document_id) FILTER (published_on IS NOT NULL) AS published_on,
    first(approved_on ORDER BY trust, document_id) FILTER (approved_on IS NOT NULL) AS approved_on,
    first(replied_on ORDER BY trust, document_id) FILTER (replied_on IS NOT NULL) AS replied_on,
    first(title ORDER BY trust, document_id) FILTER (title IS NOT NULL) AS title
FROM ordered
GROUP BY disclosure_id, disclosure_key, version;
