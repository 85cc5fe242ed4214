import { addDemoMember, foundOrganisation } from '@convive/accounts'
import { startImporter } from '@convive/exchange'
import { openInstallation, readConfig } from '@convive/server'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './figures.ts'
import { parseBegun, parseShown } from './parse-import.ts'

/**
 * The whole way of a file with so many rows (20,000 unless a number is given): sent in pieces, sealed, looked through, and every household
 * registered by the ordinary command in a server's process, with review of likely duplicates and journal. Then the same file again.
 */
const rows = Number(process.argv[2] ?? 20_000)

const home = mkdtempSync(join(tmpdir(), 'convive-bench-'))
chmodSync(home, 0o755)
const file = join(home, 'list.csv')
// In a process of its own: what it needs is not what an import needs.
spawnSync(process.execPath, [join(import.meta.dirname, 'write-list.ts'), file, String(rows)], { stdio: 'inherit' })
const installation = await openInstallation(readConfig(['--empty'], { ...process.env, CONVIVE_HOME: home }))
const importer = startImporter({ ...installation, failed: (error) => process.stderr.write(`${String(error)}\n`) })
try {
  const founding = {
    name: 'Bench',
    country: 'XYS',
    timeZone: 'UTC',
    officePrefix: 'YB',
    isDemo: true,
    administrator: { name: 'A', signInName: 'bench' },
  }
  const { organisationId } = await foundOrganisation(installation.database, installation.vault, { founding, now: new Date() })
  const member = {
    name: 'R',
    signInName: 'bench-registrar',
    roles: ['registrar'],
    password: 'not used',
    totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  } as const
  const memberId = await addDemoMember(installation.database, installation.vault, { organisationId, member, now: new Date() })
  const actor = { kind: 'member', memberId, organisationId, name: 'R', roles: ['registrar'] } as const
  const size = statSync(file).size
  await measure('import of a file', size)
  await measure('the same file again: nothing is added', size)

  async function measure(what: string, bytes: number): Promise<void> {
    let keys = 0
    const send = async (name: string, input: unknown): Promise<unknown> => {
      const answer = await installation.dispatcher.dispatch(name, input, { actor, key: `bench-${Date.now()}-${(keys += 1)}` })
      if (!answer.ok) throw new Error(JSON.stringify(answer))
      return answer.value
    }
    const peak = { memory: 0 }
    const watch = setInterval(() => {
      peak.memory = Math.max(peak.memory, process.memoryUsage().rss)
    }, 50)
    const [started, used] = [performance.now(), process.cpuUsage()]
    const { importId, pieceSize } = parseBegun(await send('exchange/begin-import', { size: bytes }))
    const [source, piece] = [openSync(file, 'r'), Buffer.alloc(pieceSize)]
    for (let number = 0; number * pieceSize < bytes; number += 1) {
      const data = piece.subarray(0, readSync(source, piece, 0, pieceSize, number * pieceSize)).toString('base64')
      await send('exchange/send-piece', { importId, number, data })
    }
    await send('exchange/run-import', { importId, dryRun: false })
    await importer.settled()
    const seconds = (performance.now() - started) / 1000
    clearInterval(watch)
    const { user, system } = process.cpuUsage(used)
    const shown = await installation.dispatcher.query('exchange/show-import', { importId }, { actor })
    if (!shown.ok) throw new Error(JSON.stringify(shown))
    const { persons, households, refused, likely, already } = parseShown(shown.value)
    print(
      `${what} of ${rows} rows, ${(bytes / 1e6).toFixed(0)} MB`,
      `${((persons > 0 ? persons : already) / seconds).toFixed(0)} persons/s, ${(peak.memory / 2 ** 20).toFixed(0)} MiB`,
      '≥ 1,200 persons/s, ≤ 400 MB',
    )
    print(
      '',
      `${persons} persons, ${households} households, ${refused} out, ${likely} likely; process ${((user + system) / 1e6).toFixed(0)} s of CPU in ${seconds.toFixed(0)} s`,
      '',
    )
  }
} finally {
  await importer.stop()
  await installation.close()
  rmSync(home, { recursive: true, force: true })
}
