import type { Locale } from '@convive/kernel'
import type { FastifyReply } from 'fastify'
import type { Doorkeeper } from './doorkeeper.ts'

/** A page that needs nothing else to work: for refusals before any route, and for outages. */
export function plainPage(
  reply: FastifyReply,
  keeper: Doorkeeper,
  page: { readonly locale: Locale; readonly status: number; readonly text: string },
): FastifyReply {
  const t = keeper.translator(page.locale)
  const html = `<!doctype html><html lang="${page.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(t(`${page.text}.title`))} · Convive</title><link rel="stylesheet" href="/look.css"></head><body><main class="page narrow"><h1>${escape(t(`${page.text}.title`))}</h1><p>${escape(t(`${page.text}.help`))}</p><p><a href="/${page.locale}">Convive</a></p></main></body></html>`
  return reply.code(page.status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html)
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
