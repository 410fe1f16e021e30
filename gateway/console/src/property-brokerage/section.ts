import type { Section } from '../shell/section.ts'

export const propertyBrokerage: Section = {
  name: 'property-brokerage',
  works: [],
  groups: [],
  supervision: [],
  routes: [],
}
