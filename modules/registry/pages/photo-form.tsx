import type { Refusal } from '@convive/kernel'
import { Field, Form, useText } from '@convive/ui'

/** A photo taken with the device's camera, or chosen from its files. */
export function PhotoForm({ refusals }: { readonly refusals: readonly Refusal[] }) {
  const { t } = useText()
  return (
    <Form files>
      <Field name="photo" label={t('registry.person.photo-choose')} hint={t('registry.person.photo-hint')} refusals={refusals}>
        {(aria) => <input {...aria} type="file" name="photo" accept="image/jpeg,image/png" />}
      </Field>
      <Field name="photo-camera" at="camera" label={t('registry.person.photo-take')}>
        {(aria) => <input {...aria} type="file" name="photo" accept="image/jpeg,image/png" capture="user" />}
      </Field>
      <button className="button quiet" name="do" value="photo">
        {t('registry.person.add-photo')}
      </button>
    </Form>
  )
}
