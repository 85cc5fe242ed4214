import { addDays, calendarDate } from '@convive/kernel'
import { once, type Dispatching } from './dispatching.ts'
import type { DemoOffice } from './offices.ts'
import type { Registered } from './register-people.ts'

/** Two of those who said yes, shared by one office with the other. */
export async function sharePeople(
  around: Dispatching,
  { from, to, people }: { readonly from: DemoOffice; readonly to: DemoOffice; readonly people: readonly Registered[] },
): Promise<void> {
  const willing = people.filter(
    ({ household, persons }) => household.shares && household.copyOf === undefined && persons.length > 0,
  )
  const until = addDays(calendarDate(around.clock().toISOString().slice(0, 10)), 180)
  for (const { persons } of willing.slice(-2)) {
    const input = {
      personId: persons[0],
      organisationId: to.organisationId,
      purpose: 'share_offices',
      parts: ['contact', 'documents'],
      reason: 'Va a mudarse y seguirá sus trámites en la otra ventanilla.',
      until,
    }
    await once(around, { name: 'registry/share-person', input, actor: from.as('registrar'), key: `demo-share-${persons[0]}` })
  }
}
