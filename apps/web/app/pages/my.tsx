import {
  Actions,
  ask,
  Card,
  DataTable,
  Empty,
  ErrorSummary,
  field,
  Form,
  scope,
  submit,
  Tag,
  Unbroken,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { changeConsent, codeLists, endSharing, myData, objectToAnswer } from '@convive/registry'
import { canBeCorrected, FactList, MyCorrections, MyShares } from '@convive/registry/pages/sections'
import { MyProcedures, myProcedureData } from '@convive/procedures/pages/sections'

export async function loader(args: PageArgs) {
  const asked = new URL(args.request.url).searchParams.get('of')
  const mine = await ask<typeof myData>(args, 'registry/my-data', asked === null ? {} : { personId: asked })
  return {
    mine,
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
    procedures: await myProcedureData(args, mine.personId),
  }
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  if (field(at.form, 'do') === 'object')
    return submit<typeof objectToAnswer>(args, {
      name: 'registry/object-to-answer',
      read: (form) => ({
        personId: field(form, 'personId'),
        correctionId: field(form, 'correctionId'),
        text: field(form, 'text'),
      }),
      done: ({ personId }) => `/${at.locale}/my?of=${personId}#corrections`,
    })
  if (field(at.form, 'do') === 'stop')
    return submit<typeof endSharing>(args, {
      name: 'registry/end-share',
      read: (form) => ({ personId: field(form, 'personId'), shareId: field(form, 'shareId') }),
      done: ({ personId }) => `/${at.locale}/my?of=${personId}#shares`,
    })
  return submit<typeof changeConsent>(args, {
    name: 'registry/change-consent',
    read: (form) => ({ personId: field(form, 'personId'), purpose: field(form, 'purpose'), answer: field(form, 'answer') }),
    done: () => `/${at.locale}/my?of=${field(at.form, 'personId')}`,
  })
}

/** What a person sees of themselves: facts, permissions, applications and papers, who read and changed their record. */
export default function My({
  loaderData,
  actionData,
}: {
  readonly loaderData: Awaited<ReturnType<typeof loader>>
  readonly actionData?: RefusedForm
}) {
  const { t, locale, formats, timeZone } = useText()
  const { mine, lists } = loaderData
  const [consent] = mine.consents
  const who = (one: { readonly organisation?: string | undefined; readonly yourself: boolean }): string =>
    one.yourself ? t('registry.my.you') : (one.organisation ?? '')
  return (
    <>
      <title>{`${t('registry.my.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <h1>{mine.name === '' ? t('registry.my.title') : mine.name}</h1>
      <p className="soft">
        <Unbroken>{mine.number}</Unbroken>
      </p>
      {mine.mine.length < 2 ? null : (
        <ul className="strip" aria-label={t('registry.my.of')}>
          {mine.mine.map((one) => (
            <li key={one.personId}>
              <a href={`/${locale}/my?of=${one.personId}`} aria-current={one.personId === mine.personId ? 'page' : undefined}>
                {one.name}
              </a>
            </li>
          ))}
        </ul>
      )}
      <MyProcedures data={loaderData.procedures} personId={mine.personId} />
      <Card title={t('registry.my.facts')}>
        <FactList
          facts={mine.facts}
          lists={lists}
          renderBeside={({ key, name }) =>
            canBeCorrected(key) ? (
              <a
                className="soft no-print"
                href={`/${locale}/my/correct?of=${mine.personId}&fact=${key}`}
                aria-label={`${t('registry.corrections.wrong')}: ${name}`}
              >
                {t('registry.corrections.wrong')}
              </a>
            ) : null
          }
        />
        <p className="note">{t('registry.my.restricted')}</p>
        <Actions>
          <a className="button quiet" href={`/${locale}/my/copy`}>
            {t('registry.my.copy')}
          </a>
        </Actions>
      </Card>
      <MyCorrections mine={mine} refused={actionData} />
      <Card title={t('registry.my.consents')}>
        <ul className="steps">
          {Object.entries(consent?.answers ?? {}).map(([purpose, answer]) => (
            <li key={purpose}>
              <span>{t(`registry.consent.${purpose}`)}</span>
              <span>
                <Tag tone={answer === 'given' ? 'yes' : 'unknown'}>{t(`registry.my.${answer}`)}</Tag>{' '}
                <Form className="inline">
                  <input type="hidden" name="personId" value={mine.personId} />
                  <input type="hidden" name="purpose" value={purpose} />
                  <button className="link" name="answer" value={answer === 'given' ? 'refused' : 'given'}>
                    {t(answer === 'given' ? 'registry.my.withdraw' : 'registry.my.give')}
                  </button>
                </Form>
              </span>
            </li>
          ))}
        </ul>
        {mine.consents.length < 2 ? null : <PastConsents consents={mine.consents} />}
      </Card>
      <MyShares mine={mine} />
      {mine.emergencies.length === 0 ? null : (
        <Card title={t('registry.emergency.yours')}>
          <ul>
            {mine.emergencies.map((one) => (
              <li key={String(one.at)}>
                {one.organisation} · {formats.moment(new Date(one.at), timeZone)} · «{one.reason}»
                {one.verdict === null ? '' : ` · ${t(`registry.emergency.${one.verdict}`)}`}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {mine.readings.length === 0 ? (
        <Card title={t('registry.my.readers')}>
          <Empty>{t('registry.my.nobody')}</Empty>
        </Card>
      ) : (
        <DataTable
          caption={t('registry.my.readers')}
          head={[{ label: t('registry.my.when') }, { label: t('registry.my.who') }, { label: t('registry.my.why') }]}
        >
          {mine.readings.map((one, at) => (
            <tr key={`${at}`}>
              <td>
                {formats.date(one.day)}
                {one.times === 1 ? null : <span className="soft"> · {t('registry.my.times', { times: one.times })}</span>}
              </td>
              <td>{who(one)}</td>
              <td>
                {t(`registry.purpose.${one.purpose}`)} {one.reason === null ? '' : `· ${one.reason}`}{' '}
                {one.unusual === undefined ? null : <Tag tone="wait">{t(`registry.my.unusual-${one.unusual}`)}</Tag>}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      {mine.readings.every((one) => one.unusual === undefined) ? null : (
        <p className="note">
          {t('registry.my.unusual')} <a href={`/${locale}/help`}>{t('ui.foot.person')}</a>
        </p>
      )}
      <DataTable
        caption={t('registry.my.changes')}
        head={[{ label: t('registry.my.when') }, { label: t('registry.my.who') }, { label: t('registry.my.why') }]}
      >
        {mine.changes.map((one, at) => (
          <tr key={`${at}`}>
            <td>{formats.moment(new Date(one.at), timeZone)}</td>
            <td>{who(one)}</td>
            <td>{t(`registry.purpose.${one.purpose}`)}</td>
          </tr>
        ))}
      </DataTable>
    </>
  )
}

/** What somebody allowed before and until when, newest first: only what was different then. */
function PastConsents({ consents }: { readonly consents: Awaited<ReturnType<typeof loader>>['mine']['consents'] }) {
  const { t, formats, timeZone } = useText()
  return (
    <details>
      <summary>{t('registry.my.consents-before')}</summary>
      <ul>
        {consents.map((one, at) => {
          const before = consents[at + 1]?.answers
          const changed = Object.entries(one.answers).filter(([purpose, answer]) => before?.[purpose] !== answer)
          return (
            <li key={one.version}>
              {formats.moment(new Date(one.at), timeZone)}
              {' · '}
              {t(`registry.my.said-by-${one.givenBy}`)}
              <ul>
                {changed.map(([purpose, answer]) => (
                  <li key={purpose}>{formats.labelled(t(`registry.consent.${purpose}`), t(`registry.my.${answer}`))}</li>
                ))}
              </ul>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
