/** Where the phone was: WGS-84, the radius in metres within which it is sure; or why that is not known. */
export type FieldPlace = { latitude: number; longitude: number; accuracyM: number } | { unknown: 'denied' | 'unavailable' }

/** Where the phone is, as a record carries it. */
export const placeBody = (place: FieldPlace | null): Partial<Extract<FieldPlace, { latitude: number }>> => (place && 'latitude' in place ? place : {})

/** Asks the phone, for ten seconds at most; needs no connection. Never throws: a visit goes on without a place. */
export function locate(): Promise<FieldPlace> {
  if (!('geolocation' in navigator)) return Promise.resolve({ unknown: 'unavailable' })
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: round(coords.latitude), longitude: round(coords.longitude), accuracyM: Math.ceil(coords.accuracy) }),
      ({ code, PERMISSION_DENIED }) => resolve({ unknown: code === PERMISSION_DENIED ? 'denied' : 'unavailable' }),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 },
    )
  })
}

/** A metre or so: six digits. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
const RADIUS_M = 6_371_000
const rad = (degrees: number) => (degrees * Math.PI) / 180

/** Metres over the ground between two places (haversine). */
export function metresBetween(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const half = Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 + Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2
  return 2 * RADIUS_M * Math.asin(Math.sqrt(half))
}
