-- Which version of its disclosure each file belongs to, and where its own numbers start.
-- Reads: touched_key(disclosure_key), changed_document, core.file_identity, core.disclosure_document, core.capture.
-- Makes: assignment, a row a document; moved_document, those of the unchanged documents whose rows must follow.

-- Files of the touched disclosures; `place` is their order in time: the latest retrieval wins.
CREATE OR REPLACE TEMP TABLE touched_file AS
WITH file AS (
    FROM core.file_identity SEMI JOIN touched_key USING (disclosure_key)
),
retrieval AS (
    SELECT document_id, max(retrieved_at) AS latest
    FROM core.capture
    WHERE document_id IN (SELECT document_id FROM file)
    GROUP BY document_id
)
SELECT
    file.*,
    CASE file.part WHEN 'narrative' THEN 1 WHEN 'whole' THEN 2 WHEN 'tables' THEN 3 ELSE 4 END AS part_order,
    row_number() OVER (
        PARTITION BY file.disclosure_key
        ORDER BY retrieval.latest NULLS FIRST, file.published_on NULLS FIRST, len(file.holds), file.document_id
    ) AS place
FROM file
LEFT JOIN retrieval USING (document_id);

-- A file is superseded by each later one of the same part (or a whole one) that repeats half of what it holds.
-- Annexes come one a project or unit and look alike: they never supersede each other.
CREATE OR REPLACE TEMP TABLE touched_version AS
WITH aged AS (
    SELECT
        older.document_id,
        older.disclosure_key,
        count(newer.document_id) AS age
    FROM touched_file AS older
    LEFT JOIN touched_file AS newer
        ON newer.disclosure_key = older.disclosure_key
        AND newer.place > older.place
        AND (newer.part = older.part OR newer.part = 'whole')
        AND older.part <> 'annex'
        AND len(older.holds) > 0
        AND 2 * len(list_intersect(newer.holds, older.holds)) >= len(older.holds)
    GROUP BY older.document_id, older.disclosure_key
)
SELECT
    document_id,
    disclosure_key,
    max(age) OVER (PARTITION BY disclosure_key) - age + 1 AS version
FROM aged;

CREATE OR REPLACE TEMP TABLE assignment AS
SELECT
    file.document_id,
    CASE WHEN made.version = 1 THEN file.disclosure_key ELSE file.disclosure_key || '-' || made.version END
        AS disclosure_id,
    made.version,
    coalesce(sum(file.institution_count) OVER before, 0)::INTEGER AS institution_offset,
    coalesce(sum(file.project_count) OVER before, 0)::INTEGER AS project_offset,
    coalesce(sum(file.section_count) OVER before, 0)::INTEGER AS section_offset
FROM touched_file AS file
JOIN touched_version AS made USING (document_id)
WINDOW before AS (
    PARTITION BY file.disclosure_key, made.version
    ORDER BY file.part_order, file.document_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
);

CREATE OR REPLACE TEMP TABLE moved_document AS
SELECT
    file.document_id,
    assignment.disclosure_id,
    assignment.institution_offset - file.institution_offset AS institution_offset,
    assignment.project_offset - file.project_offset AS project_offset,
    assignment.section_offset - file.section_offset AS section_offset
FROM core.file_identity AS file
JOIN core.disclosure_document AS loaded USING (document_id)
JOIN assignment USING (document_id)
ANTI JOIN changed_document USING (document_id)
WHERE
    (loaded.disclosure_id, file.institution_offset, file.project_offset, file.section_offset) IS DISTINCT FROM
    (
        assignment.disclosure_id,
        assignment.institution_offset,
        assignment.project_offset,
        assignment.section_offset
    );
