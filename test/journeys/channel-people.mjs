// Regions with classes, staff with postings, scores and rotations.

/** @param {{device: object, who: Record<string, object>, region: {id: string}}} stage */
export async function peopleOf() {
  return {};
}
