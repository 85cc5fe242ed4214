import { z } from 'zod'
import type { DataFault, Parsed } from './data-fault.ts'
import type { Need, NeedGroup, NeedList } from './needs.ts'
import type { DataFile } from './parse-code-list.ts'
import { readSchema, words } from './read-schema.ts'
import { readYaml } from './read-yaml.ts'

const groupsFile = z.array(
  z.strictObject({ id: z.string(), alone: z.boolean(), ask: words, hint: words.optional(), label: words }),
)
const needsFile = z.array(
  z.strictObject({
    code: z.string().regex(/^[A-Z]{2}(-[A-Z]{2})?$/u),
    category: z.string().min(1),
    group: z.string(),
    class: z.union([z.literal(2), z.literal(3)]),
    published: z.string().min(1),
    label: words.optional(),
  }),
)

/** Reads the questions of the screening and the published needs that they lead to. */
export function parseNeeds(groups: DataFile, needs: DataFile): Parsed<NeedList> {
  const [groupsText, needsText] = [readYaml(groups.text, groups.file), readYaml(needs.text, needs.file)]
  if (!groupsText.ok) return groupsText
  if (!needsText.ok) return needsText
  const [asked, listed] = [readSchema(groupsFile, groupsText.value), readSchema(needsFile, needsText.value)]
  if (!asked.ok) return asked
  if (!listed.ok) return listed
  const faults: DataFault[] = []
  const byCode = new Map<string, Need>()
  for (const [at, need] of listed.value.entries()) {
    const place = needsText.value.at([at, 'code'])
    const say = (code: string, message: string): void => void faults.push({ file: needs.file, ...place, code, message })
    if (byCode.has(need.code)) say('duplicate-id', `${need.code} stands here twice`)
    if (!asked.value.some((group) => group.id === need.group))
      say('unknown-list', `${need.code}: no group is called ${need.group}`)
    byCode.set(need.code, need)
  }
  const built = asked.value.map((group, at): NeedGroup => {
    const checklist = listed.value.filter((need) => need.group === group.id && need.label !== undefined)
    const place = groupsText.value.at([at, 'id'])
    if (checklist.length === 0)
      faults.push({ file: groups.file, ...place, code: 'invalid', message: `${group.id}: nothing can be ticked here` })
    return { ...group, checklist }
  })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { groups: built, needs: byCode } }
}
