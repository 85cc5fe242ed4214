import { startBenchServer } from './bench-server.ts'
import { openLoop, percentile, print } from './figures.ts'
import { travel } from './visit.ts'

/**
 * Public pages: the bytes that really travel, compressed as the server does it for an old phone (gzip) and for a newer one (Brotli), and
 * how long an answer takes at fifty requests a second whatever the answers do. The client shares the machine's two cores.
 */
const server = await startBenchServer()
const paths = ['', '/interview', '/check', '/help', '/privacy', '/sign-in', '/join', '/my/sign-in', '/nowhere']
const locales = ['es', 'pt', 'en', 'fr', 'ht']

/** The page that comes after a form: the interview's end, everything skipped, is the largest there is. */
const results = new URLSearchParams({ do: 'results' }).toString()

try {
  for (const encoding of ['gzip', 'br']) {
    const style =
      (await travel(server, '/look.css', { encoding })).bytes + (await travel(server, '/mark.svg', { encoding })).bytes
    let largest = { path: '', first: 0 }
    for (const locale of locales) {
      for (const path of paths) {
        const { bytes } = await travel(server, `/${locale}${path}`, { encoding })
        if (bytes > largest.first) largest = { path: `/${locale}${path}`, first: bytes }
      }
      const { bytes } = await travel(server, `/${locale}/interview`, { encoding, form: results })
      if (bytes > largest.first) largest = { path: `/${locale}/interview, answers`, first: bytes }
    }
    print(
      `largest public page (${largest.path}), ${encoding}, with headers: first response / with style and mark`,
      `${(largest.first / 1024).toFixed(1)} KB / ${((largest.first + style) / 1024).toFixed(1)} KB`,
      '≤ 14 KB / ≤ 30 KB',
    )
  }
  let script = 0
  for (const locale of locales)
    for (const path of paths)
      script += ((await travel(server, `/${locale}${path}`, { encoding: 'identity' })).body.toString().match(/<script/g) ?? [])
        .length
  print(`script on ${locales.length * paths.length} public pages`, String(script), '0')
  // Every fifth request is a form: the interview's answers.
  const task = async (n: number): Promise<void> => {
    const locale = locales[n % 5] ?? 'es'
    if (n % 5 === 4) await travel(server, `/${locale}/interview`, { form: results })
    else await travel(server, `/${locale}${paths[n % paths.length]}`)
  }
  await openLoop(25, 4, task)
  const times = await openLoop(50, 20, task)
  print(
    'public pages at 50 requests/s, open loop, 20 s',
    `p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms, longest ${percentile(times, 1).toFixed(0)} ms`,
    'p99 ≤ 60 ms',
  )
} finally {
  await server.stop()
}
