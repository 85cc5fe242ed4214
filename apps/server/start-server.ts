import { loadAllMessages } from './load-messages.ts'
import { hasDemo } from '@convive/accounts'
import { buildPages, pagesBuild } from '@convive/web'
import { createTranslators } from '@convive/languages'
import type { Config } from './config.ts'
import { statusTable } from './http/answer.ts'
import { buildServer } from './http/build-server.ts'
import { cookieJar } from './http/cookies.ts'
import { createDoorkeeper } from './http/doorkeeper.ts'
import type { Sink } from './http/log.ts'
import { openInstallation, type Installation } from './installation.ts'
import { forgetRunning, writeRunning } from './running.ts'
import { modules } from './modules.ts'

export type RunningServer = { readonly installation: Installation; readonly address: string; close(): Promise<void> }

/** Database, pages and HTTP together. `prepare` runs between (demo data, first administrator). */
export async function startServer(
  config: Config,
  options: {
    readonly clock?: () => Date
    readonly settings?: Readonly<Record<string, string>>
    readonly mostPerMinute?: number
    readonly sink?: Sink
    readonly prepare?: (installation: Installation) => Promise<void>
  } = {},
): Promise<RunningServer> {
  const [installation] = await Promise.all([
    openInstallation(config, {
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      ...(options.settings === undefined ? {} : { settings: options.settings }),
    }),
    buildPages(),
  ])
  try {
    await options.prepare?.(installation)
    const messages = loadAllMessages()
    const translators = createTranslators(messages)
    const keeper = createDoorkeeper({
      installation,
      config,
      demo: await hasDemo(installation.database),
      jar: cookieJar(config.origin),
      messages,
      statuses: statusTable(modules),
      sink: options.sink ?? ((line) => void process.stderr.write(`${line}\n`)),
      translator: translators,
    })
    const app = await buildServer(keeper, await pagesBuild(), options)
    const address = await app.listen({ host: config.host, port: config.port })
    writeRunning(installation.home, installation.credentials)
    return {
      installation,
      address,
      async close() {
        await app.close()
        forgetRunning(installation.home)
        await installation.close()
      },
    }
  } catch (error) {
    await installation.close()
    throw error
  }
}
