import { readConfig } from '../config.ts'
import { startServer } from '../start-server.ts'

/** A server in a process of its own, for tests that kill it: settings from the environment; prints its address, then serves. */
const running = await startServer(readConfig(['--empty', '--port', '0'], process.env), { mostPerMinute: 10_000_000 })
process.stdout.write(`${running.address}\n`)
process.on('SIGTERM', () => void running.close().then(() => process.exit(0)))
