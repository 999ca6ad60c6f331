SELECT * FROM truth.link
;;
SELECT * FROM truth.main.link
;;
SELECT * FROM "truth"."link"
;;
SELECT * FROM link
;;
SELECT * FROM cell
;;
SELECT * FROM _about
;;
SELECT * FROM answer_attribute
;;
SELECT * FROM attempts
;;
SELECT * FROM memory.main.x
;;
SELECT * FROM temp.main.x
;;
SELECT * FROM df
;;
SELECT * FROM bench
;;
SELECT * FROM self
;;
SELECT * FROM python_arrow_scan(1, 2, 3)
;;
SELECT * FROM pandas_scan(140000000000)
;;
SELECT * FROM arrow_scan(1, 2, 3)
;;
SELECT * FROM python_map_function(1, 2)
;;
SELECT * FROM query('SELECT * FROM duckdb_databases()')
;;
SELECT * FROM query_table('rk')
;;
SELECT * FROM query_table(['rk', 'sw'])
;;
SELECT json_serialize_sql('SELECT 1')
;;
SELECT * FROM json_execute_serialized_sql('{}')
;;
SELECT json_deserialize_sql('{}')
;;
SELECT json_serialize_plan('SELECT 1')
;;
SELECT * FROM repeat_row(1, num_rows=10)
;;
SELECT * FROM rk AT (VERSION => 1)
;;
SELECT 'x'::regclass
;;
SELECT CAST('a' AS ENUM ('a'))
;;
SELECT 'x'::visible.main.t
;;
SELECT make_type('x')
;;
SELECT * FROM icu_calendar_names()
;;
SELECT cast_to_type('a', NULL::other)
;;
SELECT invoke(lambda x: x, 1)
;;
SELECT system.main.current_setting('temp_directory')
;;
SELECT main.version()
