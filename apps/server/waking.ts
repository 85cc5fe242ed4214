import type { Importer } from '@convive/exchange'
import type { Installation } from './installation.ts'

/** Whoever starts an import at a page or by the API does not wait for the next look. */
export function wakingImporter(installation: Installation, importer: Importer): Installation {
  const { dispatcher } = installation
  return {
    ...installation,
    dispatcher: {
      ...dispatcher,
      async dispatch(name, input, ask) {
        const answer = await dispatcher.dispatch(name, input, ask)
        if (answer.ok && name === 'exchange/run-import') importer.wake()
        return answer
      },
    },
  }
}
