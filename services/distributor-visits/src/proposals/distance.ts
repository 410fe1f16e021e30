export interface Place { latitude: number; longitude: number }

const EARTH_KM = 6371;
const rad = (degrees: number): number => (degrees * Math.PI) / 180;

/** Distance over ground as the crow flies, in kilometres. */
export function haversineKm(a: Place, b: Place): number {
  const [dLat, dLon] = [rad(b.latitude - a.latitude), rad(b.longitude - a.longitude)];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
