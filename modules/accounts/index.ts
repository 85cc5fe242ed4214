import { module } from '@convive/commands'
import { acceptInvitation } from './commands/accept-invitation.ts'
import { changePassword } from './commands/change-password.ts'
import { changeMember } from './commands/change-member.ts'
import { inviteMember } from './commands/invite-member.ts'
import { issueToken } from './commands/issue-token.ts'
import { renewInvitation } from './commands/renew-invitation.ts'
import { revokeToken } from './commands/revoke-token.ts'
import { signIn } from './commands/sign-in.ts'
import { signOut } from './commands/sign-out.ts'
import { demoMembers } from './queries/demo-members.ts'
import { myTokens } from './queries/my-tokens.ts'
import { showInvitationCode } from './queries/show-invitation-code.ts'
import { showInvitation } from './queries/show-invitation.ts'
import { showOrganisation } from './queries/show-organisation.ts'
import { refusals } from './refusals.ts'
import { forgetSessions } from './store/forget.ts'

/** Organisations, members, roles, sign-in and sessions. */
export const accounts = module({
  name: 'accounts',
  after: [],
  commands: [
    signIn,
    signOut,
    acceptInvitation,
    inviteMember,
    renewInvitation,
    changeMember,
    changePassword,
    issueToken,
    revokeToken,
  ],
  queries: [demoMembers, showOrganisation, myTokens, showInvitationCode, showInvitation],
  refusals,
  migrations: { room: 'accounts', directory: new URL('./migrations', import.meta.url).pathname },
  // After a restore everybody signs in again; counts of failed attempts have no place in an archive.
  forget: forgetSessions,
  keeping: { leftOut: ['accounts.session', 'accounts.attempt'] },
})

export type { signIn } from './commands/sign-in.ts'
export { demoMembersToMake, demoSecrets } from './domain/demo-members.ts'
export type { DemoMember } from './domain/demo-members.ts'
export { findMember, findMemberNamed, memberNames } from './store/members.ts'
export { judgePin } from './domain/secrets.ts'
export { networkOf } from './domain/network.ts'
export { deviceFor, mayAttempt, noteAttempt, withDevice } from './store/attempts.ts'
export type { Attempt } from './store/attempts.ts'
export { addDemoMember, foundOrganisation, hasDemo, isUnfounded } from './store/found.ts'
export type { Founding } from './store/found.ts'
export { demoOrganisations, findUnfinishedDemo, hasRealWork, noteDemoComplete } from './store/unfinished-demo.ts'
export { hashSecret, secretHolds } from './store/hash-secret.ts'
export { findCountry, getOrganisation, organisationNames, organisationTaken, otherOrganisations } from './store/organisations.ts'
export type { Organisation } from './store/organisations.ts'
export {
  endSession,
  endSessionsOf,
  findSession,
  findToken,
  representedBy,
  sessionLimits,
  startSession,
} from './store/sessions.ts'
export type { Identified } from './store/sessions.ts'
