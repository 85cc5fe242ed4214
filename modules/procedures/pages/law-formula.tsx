import { useText } from '@convive/ui'
import type { Formula } from '../domain/law/formula.ts'

/** A condition as the computer reads it, and what its names stand for. */
export function LawFormula({ formula, open }: { readonly formula: Formula | undefined; readonly open: boolean }) {
  const { t, locale } = useText()
  if (formula === undefined) return null
  const told = [
    ...(formula.readsToday ? [{ name: 'today', words: t('procedures.law.today'), computed: [] }] : []),
    ...formula.names.map(({ name, label, computed }) => ({ name, words: label[locale], computed })),
    ...formula.lengths.map(({ written, count, unit }) => ({
      name: `"${written}"`,
      words: t(`procedures.law.length.${unit}`, { count }),
      computed: [],
    })),
    ...formula.codes.map(({ code, label }) => ({ name: `"${code}"`, words: label[locale], computed: [] })),
  ]
  return (
    <details open={open}>
      <summary>{t('procedures.law.formula')}</summary>
      <pre className="feel" lang="en">
        <code>{formula.feel.trim()}</code>
      </pre>
      <ul className="names">
        {told.map((one) => (
          <li key={one.name}>
            <code lang="en">{one.name}</code> {one.words}
            {one.computed.map((line) => (
              <code key={line} lang="en" className="computed">
                = {line}
              </code>
            ))}
          </li>
        ))}
      </ul>
    </details>
  )
}
