SELECT id, rq, bm, bm_en, nr, nr_en FROM truth.typed ORDER BY rq, id
