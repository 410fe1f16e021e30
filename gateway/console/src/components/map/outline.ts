import provinces from './china-outline.json'
import { project } from './projection.ts'

/** A province as it is drawn: a path in degrees of Mercator, where its name stands, and the box around it. */
export interface Province { zh: string; en: string; path: string; at: [number, number]; box: [left: number, top: number, right: number, bottom: number] }

/** A hundredth of a degree. */
const UNITS = 100

function shape({ zh, en, at, rings }: (typeof provinces)[number]): Province {
  const box: Province['box'] = [Infinity, Infinity, -Infinity, -Infinity]
  const path = rings.map((ring) => {
    let [lon, lat] = [0, 0]
    let line = ''
    for (let n = 0; n < ring.length; n += 2) {
      lon += ring[n]!
      lat += ring[n + 1]!
      const [x, y] = project({ longitude: lon / UNITS, latitude: lat / UNITS })
      line += `${n === 0 ? 'M' : 'L'}${x.toFixed(3)} ${y.toFixed(3)}`
      box.splice(0, 4, Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y))
    }
    return `${line}Z`
  })
  return { zh, en, path: path.join(''), box, at: project({ longitude: at[0]! / UNITS, latitude: at[1]! / UNITS }) }
}

export const outline: Province[] = provinces.map(shape)
