import { SummaryList, useText } from '@convive/ui'

type Said = { readonly fullName: string; readonly number: string; readonly mayWork: boolean; readonly validUntil: string }
type Row = { readonly key: string; readonly name: string; readonly value: string }

/** What a paper says, in the order in which it is printed. */
export function PaperRows({ paper, more = [] }: { readonly paper: Said; readonly more?: readonly Row[] }) {
  const { t, formats } = useText()
  return (
    <SummaryList
      rows={[
        { key: 'name', name: t('papers.print.name'), value: <bdi>{paper.fullName}</bdi> },
        { key: 'number', name: t('papers.print.number'), value: paper.number },
        {
          key: 'work',
          name: t('papers.print.work'),
          value: t(paper.mayWork ? 'papers.print.may-work' : 'papers.print.may-not-work'),
        },
        { key: 'until', name: t('papers.print.until'), value: formats.date(paper.validUntil) },
        ...more,
      ]}
    />
  )
}
