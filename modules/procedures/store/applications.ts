import { sql, type Transaction } from '@convive/database'

export type ApplicationStatus = 'draft' | 'submitted' | 'approved' | 'refused' | 'withdrawn'

/** An application as stored, with the persons it is for. */
export type StoredApplication = {
  readonly personId: string
  readonly applicationId: string
  readonly organisationId: string
  readonly procedureId: string
  readonly packVersion: string
  readonly status: ApplicationStatus
  readonly version: number
  readonly opened: string
  readonly openedBy: string
  readonly preparedBy: string | null
  readonly submitted: string | null
  readonly decideBy: string | null
  /** The last day of whichever deadline of the office runs out first. */
  readonly runsOut: string | null
}

/** Neither decided nor withdrawn. */
export function isOpen({ status }: Pick<StoredApplication, 'status'>): boolean {
  return status === 'draft' || status === 'submitted'
}

const columns =
  sql.raw(`person_id as "personId", application_id as "applicationId", organisation_id as "organisationId", procedure_id as "procedureId",
  pack_version as "packVersion", status, version, opened::text, opened_by as "openedBy", prepared_by as "preparedBy", submitted::text, decide_by::text as "decideBy", runs_out::text as "runsOut"`)

/** False when one for the same thing is open already: two opened at once are one. */
export async function insertApplication(tx: Transaction, application: StoredApplication): Promise<boolean> {
  return (
    (await tx.run(sql`insert into procedures.application (person_id, application_id, organisation_id, procedure_id, pack_version, status, version, opened, opened_by)
    values (${application.personId}, ${application.applicationId}, ${application.organisationId}, ${application.procedureId}, ${application.packVersion},
      ${application.status}, ${application.version}, ${application.opened}, ${application.openedBy})
    on conflict (person_id, procedure_id) where status in ('draft', 'submitted') do nothing`)) === 1
  )
}

export async function findApplication(tx: Transaction, applicationId: string): Promise<StoredApplication | undefined> {
  return tx.first(sql<StoredApplication>`select ${columns} from procedures.application where application_id = ${applicationId}`)
}

/** Same row, held until commit: of two changes at once one waits for the other and sees what it did. */
export async function holdApplication(tx: Transaction, applicationId: string): Promise<StoredApplication | undefined> {
  return tx.first(
    sql<StoredApplication>`select ${columns} from procedures.application where application_id = ${applicationId} for update`,
  )
}

/** Of one person, who may have several records; newest first. */
export async function applicationsOf(tx: Transaction, records: readonly string[]): Promise<readonly StoredApplication[]> {
  return tx.rows(sql<StoredApplication>`select ${columns} from procedures.application where application_id in (
      select application_id from procedures.application where person_id = any (${[...records]}::uuid[])
      union select application_id from procedures.applicant where person_id = any (${[...records]}::uuid[]) and until is null) order by application_id desc limit 50`)
}

/** The organisation's work list: what runs out first comes first, what ran out before it. */
export async function applicationsByStatus(
  tx: Transaction,
  asked: { readonly statuses: readonly string[]; readonly page: number; readonly size: number },
): Promise<readonly StoredApplication[]> {
  return tx.rows(sql<StoredApplication>`select ${columns} from procedures.application where organisation_id = app.organisation() and status = any (${[...asked.statuses]})
    order by runs_out nulls last, application_id limit ${asked.size + 1} offset ${asked.page * asked.size}`)
}

export async function changeApplication(
  tx: Transaction,
  application: StoredApplication,
  change: Partial<Pick<StoredApplication, 'status' | 'preparedBy' | 'submitted' | 'packVersion'>>,
): Promise<void> {
  const after = { ...application, ...change }
  await tx.run(sql`update procedures.application set status = ${after.status}, prepared_by = ${after.preparedBy}, submitted = ${after.submitted},
    pack_version = ${after.packVersion}, version = version + 1 where person_id = ${application.personId} and application_id = ${application.applicationId}`)
}

export type Applicant = { readonly personId: string; readonly principalId: string }

/** Everybody the application is for, the principal applicant first. */
export async function applicantsOf(tx: Transaction, applicationId: string): Promise<readonly Applicant[]> {
  return tx.rows(sql<Applicant>`select person_id as "personId", principal_id as "principalId" from procedures.applicant
    where application_id = ${applicationId} and until is null order by (person_id = principal_id) desc, person_id`)
}

export async function addApplicant(
  tx: Transaction,
  added: { readonly personId: string; readonly applicationId: string; readonly principalId: string; readonly since: string },
): Promise<void> {
  await tx.run(sql`insert into procedures.applicant (person_id, application_id, principal_id, since)
    values (${added.personId}, ${added.applicationId}, ${added.principalId}, ${added.since})
    on conflict (person_id, application_id) do update set until = null`)
}

export async function endApplicant(
  tx: Transaction,
  ended: { readonly personId: string; readonly applicationId: string; readonly until: string },
): Promise<boolean> {
  return (
    (await tx.run(
      sql`update procedures.applicant set until = ${ended.until} where person_id = ${ended.personId} and application_id = ${ended.applicationId} and until is null`,
    )) > 0
  )
}

/** Handed in and not decided: past the last day, or close to it; each counted to 99. */
export async function countRunningOut(
  tx: Transaction,
  { today, soon }: { readonly today: string; readonly soon: string },
): Promise<{ readonly runOut: number; readonly soon: number }> {
  const row = await tx.first(sql<{ runOut: number; soon: number }>`select
    (select count(*)::int from (select from procedures.application where organisation_id = app.organisation() and status = 'submitted'
      and runs_out < ${today}::date limit 99) o) as "runOut",
    (select count(*)::int from (select from procedures.application where organisation_id = app.organisation() and status = 'submitted'
      and runs_out between ${today}::date and ${soon}::date limit 99) s) as soon`)
  return row ?? { runOut: 0, soon: 0 }
}

/** Of the office, those under another version of a pack than today's: not decided first, then decided in the last months. */
export async function underOtherVersions(
  tx: Transaction,
  asked: { readonly versions: ReadonlyMap<string, string>; readonly page: number; readonly size: number },
): Promise<readonly StoredApplication[]> {
  return tx.rows(sql<StoredApplication>`select ${columns} from procedures.application
    where organisation_id = app.organisation() and status in ('draft', 'submitted', 'refused', 'approved')
      and exists (select from unnest(${[...asked.versions.keys()]}::text[], ${[...asked.versions.values()]}::text[]) as v (procedure, version)
        where v.procedure = procedure_id and v.version <> pack_version)
    order by (status in ('draft', 'submitted')) desc, (status = 'refused') desc, application_id desc limit ${asked.size + 1} offset ${asked.page * asked.size}`)
}
