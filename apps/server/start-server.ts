import { loadAllMessages } from './load-messages.ts'
import { hasDemo } from '@convive/accounts'
import { startImporter, type Importer } from '@convive/exchange'
import { keepCounting, type DeadlineKeeper } from '@convive/procedures'
import { lookForDuplicates, type DuplicateLooker } from '@convive/registry'
import { buildPages, pagesBuild } from '@convive/web'
import { createTranslators } from '@convive/languages'
import { startSimulator, type Simulator } from '@convive/statistics'
import type { Config } from './config.ts'
import { statusTable } from './http/answer.ts'
import { buildServer } from './http/build-server.ts'
import { cookieJar } from './http/cookies.ts'
import { createDoorkeeper } from './http/doorkeeper.ts'
import { jobLine, type Sink } from './http/log.ts'
import { openInstallation, type Installation } from './installation.ts'
import { forgetRunning, writeRunning } from './running.ts'
import { modules } from './modules.ts'
import { keepReleasing } from './release-counts.ts'
import { wakingJobs } from './waking.ts'
import { whatWentWrong } from './what-went-wrong.ts'

export type RunningServer = {
  readonly installation: Installation
  readonly address: string
  /** Works at the files that come in. */
  readonly importer: Importer
  /** Counts what runs out. */
  readonly deadlines: DeadlineKeeper
  /** Works at what planners ask about changes of laws. */
  readonly simulator: Simulator
  /** Looks for who was registered twice. */
  readonly duplicates: DuplicateLooker
  close(): Promise<void>
}

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
  let importer: Importer | undefined
  let deadlines: DeadlineKeeper | undefined
  let simulator: Simulator | undefined
  let duplicates: DuplicateLooker | undefined
  let releasing: Awaited<ReturnType<typeof keepReleasing>> | undefined
  try {
    await options.prepare?.(installation)
    releasing = await keepReleasing(installation, (error) => void process.stderr.write(`${whatWentWrong(error)}\n`))
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
    const started = startImporter({ ...installation, failed: (error) => keeper.sink(jobLine(error, 'import')) })
    importer = started
    const { clock } = options
    const keeping = keepCounting({
      ...installation,
      ...(clock === undefined ? {} : { witness: async () => clock() }),
      failed: (error) => keeper.sink(jobLine(error, 'deadlines')),
      doubted: () => keeper.sink(jobLine(undefined, 'clock')),
    })
    deadlines = keeping
    const looking = lookForDuplicates({ ...installation, failed: (error) => keeper.sink(jobLine(error, 'duplicates')) })
    duplicates = looking
    const simulating = startSimulator({ ...installation, failed: (error) => keeper.sink(jobLine(error, 'simulation')) })
    simulator = simulating
    const app = await buildServer(
      {
        ...keeper,
        installation: wakingJobs(installation, {
          'exchange/run-import': started,
          'statistics/ask-simulation': simulating,
          'registry/begin-duplicate-run': looking,
        }),
      },
      await pagesBuild(),
      options,
    )
    const address = await app.listen({ host: config.host, port: config.port })
    writeRunning(installation.home, installation.credentials)
    return {
      installation,
      address,
      importer: started,
      deadlines: keeping,
      simulator: simulating,
      duplicates: looking,
      async close() {
        releasing?.stop()
        await Promise.all([app.close(), started.stop(), keeping.stop(), simulating.stop(), looking.stop()])
        forgetRunning(installation.home)
        await installation.close()
      },
    }
  } catch (error) {
    releasing?.stop()
    await Promise.all([importer?.stop(), deadlines?.stop(), simulator?.stop(), duplicates?.stop()])
    await installation.close()
    throw error
  }
}
