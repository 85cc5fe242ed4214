import { accounts } from '@convive/accounts'
import { module } from '@convive/commands'
import { addMember } from './commands/add-member.ts'
import { changeGuardian } from './commands/change-guardian.ts'
import { addPhoto } from './commands/add-photo.ts'
import { askErasure } from './commands/ask-erasure.ts'
import { askCorrection } from './commands/ask-correction.ts'
import { beginDuplicateRun } from './commands/begin-duplicate-run.ts'
import { continueDuplicateRun } from './commands/continue-duplicate-run.ts'
import { changeConsent } from './commands/change-consent.ts'
import { correctFact } from './commands/correct-fact.ts'
import { declineCorrection } from './commands/decline-correction.ts'
import { objectToAnswer } from './commands/object-to-answer.ts'
import { decideDuplicate } from './commands/decide-duplicate.ts'
import { decideFamily } from './commands/decide-family.ts'
import { endSharing } from './commands/end-share.ts'
import { sharePerson } from './commands/share-person.ts'
import { endMembership } from './commands/end-membership.ts'
import { enter } from './commands/enter.ts'
import { erasePerson } from './commands/erase-person.ts'
import { openEmergencyRecord } from './commands/open-emergency.ts'
import { reviewEmergencyUse } from './commands/review-emergency.ts'
import { recordNeeds } from './commands/record-needs.ts'
import { registerHousehold } from './commands/register-household.ts'
import { renewAccessCode } from './commands/renew-access-code.ts'
import { sealPersonRecord } from './commands/seal-record.ts'
import { setPin } from './commands/set-pin.ts'
import { undoLink } from './commands/undo-link.ts'
import { withdrawErasure } from './commands/withdraw-erasure.ts'
import { checkDuplicates } from './queries/check-duplicates.ts'
import { codeLists } from './queries/code-lists.ts'
import { compareRecords } from './queries/compare-records.ts'
import { compareFamilies } from './queries/compare-families.ts'
import { duplicateReport } from './queries/duplicate-report.ts'
import { duplicateSample } from './queries/duplicate-sample.ts'
import { findSharedPersons } from './queries/find-shared.ts'
import { showShared } from './queries/show-shared.ts'
import { showShares } from './queries/show-shares.ts'
import { findPersons } from './queries/find-persons.ts'
import { listHouseholds } from './queries/list-households.ts'
import { listCorrections } from './queries/list-corrections.ts'
import { listEmergencies } from './queries/list-emergencies.ts'
import { listErasures } from './queries/list-erasures.ts'
import { whatWaits } from './queries/what-waits.ts'
import { unusualReading } from './queries/unusual-reading.ts'
import { showEmergency } from './queries/show-emergency.ts'
import { countAlike } from './queries/count-alike.ts'
import { listReviews } from './queries/list-reviews.ts'
import { nextReview } from './queries/next-review.ts'
import { myCopy } from './queries/my-copy.ts'
import { myData } from './queries/my-data.ts'
import { showErasure } from './queries/show-erasure.ts'
import { showHousehold } from './queries/show-household.ts'
import { showPerson } from './queries/show-person.ts'
import { showRestricted } from './queries/show-restricted.ts'
import { showSlips } from './queries/show-slips.ts'
import { refusals } from './refusals.ts'
import { forgetRecord } from './store/forget.ts'
import { countOtherMasters, insertKeys, keyPages, keysOfOtherMasters, replaceKeys } from './store/person-keys.ts'
import { rebuildMarkedKeys, renewKeys } from './store/renew-keys.ts'

