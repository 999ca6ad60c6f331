-- The ten answers that the review group is handed.
SELECT id, q, q_en, a, a_en, p, p_en, version FROM truth.ten ORDER BY id
