SELECT 1; SELECT 2
;;
SELECT 1; DROP TABLE rk
;;
SELECT 1;;SELECT * FROM duckdb_settings()
;;
SELECT 1; -- harmless
PRAGMA database_list
;;
/* SELECT 1 */ ATTACH ':memory:' AS x
;;
-- SELECT
SET threads=2
;;
SELECT * FROM (WITH duckdb_databases AS (SELECT 1) SELECT * FROM duckdb_databases), duckdb_databases
;;
WITH duckdb_settings AS (SELECT 1) SELECT * FROM duckdb_settings()
;;
WITH sqlite_master AS (SELECT 1 AS a) SELECT * FROM sqlite_master
;;
WITH "tables" AS (SELECT 1) SELECT * FROM information_schema."tables"
;;
SELECT (WITH pragma_database_list AS (SELECT 1 a) SELECT a FROM pragma_database_list), p.* FROM pragma_database_list p
;;
WITH "/etc/passwd" AS (SELECT 1) SELECT * FROM "/etc/passwd"
;;
WITH link AS (SELECT * FROM truth.link) SELECT * FROM link
;;
WITH rk AS (SELECT * FROM duckdb_databases()) SELECT * FROM rk
;;
WITH RECURSIVE r AS (SELECT * FROM glob('/*') UNION ALL SELECT * FROM r) SELECT * FROM r
;;
SELECT "version"()
;;
SELECT "duckdb_settings"."name" FROM duckdb_settings() AS "duckdb_settings"
;;
SELECT 'a'.version()
;;
SELECT ('/etc/passwd').read_text()
;;
SELECT version ( )
;;
SELECT VERSION/**/()
;;
SeLeCt CuRrEnT_sEtTiNg('temp_directory')
;;
SELECT list_transform(['/etc/passwd'], lambda f: getenv(f))
;;
SELECT list_aggregate([1], 'read_text')
;;
SELECT COLUMNS(lambda c: version() = c) FROM rk
;;
SELECT * REPLACE (version() AS xm) FROM rk
;;
SELECT xm FROM rk ORDER BY current_setting('threads')
;;
SELECT xm FROM rk LIMIT (SELECT count(*) FROM duckdb_settings())
;;
SELECT count(*) FILTER (version() <> '') FROM rk
;;
SELECT sum(1) OVER (ORDER BY current_database()) FROM rk
;;
SELECT xm FROM rk GROUP BY ALL HAVING version() <> ''
;;
SELECT xm FROM rk QUALIFY row_number() OVER (ORDER BY version()) = 1
;;
SELECT CASE WHEN version() = '' THEN 1 ELSE 2 END
;;
SELECT * FROM rk JOIN duckdb_settings() s ON true
;;
SELECT * FROM rk POSITIONAL JOIN duckdb_databases()
;;
VALUES (version())
;;
SELECT * FROM (VALUES (current_setting('threads'))) v(x)
;;
PIVOT (SELECT * FROM duckdb_settings()) ON name IN ('threads') USING first(value)
;;
UNPIVOT (FROM duckdb_databases()) ON path INTO NAME n VALUE v
;;
SUMMARIZE duckdb_settings
;;
SUMMARIZE SELECT * FROM duckdb_settings()
;;
DESCRIBE SELECT * FROM duckdb_databases()
;;
DESCRIBE TABLE '/etc/passwd'
;;
FROM duckdb_databases() SELECT path
;;
TABLE duckdb_databases
;;
SELECT unnest(list_value(version()))
;;
SELECT * FROM unnest([version()])
;;
SELECT * FROM range((SELECT count(*) FROM duckdb_settings()))
;;
SELECT EXISTS (FROM duckdb_secrets())
;;
SELECT 1 UNION ALL SELECT version()
;;
SELECT 1 EXCEPT SELECT database_oid FROM duckdb_databases()
;;
SELECT try(version())
;;
SELECT ｖersion()
;;
SELECT vеrsion()
;;
SELECT * FROM ｄuckdb_settings()
;;
SELECT * FROM rk WHERE xm = 'x' OR 1 = (SELECT count(*) FROM duckdb_tables)
;;
SELECT format('{}', current_setting('threads'))
;;
SELECT e'\x41' || version()
;;
SELECT $$a$$ || version()
