import fc from 'fast-check'

/**
 * Draws what property tests are tried with from one seed, so that a run can be repeated and says the same everywhere.
 * Another one looks elsewhere: `PROPERTY_SEED=7 npm test -- model`.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) })