/** Persons, households, facts, specific needs, consent, duplicates, and a person's way to their own record. */
export const registry = module({
  name: 'registry',
  after: [accounts],
  commands: [
    registerHousehold,
    addMember,
    endMembership,
    changeGuardian,
    correctFact,
    askCorrection,
    declineCorrection,
    objectToAnswer,
    openEmergencyRecord,
    reviewEmergencyUse,
    recordNeeds,
    sealPersonRecord,
    changeConsent,
    sharePerson,
    endSharing,
    addPhoto,
    decideDuplicate,
    decideFamily,
    undoLink,
    beginDuplicateRun,
    continueDuplicateRun,
    renewAccessCode,
    setPin,
    enter,
    askErasure,
    withdrawErasure,
    erasePerson,
  ],
  queries: [
    codeLists,
    findPersons,
    listHouseholds,
    showHousehold,
    showPerson,
    showRestricted,
    showSlips,
    showShares,
    findSharedPersons,
    showShared,
    checkDuplicates,
    listReviews,
    countAlike,
    nextReview,
    duplicateReport,
    duplicateSample,
    listCorrections,
    listEmergencies,
    showEmergency,
    unusualReading,
    listErasures,
    whatWaits,
    compareRecords,
    compareFamilies,
    myData,
    myCopy,
    showErasure,
  ],
  events: [
    'registry/household-registered',
    'registry/member-added',
    'registry/member-left',
    'registry/facts-changed',
    'registry/consent-changed',
    'registry/person-shared',
    'registry/share-ended',
    'registry/duplicate-decided',
    'registry/emergency-opened',
    'registry/guardian-changed',
    'registry/person-erased',
  ],
  refusals,
  migrations: { room: 'registry', directory: new URL('./migrations', import.meta.url).pathname },
  attests: [
    {
      name: 'facts',
      select:
        "select person_id as stream_id, 'facts/' || class || '@' || version as name, encode(sha256(sealed), 'hex') as digest from registry.facts",
    },
    {
      name: 'photos',
      select:
        "select person_id as stream_id, 'photo/' || photo_id as name, encode(sha256(sealed), 'hex') as digest from registry.photo",
    },
  ],
  forget: forgetRecord,
  keeping: {
    leftOut: ['registry.search_key', 'registry.name_count'],
    instead: { 'registry.person_search': { keys: "'{}'::bigint[]" } },
    personKeys: {
      table: 'registry.person_key',
      pages: keyPages,
      insert: insertKeys,
      wrappedByOthers: keysOfOtherMasters,
      countOthers: countOtherMasters,
      replace: replaceKeys,
    },
    rebuild: rebuildMarkedKeys,
    renew: renewKeys,
  },
})

export { lookForDuplicates } from './jobs/look-for-duplicates.ts'
export type { DuplicateLooker } from './jobs/look-for-duplicates.ts'
export type { HouseholdInput, MemberInput } from './domain/household-input.ts'
export { consentPurposes } from './domain/consent-purposes.ts'
export { displayName } from './domain/match-subject.ts'
export { classOf } from './store/fact-rules.ts'
export { changeFacts } from './store/change-facts.ts'
export { recordsOf } from './store/duplicates.ts'
export { isCountry } from './store/code-lists.ts'
export { judgeHousehold } from './store/judge-household.ts'
export { loadFacts } from './store/facts.ts'
export type { KnownFacts } from './store/facts.ts'
export { findPerson, membersOf, numbersOf, registeredByOthers } from './store/persons.ts'
export type { PersonRow } from './store/persons.ts'
export { findPhoto } from './store/photos.ts'
export type { endSharing } from './commands/end-share.ts'
export type { changeConsent } from './commands/change-consent.ts'
export type { decideDuplicate } from './commands/decide-duplicate.ts'
export type { undoLink } from './commands/undo-link.ts'
export type { addPhoto } from './commands/add-photo.ts'
export type { changeGuardian } from './commands/change-guardian.ts'
export type { objectToAnswer } from './commands/object-to-answer.ts'
export type { endMembership } from './commands/end-membership.ts'
export type { renewAccessCode } from './commands/renew-access-code.ts'
export type { whatWaits } from './queries/what-waits.ts'
export type { myData } from './queries/my-data.ts'
export type { showHousehold } from './queries/show-household.ts'
export type { showPerson } from './queries/show-person.ts'
export type { codeLists } from './queries/code-lists.ts'
