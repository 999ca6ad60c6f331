SELECT * FROM read_csv('/etc/passwd')
;;
SELECT * FROM read_csv_auto('/etc/passwd', sep=':')
;;
SELECT * FROM read_text('/etc/hostname')
;;
SELECT content FROM read_blob('/proc/self/environ')
;;
SELECT * FROM '/etc/passwd'
;;
SELECT * FROM "/etc/passwd"
;;
SELECT * FROM 'visible.duckdb'
;;
FROM 'data.parquet'
;;
SELECT * FROM 'https://example.org/x.csv'
;;
SELECT * FROM glob('/*')
;;
SELECT * FROM sniff_csv('/etc/passwd')
;;
SELECT * FROM parquet_metadata('/tmp/x.parquet')
;;
SELECT * FROM parquet_scan('/tmp/x.parquet')
;;
SELECT * FROM read_json('/etc/hosts')
;;
SELECT * FROM read_ndjson_objects('/etc/hosts')
;;
SELECT * FROM read_duckdb('{file}', table_name='rk')
;;
SELECT * FROM read_duckdb('{truth}', table_name='link')
;;
SELECT * FROM seq_scan('rk')
;;
SELECT (SELECT content FROM read_text('/etc/hostname'))
;;
SELECT * FROM rk, LATERAL read_text(xm)
;;
WITH x AS (SELECT * FROM read_text('/etc/hostname')) SELECT * FROM x
;;
SELECT * FROM rk WHERE EXISTS (FROM read_text('/etc/hostname'))
;;
SELECT parse_path('/a/b')
;;
SELECT getenv('HOME')
;;
SELECT getenv('CANARY')
;;
COPY rk TO '/tmp/out.csv'
;;
COPY (SELECT 1) TO '/tmp/out.csv'
;;
COPY rk FROM '/etc/passwd'
;;
EXPORT DATABASE '/tmp/out'
;;
IMPORT DATABASE '/tmp/out'
