/** Where something lies, in WGS-84. */
export interface LonLat { longitude: number; latitude: number }
/** What the window shows: the middle in degrees of Mercator, and how many pixels a degree takes. */
export interface View { x: number; y: number; scale: number }
export interface Size { width: number; height: number }

const RAD = Math.PI / 180
const METRES_PER_DEGREE = 111_320
/** About three metres to a pixel: nothing that has an address lies closer. */
const CLOSEST = 40_000
/** Of the window, kept free around what is to be seen; the buttons stand at the right. */
const MARGIN_PX = 40
const BUTTONS_PX = 36
/** A single place is shown with its surroundings: some thirty kilometres. */
const LEAST_DEGREES = 0.3
/** The country with its seas. */
const CHINA: LonLat[] = [{ longitude: 73.5, latitude: 17.8 }, { longitude: 135.2, latitude: 53.6 }]

/** Mercator in degrees, north up. */
export const project = ({ longitude, latitude }: LonLat): [number, number] => [longitude, -Math.log(Math.tan(Math.PI / 4 + (latitude * RAD) / 2)) / RAD]
const latitudeOf = (y: number) => (2 * Math.atan(Math.exp(-y * RAD)) - Math.PI / 2) / RAD

/** On the screen. */
export const placed = (at: [number, number], view: View, { width, height }: Size): [number, number] => [width / 2 + (at[0] - view.x) * view.scale, height / 2 + (at[1] - view.y) * view.scale]

/** So that all of these are in the window; without any, the country. */
export function fit(places: LonLat[], size: Size): View {
  const own = places.length > 0
  const all = (own ? places : CHINA).map(project)
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const free = own ? MARGIN_PX * 2 : 16
  const scale = Math.min((size.width - free - BUTTONS_PX) / Math.max(right - left, LEAST_DEGREES), (size.height - free) / Math.max(bottom - top, LEAST_DEGREES))
  return { x: (left + right) / 2 + BUTTONS_PX / 2 / scale, y: (top + bottom) / 2, scale: Math.max(scale, 1) }
}

/** Nearer or farther about a point of the screen, which stays where it is. */
export function zoomed(view: View, by: number, size: Size, about: [number, number] = [size.width / 2, size.height / 2]): View {
  const farthest = fit([], size).scale / 1.5
  const scale = Math.min(CLOSEST, Math.max(farthest, view.scale * by))
  const [dx, dy] = [about[0] - size.width / 2, about[1] - size.height / 2]
  return { x: view.x + dx / view.scale - dx / scale, y: view.y + dy / view.scale - dy / scale, scale }
}

export const panned = (view: View, dx: number, dy: number): View => ({ ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale })

/** A round length of some 80 pixels, for the scale in the corner. */
export function yardstick(view: View): { metres: number; px: number } {
  const perPx = (METRES_PER_DEGREE * Math.cos(latitudeOf(view.y) * RAD)) / view.scale
  const power = 10 ** Math.floor(Math.log10(perPx * 80))
  const metres = [5, 2, 1].map((each) => each * power).find((each) => each <= perPx * 80) ?? power
  return { metres, px: metres / perPx }
}

export interface Cluster<T> { at: [number, number]; members: T[] }

/** Markers that would lie on each other become one, with their number; `reach` in pixels. */
export function clustered<T>(items: { at: [number, number]; item: T }[], reach: number): Cluster<T>[] {
  const clusters: Cluster<T>[] = []
  const cells = new Map<string, Cluster<T>[]>()
  const cellOf = (value: number) => Math.floor(value / reach)
  for (const { at, item } of items) {
    const around = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(`${cellOf(at[0]) + dx} ${cellOf(at[1]) + dy}`) ?? []))
    const near = around.find((cluster) => Math.hypot(cluster.at[0] - at[0], cluster.at[1] - at[1]) < reach)
    if (near) {
      near.members.push(item)
      continue
    }
    const cluster = { at, members: [item] }
    clusters.push(cluster)
    const cell = `${cellOf(at[0])} ${cellOf(at[1])}`
    cells.set(cell, [...(cells.get(cell) ?? []), cluster])
  }
  return clusters
}
