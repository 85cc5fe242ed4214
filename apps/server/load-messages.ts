import { describeFault, loadMessages, type Messages } from '@convive/languages'
import { join } from 'node:path'

/** All texts. A fault in a text stops the start with file and line: nobody should read half a sentence. */
export function loadAllMessages(): Messages {
  const { messages, faults } = loadMessages(join(import.meta.dirname, '../..'))
  if (faults.length > 0) throw new Error(`Texts are not in order:\n${faults.map((fault) => describeFault(fault)).join('\n')}`)
  return messages
}
