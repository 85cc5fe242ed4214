import { createPrinter, qrSvg, type PrintedRow } from '@convive/credentials'
import type { Locale } from '@convive/kernel'
import { createFormats, type Translator } from '@convive/languages'
import type { PaperContent } from './issue.ts'

const printer = createPrinter()

/** The paper as accessible A4 PDF in the reader's language; what it says was fixed when it was issued. */
export async function printPaper(
  content: PaperContent,
  { t, locale, site }: { readonly t: Translator; readonly locale: Locale; readonly site?: string | undefined },
): Promise<Buffer> {
  const formats = createFormats(locale)
  const rows: readonly PrintedRow[] = [
    { name: t('papers.print.name'), value: content.fullName },
    { name: t('papers.print.number'), value: content.number },
    { name: t('papers.print.work'), value: t(content.mayWork ? 'papers.print.may-work' : 'papers.print.may-not-work') },
    { name: t('papers.print.until'), value: formats.date(content.validUntil) },
  ]
  const photo =
    content.photo === undefined
      ? ''
      : `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 360 450"><image width="360" height="450" xlink:href="data:image/jpeg;base64,${content.photo}"/></svg>`
  return printer.paper({
    lang: locale,
    authority: content.authority,
    // What the right is called would tell the status of whoever shows the paper.
    title: t('papers.print.title'),
    rows,
    photo,
    photoAlt: t('papers.print.photo'),
    qr: await qrSvg(content.qr),
    qrAlt: t('papers.print.qr'),
    checkTitle: t('papers.print.check'),
    checkLines: [
      site === undefined ? t('papers.print.check-page') : t('papers.print.check-at', { address: `${site}/${locale}/check` }),
      t('papers.print.check-offline'),
    ],
    footer: t('papers.print.footer'),
  })
}

/** A paper on which the name cannot be read is none: whether the fonts have every sign of it. */
export function namePrints(fullName: string): boolean {
  return printer.prints(fullName)
}

/** A notice such as a refusal. */
export { printer }
