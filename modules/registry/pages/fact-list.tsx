import type { FactDocument } from '@convive/facts'
import { SummaryList, useText } from '@convive/ui'
import type { ReactNode } from 'react'
import { useFactRows } from './fact-rows.tsx'
import type { Lists } from './options.ts'
import { usualSource } from './usual-source.ts'

/** What is known of a person in plain words, with who said it. */
export function FactList({
  facts,
  lists,
  renderBeside,
}: {
  readonly facts: FactDocument
  readonly lists: Lists
  readonly renderBeside?: (row: { readonly key: string; readonly name: string }) => ReactNode
}) {
  const { t } = useText()
  const { usual, rows } = usualSource(useFactRows(lists)(facts))
  return (
    <>
      {usual === undefined ? null : <p className="soft">{t('registry.fact.usual-source', { source: usual })}</p>}
      <SummaryList
        rows={rows.map((row) => ({
          ...row,
          value: (
            <>
              {row.value} {renderBeside?.(row)}
            </>
          ),
        }))}
      />
    </>
  )
}
