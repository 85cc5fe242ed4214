import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import { Card, Choices, ErrorSummary, Form, TextField, useText, type Typed } from '@convive/ui'
import type { checkDuplicates } from '../queries/check-duplicates.ts'
import { AnswerRows } from './answer-rows.tsx'
import { DuplicateCards } from './duplicate-cards.tsx'
import { FamilyAgain } from './family-again.tsx'
import type { Lists } from './options.ts'

export type Household = {
  readonly members: readonly {
    readonly needs?: { readonly any: string }
    readonly privateInterview?: boolean
    readonly consents?: Readonly<Record<string, string>>
  }[]
}
export type Checked = {
  readonly step: 'check'
  readonly sealed: string
  readonly household: Household
  readonly found: AnswerOf<typeof checkDuplicates>
  /** What was chosen on this page, when it comes back. */
  readonly chosen?: Typed
  readonly refusals: readonly Refusal[]
}

/** What was said, who it might be, what they need; then one button. */
export function CheckAnswers({ lists, checked }: { readonly lists: Lists; readonly checked: Checked }) {
  const { t, locale } = useText()
  const { found, household } = checked
  return (
    <>
      <title>{`${t('registry.check.title')} · Convive`}</title>
      <ErrorSummary refusals={checked.refusals} />
      <h1>{t('registry.check.title')}</h1>
      <p>{t('registry.check.read-back')}</p>
      {found.checkedLater ? <p className="note wait">{t('registry.check.later')}</p> : null}
      {found.flags.map((flag) => (
        <p className="note wait" key={`${flag.code} ${flag.at}`}>
          {t(`registry.flag.${flag.code}`, { number: Number(flag.at.split('.')[1]) + 1 })}
        </p>
      ))}
      <Form action={`/${locale}/desk/register`}>
        <input type="hidden" name="sealed" value={checked.sealed} />
        <FamilyAgain found={found} typed={checked.chosen} refusals={checked.refusals} />
        {found.people.map((person, at) => {
          const member = household.members[at]
          const asksNeeds = member?.needs?.any === 'yes'
          return (
            <Card
              key={`${at} ${person.name}`}
              title={person.name === '' ? t('registry.register.person', { number: at + 1 }) : person.name}
            >
              <AnswerRows person={person} consents={member?.consents ?? {}} isFocal={at === 0} lists={lists} />
              {asksNeeds ? (
                <Choices
                  name={`codes.${at}`}
                  several
                  typed={checked.chosen}
                  label={t('registry.check.needs')}
                  hint={member?.privateInterview ? t('registry.check.needs-private') : undefined}
                  options={lists.needs
                    .filter((need) => !need.alone)
                    .map((need) => ({ value: need.code, label: t(`registry.need.${need.code}`) }))}
                />
              ) : null}
              {person.elsewhere ? <p className="note">{t('registry.duplicates.elsewhere')}</p> : null}
              <DuplicateCards likely={person.likely} whose={person.name} name={`same.${at}`} typed={checked.chosen} />
              {person.likely.length > 0 ? (
                <TextField
                  name={`reason.${at}`}
                  label={t('registry.duplicates.reason')}
                  typed={checked.chosen}
                  refusals={checked.refusals}
                />
              ) : null}
            </Card>
          )
        })}
        <div className="actions">
          <button className="button" name="do" value="register">
            {t('registry.check.register')}
          </button>
          <button className="button quiet" name="back" value="yes">
            {t('registry.check.change')}
          </button>
          <input type="hidden" name="do" value="register" />
        </div>
      </Form>
    </>
  )
}
