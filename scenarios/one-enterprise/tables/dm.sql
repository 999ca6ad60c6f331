SELECT jl, ly, ly_en, yt_code, yt_mc, hx_code, hx_mc, xj, jy, mc_xs, qh, fr, hd, hd_en FROM truth.coded ORDER BY jl
