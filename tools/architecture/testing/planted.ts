import { projectOf, type Rule } from '../project.ts'

/** What a rule says about a project made of these files alone. */
export function planted(rule: Rule, files: Readonly<Record<string, string>>): readonly string[] {
  return rule.check(projectOf(new Map(Object.entries(files)))).map(({ path, line, says }) => `${path}:${line ?? ''} ${says}`)
}
