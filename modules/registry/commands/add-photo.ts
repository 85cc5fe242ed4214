import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { consentHistory } from '../store/consents.ts'
import { loadFacts } from '../store/facts.ts'
import { makePhoto } from '../store/make-photo.ts'
import { insertPhoto } from '../store/photos.ts'

/** A photo, never required. It is drawn anew, so that nothing but the picture is kept. */
export const addPhoto = command({
  name: 'registry/add-photo',
  about: 'Add a photo of a person (JPEG or PNG, base64).',
  input: z.object({
    personId: z.uuid(),
    photo: z.string().min(1, 'registry/photo-type').max(12_000_000, 'registry/photo-too-large'),
  }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: [
    'registry/person-not-found',
    'registry/photo-type',
    'registry/photo-too-large',
    'registry/photo-too-small',
    'registry/photo-not-wanted',
  ],
  takesFile: true,
  async run(work) {
    const { personId } = work.input
    const known = (await loadFacts(work.tx, work.vault, { persons: [personId], upTo: 1 })).get(personId)
    if (known === undefined) return refuse('registry/person-not-found')
    const [consent] = await consentHistory(work.tx, personId)
    if (consent?.answers['photo'] !== 'given') return refuse({ code: 'registry/photo-not-wanted', at: 'photo' })
    const made = await makePhoto(Buffer.from(work.input.photo, 'base64'))
    if (!made.ok) return made
    const photoId = work.newId<'file'>()
    const sealed = known.key.seal(`registry.photo/${photoId}`, made.value.photo)
    await insertPhoto(work.tx, {
      personId,
      photoId,
      sealed,
      faceSealed: known.key.seal(`registry.face/${photoId}`, made.value.face),
      at: work.now,
    })
    work.journal(personId, {
      fields: ['photo'],
      digests: { [`photo/${photoId}`]: createHash('sha256').update(sealed).digest('hex') },
    })
    return ok({ personId, photoId })
  },
})
