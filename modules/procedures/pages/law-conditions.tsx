import { useText } from '@convive/ui'
import type { ReactNode } from 'react'
import type { Combination } from '../domain/law/combination.ts'
import type { Law } from '../domain/law/law.ts'
import { LawCite } from './law-cite.tsx'
import { LawFormula } from './law-formula.tsx'

/** Who it is for: how the conditions add up, and each with its article, its formula and what somebody can do about it. */
export function LawConditions({ law, open }: { readonly law: Law; readonly open: boolean }) {
  const { t, locale } = useText()
  const { combination, conditions } = law
  const isPlain =
    (combination.kind === 'all' || combination.kind === 'any') && combination.of.every((one) => one.kind === 'condition')
  return (
    <section className="card" id="conditions">
      <h2>{t('procedures.law.who')}</h2>
      {conditions.length === 1 ? null : isPlain ? (
        <p>{t(`procedures.law.${combination.kind === 'any' ? 'any-of' : 'all-of'}`)}</p>
      ) : (
        <>
          <p>{t('procedures.law.combined')}</p>
          <div className="tree">
            <Tree of={combination} law={law} />
          </div>
        </>
      )}
      <ol className="conditions">
        {conditions.map((one) => (
          <li key={one.id} id={`condition-${one.id}`}>
            {one.words[locale]}
            <LawCite cite={one.cite} />
            <small>{t(`procedures.law.fixable.${one.fixable}`)}</small>
            <LawFormula formula={one.formula} open={open} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** How they add up, as lists in lists; each leaf leads to its condition. */
function Tree({ of, law }: { readonly of: Combination; readonly law: Law }): ReactNode {
  const { t, locale } = useText()
  switch (of.kind) {
    case 'condition': {
      const at = law.conditions.findIndex((one) => one.id === of.id)
      return (
        <a href={`#condition-${of.id}`}>
          {at + 1}. {law.conditions[at]?.words[locale]}
        </a>
      )
    }
    case 'formula':
      return <code lang="en">{of.feel}</code>
    case 'not':
      return (
        <>
          <strong>{t('procedures.law.tree.not')}</strong>
          <ul>
            <li>
              <Tree of={of.of} law={law} />
            </li>
          </ul>
        </>
      )
    case 'all':
    case 'any':
      return (
        <>
          <strong>{t(`procedures.law.tree.${of.kind}`)}</strong>
          <ul>
            {of.of.map((one, at) => (
              <li key={`${one.kind} ${at}`}>
                <Tree of={one} law={law} />
              </li>
            ))}
          </ul>
        </>
      )
  }
}
