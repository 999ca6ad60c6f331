"""What a trainee's query may be made of, by the names of DuckDB 2.0's own parser.

Allow-lists throughout: a word that a later DuckDB learns is refused until someone puts it here.
"""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


EXPRESSIONS: Final = _words("""
    CONSTANT/VALUE_CONSTANT COLUMN_REF/COLUMN_REF POSITIONAL_REFERENCE/POSITIONAL_REFERENCE
    STAR/STAR FUNCTION/FUNCTION CAST/OPERATOR_CAST TYPE/TYPE CASE/CASE_EXPR
    BETWEEN/COMPARE_BETWEEN COLLATE/COLLATE LAMBDA/LAMBDA SUBQUERY/SUBQUERY
    CONJUNCTION/CONJUNCTION_AND CONJUNCTION/CONJUNCTION_OR
    COMPARISON/COMPARE_EQUAL COMPARISON/COMPARE_NOTEQUAL COMPARISON/COMPARE_LESSTHAN
    COMPARISON/COMPARE_GREATERTHAN COMPARISON/COMPARE_LESSTHANOREQUALTO
    COMPARISON/COMPARE_GREATERTHANOREQUALTO COMPARISON/COMPARE_DISTINCT_FROM
    COMPARISON/COMPARE_NOT_DISTINCT_FROM
    OPERATOR/OPERATOR_NOT OPERATOR/OPERATOR_IS_NULL OPERATOR/OPERATOR_IS_NOT_NULL
    OPERATOR/COMPARE_IN OPERATOR/COMPARE_NOT_IN OPERATOR/OPERATOR_COALESCE
    OPERATOR/OPERATOR_NULLIF OPERATOR/ARRAY_EXTRACT OPERATOR/ARRAY_SLICE
    OPERATOR/STRUCT_EXTRACT OPERATOR/ARRAY_CONSTRUCTOR OPERATOR/GROUPING_FUNCTION
    OPERATOR/OPERATOR_TRY
    WINDOW/WINDOW_AGGREGATE WINDOW/WINDOW_ROW_NUMBER WINDOW/WINDOW_RANK WINDOW/WINDOW_RANK_DENSE
    WINDOW/WINDOW_NTILE WINDOW/WINDOW_PERCENT_RANK WINDOW/WINDOW_CUME_DIST
    WINDOW/WINDOW_FIRST_VALUE WINDOW/WINDOW_LAST_VALUE WINDOW/WINDOW_NTH_VALUE
    WINDOW/WINDOW_LEAD WINDOW/WINDOW_LAG WINDOW/WINDOW_FILL
""")
"""`class/type` of everything that has a value."""

SHAPES: Final = _words("""
    SELECT_NODE SET_OPERATION_NODE RECURSIVE_CTE_NODE CTE_NODE
    EMPTY BASE_TABLE SUBQUERY JOIN TABLE_FUNCTION EXPRESSION_LIST PIVOT SHOW_REF
    ORDER_MODIFIER LIMIT_MODIFIER LIMIT_PERCENT_MODIFIER DISTINCT_MODIFIER
    ORDER_DEFAULT ASCENDING DESCENDING ORDER_ASCENDING ORDER_DESCENDING
""")
"""`type` of everything that has none: queries, tables, order and limit."""

TABLE_FUNCTIONS: Final = _words("range generate_series unnest")
SHOWN: Final = _words("SUMMARY DESCRIBE")
"""SUMMARIZE and DESCRIBE of a query; SHOW would list what the server holds."""

TYPES: Final = _words("""
    boolean bool logical tinyint int1 smallint int2 short integer int int4 signed bigint int8 long
    hugeint utinyint usmallint uinteger ubigint uhugeint decimal numeric dec float float4 real
    double float8 varchar text string char bpchar date time timestamp datetime timestamp_s
    timestamp_ms timestamp_ns interval list array struct map row uuid
""")

