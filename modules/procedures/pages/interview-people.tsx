import { Form, TextField, useText } from '@convive/ui'
import type { Shown } from './interview-shown.ts'
import { InterviewTop } from './interview-top.tsx'

const fields = 5
const most = 11

/** Who else the interview is about: names as the household calls them, or, registered, those whom somebody speaks for. */
export function InterviewPeople({ shown }: { readonly shown: Shown }) {
  const { t } = useText()
  const others = shown.people.slice(1).map((one) => one.name)
  const count = Math.min(most, Math.max(fields, others.length + 2))
  return (
    <>
      <InterviewTop shown={shown} title={t('procedures.people.title')} />
      <Form>
        <input type="hidden" name="sealed" value={shown.sealed} />
        <h1>{t('procedures.people.title')}</h1>
        <p>{t(shown.known ? 'procedures.people.known' : 'procedures.people.intro')}</p>
        {shown.known
          ? null
          : Array.from({ length: count }, (_, index) => (
              <TextField
                key={index}
                name="name"
                at={`name.${index}`}
                label={t('procedures.people.name', { place: index + 1 })}
                value={others[index]}
              />
            ))}
        <div className="actions">
          <button className="button" name="do" value="named">
            {t('ui.go-on')}
          </button>
          <button className="button quiet" name="do" value="go-on">
            {t('ui.back')}
          </button>
        </div>
      </Form>
    </>
  )
}
