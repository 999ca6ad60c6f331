SELECT db, zl_mc, zl_dz, zl_fr, sj_mc, sj_dz, sj_fr, xsd, hd, hd_en FROM truth.paired ORDER BY db
