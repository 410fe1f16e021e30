type Say = (key: string, values?: Record<string, unknown>) => string

/** What local sales told of the item's model in the station's region (OC-3.3.3): a fitting quantity goes by it, too. */
export function inRegion(t: Say, told: readonly { model: string; sold: number; failures: number }[], model: string | null | undefined): string {
  const here = told.find((each) => each.model === model)
  return here ? `${t('mark.comma')}${t('spare.inRegion', { sold: here.sold, failures: here.failures })}` : ''
}
