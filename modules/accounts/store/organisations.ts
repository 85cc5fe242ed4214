import { sql, type Transaction } from '@convive/database'

export type Organisation = {
  readonly organisationId: string
  readonly name: string
  readonly country: string
  readonly timeZone: string
  readonly officePrefix: string
}

/** The actor's own organisation. */
export async function getOrganisation(tx: Transaction): Promise<Organisation> {
  const row =
    await tx.first(sql<Organisation>`select organisation_id as "organisationId", name, country, time_zone as "timeZone", office_prefix as "officePrefix"
    from accounts.organisation where organisation_id = app.organisation()`)
  if (row === undefined) throw new Error('the actor has no organisation')
  return row
}

export async function insertOrganisation(
  tx: Transaction,
  organisation: Organisation & { readonly isDemo: boolean; readonly demoToMake?: number | undefined },
): Promise<void> {
  await tx.run(sql`insert into accounts.organisation (organisation_id, name, country, time_zone, office_prefix, is_demo, demo_to_make)
    values (${organisation.organisationId}, ${organisation.name}, ${organisation.country}, ${organisation.timeZone}, ${organisation.officePrefix}, ${organisation.isDemo}, ${organisation.demoToMake ?? null})`)
}

/** Names of organisations, for a person who asks who read their record. */
export async function organisationNames(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows(
    sql<{ organisation_id: string; name: string }>`select * from accounts.organisation_names(${[...ids]}::uuid[])`,
  )
  return new Map(rows.map((row) => [row.organisation_id, row.name]))
}

/** The other organisations of the installation, by name, for a member who shares somebody with one of them. */
export async function otherOrganisations(
  tx: Transaction,
): Promise<readonly { readonly organisationId: string; readonly name: string }[]> {
  return tx.rows(
    sql<{
      organisationId: string
      name: string
    }>`select organisation_id as "organisationId", name from accounts.other_organisations()`,
  )
}

/** The country an organisation works in, as the list of countries codes it. */
export async function findCountry(tx: Transaction, organisationId: string): Promise<string | undefined> {
  const row = await tx.first(sql<{ country: string | null }>`select accounts.organisation_country(${organisationId}) as country`)
  return row?.country ?? undefined
}

/** Whether another organisation has this name or prefix already; sees all of them on the owner's connection only. */
export async function organisationTaken(
  tx: Transaction,
  { name, officePrefix }: { readonly name: string; readonly officePrefix: string },
): Promise<'name' | 'prefix' | undefined> {
  const row = await tx.first(
    sql<{ name: boolean }>`select lower(name) = lower(${name}) as name from accounts.organisation
      where lower(name) = lower(${name}) or office_prefix = ${officePrefix} order by 1 desc limit 1`,
  )
  return row === undefined ? undefined : row.name ? 'name' : 'prefix'
}

export async function nobodyYet(tx: Transaction): Promise<boolean> {
  const row = await tx.first(sql<{ nobody: boolean }>`select accounts.nobody_yet() as nobody`)
  return row?.nobody ?? false
}

export async function demoIsHere(tx: Transaction): Promise<boolean> {
  return (await tx.first(sql<{ here: boolean }>`select accounts.has_demo() as here`))?.here ?? false
}
