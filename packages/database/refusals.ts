/** What reading from somebody else's PostgreSQL refuses, with what a server would answer. */
export const databaseRefusals = {
  'database/source-address': 422,
  'database/source-table-or-query': 422,
  'database/source-no-query-file': 404,
  'database/source-unreachable': 503,
  'database/source-busy': 503,
  'database/source-no-password': 403,
  'database/source-sign-in': 403,
  'database/source-no-database': 404,
  'database/source-no-table': 404,
  'database/source-not-allowed': 403,
  'database/source-query': 422,
  'database/source-value': 422,
  'database/source-no-columns': 422,
  'database/source-broken-off': 503,
} as const
