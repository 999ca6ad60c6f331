SET memory_limit='10GB'
;;
SET threads=8
;;
SET enable_external_access=true
;;
SET lock_configuration=false
;;
RESET memory_limit
;;
SET VARIABLE x = 1
;;
PRAGMA database_list
;;
PRAGMA version
;;
PRAGMA memory_limit='10GB'
;;
PRAGMA disable_optimizer
;;
CALL pragma_version()
;;
CALL duckdb_settings()
;;
CALL enable_logging()
;;
ATTACH '{truth}' AS t
;;
ATTACH ':memory:' AS other
;;
ATTACH '/tmp/x.db' AS s (TYPE sqlite)
;;
DETACH visible
;;
USE memory
;;
INSTALL httpfs
;;
LOAD httpfs
;;
FORCE INSTALL json
;;
UPDATE EXTENSIONS
;;
CREATE TABLE x AS SELECT 1
;;
CREATE TEMP TABLE x AS SELECT * FROM rk
;;
CREATE VIEW v AS SELECT 1
;;
CREATE MACRO m(a) AS a + 1
;;
CREATE MACRO m() AS TABLE SELECT * FROM read_text('/etc/passwd')
;;
CREATE TYPE mood AS ENUM ('a')
;;
CREATE SECRET s (TYPE s3)
;;
CREATE SEQUENCE s
;;
CREATE SCHEMA s
;;
DROP TABLE rk
;;
ALTER TABLE rk RENAME TO other
;;
INSERT INTO rk SELECT * FROM rk
;;
INSERT INTO rk DEFAULT VALUES RETURNING *
;;
UPDATE rk SET xm = 'x'
;;
DELETE FROM rk
;;
TRUNCATE rk
;;
MERGE INTO rk USING sw ON rk.gmsfhm = sw.zjhm WHEN MATCHED THEN DELETE
;;
WITH gone AS (DELETE FROM rk RETURNING *) SELECT * FROM gone
;;
PREPARE p AS SELECT 1
;;
EXECUTE p
;;
DEALLOCATE p
;;
SELECT $1
;;
SELECT ?
;;
SELECT $name
;;
BEGIN
;;
COMMIT
;;
ROLLBACK
;;
CHECKPOINT
;;
VACUUM
;;
ANALYZE
;;
EXPLAIN SELECT 1
;;
EXPLAIN ANALYZE SELECT * FROM rk
;;
COMMENT ON TABLE rk IS 'x'
