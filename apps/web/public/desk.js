// Comfort for people who work here all day. Every page works without this file.
// A key alone follows the element that carries it (data-key), unless somebody is typing.
document.addEventListener('keydown', (event) => {
  // Enter does what it always does where something has the focus that it works on.
  if (event.key === 'Enter' && document.activeElement?.matches('a, button, summary, [tabindex="0"]')) return
  const typing = document.activeElement?.matches('input:not([type=radio], [type=checkbox]), select, textarea')
  if (event.ctrlKey || event.metaKey || event.altKey || typing) return
  const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)
  if (target) {
    event.preventDefault()
    target.click()
  }
})
// A form is sent once, however often the button is pressed.
for (const form of document.querySelectorAll('form[method=post]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'yes'
    setTimeout(() => delete form.dataset.sent, 8000)
  })
}
// While somebody types: how many records look alike. An answer that comes late, or not at all, changes nothing.
let asking
async function tellAlike(form, note) {
  asking?.abort()
  asking = new AbortController()
  const body = new URLSearchParams(new FormData(form))
  body.set('alike', note.dataset.alike)
  try {
    const answer = await fetch(form.dataset.alikeAt, { method: 'POST', body, signal: asking.signal })
    const { alike } = answer.ok ? await answer.json() : { alike: 0 }
    note.textContent = alike === 0 ? '' : alike === 1 ? note.dataset.one : note.dataset.several
  } catch {}
}
for (const form of document.querySelectorAll('form[data-alike-at]')) {
  let timer
  form.addEventListener('input', ({ target }) => {
    const note = target.closest('fieldset.member')?.querySelector('[data-alike]')
    if (!note || !/\.(given|family|birth|sex|phone|document\w+)$/.test(target.name)) return
    clearTimeout(timer)
    timer = setTimeout(() => void tellAlike(form, note), 400)
  })
}
addEventListener('pageshow', () => document.querySelectorAll('form').forEach((form) => delete form.dataset.sent))
for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => print())
document.querySelector('#faults')?.focus()
