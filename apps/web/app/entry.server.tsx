import { pageText, PageTextProvider, requestScope } from '@convive/ui'
import { createTranslators, type Messages, type Translator } from '@convive/languages'
import type { Locale } from '@convive/kernel'
import { randomUUID } from 'node:crypto'
import { renderToString } from 'react-dom/server'
import { ServerRouter, type EntryContext, type RouterContextProvider } from 'react-router'

/** The server looks here for the key under which it puts each request's scope. */
export { requestScope }

const translators = new WeakMap<Messages, (locale: Locale) => Translator>()

function translatorFor(messages: Messages, locale: Locale): Translator {
  const known = translators.get(messages) ?? createTranslators(messages)
  translators.set(messages, known)
  return known(locale)
}

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Response {
  const at = context.get(requestScope)
  const value = pageText({
    t: translatorFor(at.messages, at.locale),
    locale: at.locale,
    path: at.path,
    csrf: at.csrf,
    actor: at.actor,
    organisation: at.organisation,
    demo: at.demo,
    timeZone: at.timeZone,
    today: at.today,
    newKey: randomUUID,
  })
  const html = renderToString(
    <PageTextProvider value={value}>
      <ServerRouter context={entry} url={request.url} />
    </PageTextProvider>,
  )
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Response(`<!doctype html>${html}`, { status, headers })
}

/** What went wrong, by name and place only: a message may quote what somebody typed. */
export function handleError(error: unknown): void {
  if (error instanceof Response || !(error instanceof Error)) return
  process.stderr.write(
    `${JSON.stringify({
      level: 'error',
      at: 'page',
      kind: error.name,
      where: error.stack
        ?.split('\n')
        .slice(1, 4)
        .map((line) => line.trim()),
    })}\n`,
  )
}
