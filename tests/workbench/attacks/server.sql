SELECT * FROM duckdb_settings()
;;
SELECT * FROM duckdb_databases()
;;
SELECT path FROM duckdb_databases
;;
SELECT * FROM main.duckdb_databases
;;
SELECT * FROM system.main.duckdb_databases
;;
SELECT * FROM pragma_database_list
;;
SELECT * FROM pragma_database_list()
;;
SELECT * FROM duckdb_tables()
;;
SELECT * FROM duckdb_secrets()
;;
SELECT * FROM duckdb_extensions()
;;
SELECT * FROM duckdb_logs
;;
SELECT * FROM duckdb_temporary_files()
;;
SELECT * FROM duckdb_memory()
;;
SELECT * FROM duckdb_functions()
;;
SELECT * FROM duckdb_variables()
;;
SELECT * FROM duckdb_prepared_statements()
;;
SELECT * FROM information_schema.tables
;;
SELECT * FROM information_schema.schemata
;;
SELECT * FROM pg_catalog.pg_tables
;;
SELECT * FROM pg_settings
;;
SELECT * FROM sqlite_master
;;
SELECT * FROM sqlite_schema
;;
SHOW TABLES
;;
SHOW ALL TABLES
;;
SHOW DATABASES
;;
SHOW rk
;;
DESCRIBE
;;
SELECT current_setting('temp_directory')
;;
SELECT current_setting('memory_limit')
;;
SELECT current_database()
;;
SELECT current_schemas(true)
;;
SELECT current_query()
;;
SELECT current_user
;;
SELECT user
;;
SELECT session_user
;;
SELECT current_catalog
;;
SELECT version()
;;
SELECT getvariable('x')
;;
SELECT txid_current()
;;
SELECT current_connection_id()
;;
SELECT inet_server_addr()
;;
SELECT has_table_privilege('rk', 'select')
;;
SELECT obj_description(1)
;;
SELECT pg_typeof(1)
;;
SELECT pg_sleep(5)
;;
SELECT sleep_ms(5000)
;;
SELECT nextval('s')
;;
SELECT stats(xm) FROM rk
;;
SELECT vector_type(xm) FROM rk
;;
SELECT * FROM pragma_table_info('rk')
;;
SELECT * FROM pragma_storage_info('rk')
;;
SELECT * FROM pragma_version()
;;
SELECT * FROM pragma_user_agent()
;;
SELECT * FROM pragma_platform()
;;
SELECT * FROM summary((SELECT 1))
;;
SELECT * FROM test_all_types()
;;
SELECT * FROM which_secret('x', 's3')
;;
SELECT write_log('x')
;;
SELECT now(), random()
;;
SELECT current_timestamp
;;
SELECT * FROM rk USING SAMPLE 10
;;
SELECT * FROM rk TABLESAMPLE reservoir(5)
;;
SELECT uuid()