# Not here although harmless-looking: repeat and the array_ twins (nothing that list_ lacks),
# whatever tells the time, the server, the session or a file, and what runs text as a query.
FUNCTIONS: Final = _words("""
    + - * / // % ** ^ & | ~ << >> || ! @ = != <> < > <= >= ~~ !~~ ~~* !~~* ~~~ ^@ @> <@ &&
    -> ->> !__postfix __between
    like_escape not_like_escape ilike_escape not_ilike_escape
    abs ceil ceiling floor round round_even trunc sign sqrt cbrt exp ln log log10 log2 pow power
    mod fmod fdiv gcd lcm greatest least even factorial isnan isinf isfinite pi degrees radians
    sin cos tan cot asin acos atan atan2 width_bucket add subtract multiply divide bit_count
    lower upper lcase ucase length len char_length character_length strlen octet_length
    trim ltrim rtrim left right substr substring lpad rpad replace translate reverse
    concat concat_ws contains starts_with ends_with prefix suffix position strpos instr
    split split_part string_split str_split string_to_array string_split_regex str_split_regex
    regexp_matches regexp_full_match regexp_replace regexp_extract regexp_extract_all
    regexp_split_to_array regexp_escape strip_accents nfc_normalize ascii unicode ord chr
    format printf to_base hex md5 sha256 hash
    levenshtein damerau_levenshtein editdist3 hamming mismatches jaccard jaro_similarity
    jaro_winkler_similarity
    year month day hour minute second millisecond microsecond quarter week weekofyear yearweek
    isoyear dayofweek weekday isodow dayofmonth dayofyear dayname monthname decade century era
    epoch epoch_ms julian last_day days_in_month date_part datepart date_trunc datetrunc
    date_diff datediff date_sub datesub date_add age make_date make_time make_timestamp
    strftime strptime try_strptime time_bucket to_years to_quarters to_months to_weeks to_days
    to_hours to_minutes to_seconds to_milliseconds
    coalesce ifnull nullif if typeof constant_or_null
    list_value list_pack list_extract list_element list_slice list_concat list_cat list_contains
    list_has list_has_any list_has_all list_position list_indexof list_sort list_reverse_sort
    list_reverse list_distinct list_unique list_intersect list_filter list_transform list_apply
    list_reduce list_aggregate list_aggr list_zip list_where list_select list_append list_prepend
    list_any_value list_avg list_count list_first list_last list_max list_median list_min
    list_mode list_product list_stddev_pop list_stddev_samp list_string_agg list_sum list_var_pop
    list_var_samp list_histogram list_bool_and list_bool_or list_entropy
    array_length array_to_string flatten range generate_series unnest apply filter reduce
    array_extract array_slice array_contains
    struct_pack struct_extract row map map_extract map_extract_value map_keys map_values
    map_entries map_contains map_from_entries element_at cardinality
    any_value approx_count_distinct approx_quantile arbitrary arg_max arg_min argmax argmin
    array_agg avg bit_and bit_or bool_and bool_or corr count count_if count_star countif
    covar_pop covar_samp entropy favg first fsum geomean geometric_mean group_concat histogram
    kahan_sum kurtosis last list listagg mad max max_by mean median min min_by mode product
    quantile quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2
    regr_slope regr_sxx regr_sxy regr_syy sem skewness stddev stddev_pop stddev_samp string_agg
    sum sumkahan var_pop var_samp variance weighted_avg wavg
    row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value
    last_value nth_value fill
""")

CLOCK: Final = _words("""
    now today current_date current_time current_timestamp localtime localtimestamp ago
    get_current_time get_current_timestamp current_localtime current_localtimestamp
    transaction_timestamp random setseed uuid uuidv4 uuidv7 gen_random_uuid
""")
"""Another result every time, so no query could be compared with another."""

BARE: Final = _words("""
    current_date current_time current_timestamp localtime localtimestamp current_user
    current_role current_schema current_catalog session_user user
""")
"""Functions that are called without brackets; the parser takes them for columns."""
