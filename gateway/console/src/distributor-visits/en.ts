import type { Same } from '../i18n/index.ts'
import type { zh } from './zh.ts'

/** Distributor visits */
export const en: Same<typeof zh> = {}
