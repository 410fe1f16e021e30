/** Says a sentence to screen readers through the page's polite live region; alarms interrupt. */
export function announce(sentence: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const region = document.getElementById(`say-${urgency}`)
  if (!region) return
  region.textContent = ''
  requestAnimationFrame(() => {
    region.textContent = sentence
  })
}
