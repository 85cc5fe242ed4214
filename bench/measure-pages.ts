import { brotliCompressSync, gzipSync } from 'node:zlib'
import { startBenchServer } from './bench-server.ts'
import { openLoop, percentile, print } from './figures.ts'

/** Public pages: what travels, and how long the server takes at fifty requests a second whatever it answers. */
const server = await startBenchServer()
const paths = ['', '/interview', '/check', '/help', '/privacy', '/sign-in', '/my/sign-in']
try {
  const style = await (await fetch(`${server.address}/look.css`)).text()
  let largest = { path: '', html: 0, whole: 0 }
  let script = 0
  for (const locale of ['es', 'pt', 'en', 'fr', 'ht']) {
    for (const path of paths) {
      const html = await (await fetch(`${server.address}/${locale}${path}`)).text()
      script += (html.match(/<script/g) ?? []).length
      const [first, whole] = [gzipSync(html).length, brotliCompressSync(html).length + brotliCompressSync(style).length]
      if (whole > largest.whole) largest = { path: `/${locale}${path}`, html: first, whole }
    }
  }
  print(
    `largest public page (${largest.path}): first response / whole page`,
    `${(largest.html / 1024).toFixed(1)} KB / ${(largest.whole / 1024).toFixed(1)} KB`,
    '≤ 14 KB / ≤ 30 KB',
  )
  print('script on public pages', String(script), '0')
  await openLoop(20, 3, (n) =>
    fetch(`${server.address}/es${paths[n % paths.length]}`)
      .then((response) => response.text())
      .then(() => undefined),
  )
  const times = await openLoop(50, 20, (n) =>
    fetch(`${server.address}/es${paths[n % paths.length]}`)
      .then((response) => response.text())
      .then(() => undefined),
  )
  print(
    'public pages at 50 requests/s, open loop, 20 s',
    `p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms`,
    'p99 ≤ 60 ms',
  )
} finally {
  await server.stop()
}
