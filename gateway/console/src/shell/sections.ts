import { approvals } from '../approvals/section.ts'
import { utilityCare } from '../utility-care/section.ts'
import { propertyBrokerage } from '../property-brokerage/section.ts'
import { distributorVisits } from '../distributor-visits/section.ts'
import { outstationChannel } from '../outstation-channel/section.ts'
import type { Section } from './section.ts'

/** The bounded contexts that the console has pages for, and what they have in common. */
export const sections: Section[] = [utilityCare, propertyBrokerage, distributorVisits, outstationChannel, approvals]
