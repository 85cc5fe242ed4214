import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('with nothing set everything has a value that works on a laptop', () => {
  expect(readConfig([], {})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    origin: 'http://localhost:3000',
    trustedProxies: [],
    timeZone: 'America/Asuncion',
    country: 'XYS',
    demoHouseholds: 200,
    log: 'errors',
  })
  expect(
    readConfig(['--empty', '--port', '3001'], { CONVIVE_LOG: 'requests', CONVIVE_TIME_ZONE: 'America/Port-au-Prince' }),
  ).toMatchObject({
    port: 3001,
    demoHouseholds: 0,
    log: 'requests',
    timeZone: 'America/Port-au-Prince',
  })
})

test.each([
  [['--emtpy'], {}, '--emtpy is not an option. Known: --empty, --demo, --port'],
  [['--port', 'three'], {}, '--port takes a whole number, not "three"'],
  [['--demo', '-5'], {}, '--demo takes a whole number, not "-5"'],
  [[], { CONVIVE_LOG: 'all' }, 'CONVIVE_LOG is one of none, errors, requests, not "all"'],
  [[], { CONVIVE_TIME_ZONE: 'Ysapy/Puerto' }, 'CONVIVE_TIME_ZONE is a name such as America/Bogota, not "Ysapy/Puerto"'],
  [
    [],
    { CONVIVE_TIME_ZONE: 'UTC -c role=postgres' },
    'CONVIVE_TIME_ZONE is a name such as America/Bogota, not "UTC -c role=postgres"',
  ],
  [[], { DATABASE_URL: 'postgres://x' }, 'DATABASE_URL is set: set DATABASE_OWNER_URL too'],
])('%j with %j is refused with what to do', (parameters, environment, words) => {
  expect(() => readConfig(parameters, environment)).toThrow(words)
})
