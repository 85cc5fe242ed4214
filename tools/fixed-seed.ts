import fc from 'fast-check'

/** Properties draw the same examples on every run; `CONVIVE_SEED` draws others, and a failure prints the seed. */
fc.configureGlobal({ seed: Number(process.env['CONVIVE_SEED'] ?? 19841122) })
