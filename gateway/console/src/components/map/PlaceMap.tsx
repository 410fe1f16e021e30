import { LocateFixed, Minus, Plus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePreferences } from '../../shell/preferences.ts'
import { Segments } from '../small.tsx'
import { outline } from './outline.ts'
import { clustered, fit, panned, placed, project, yardstick, zoomed, type Cluster, type LonLat, type Size, type View } from './projection.ts'
import './map.css'

export interface PlacePoint extends Partial<LonLat> {
  id: string
  name: string
  /** In the marker: a grade, a kind; one letter or two. */
  mark?: string
  note?: string
  /** The page of it. */
  to?: string
  /** Something about it is late; it does not count. */
  tone?: 'overdue' | 'faint'
}

interface Props {
  label: string
  points: PlacePoint[]
  /** Ids in the order in which they are visited: a line through them, and numbers. */
  route?: string[]
  /** Pairs of ids that belong together, regions beside each other. */
  links?: [string, string][]
  /** The one that the page is about. */
  selected?: string
}

const REACH_PX = 26
const STEP_PX = 80

type Located = PlacePoint & LonLat
const isLocated = (point: PlacePoint): point is Located => typeof point.longitude === 'number' && typeof point.latitude === 'number'

/** Places on the outline of the provinces, which the product ships: nobody outside is asked for a map. The same places as a list, for whoever does not see one. */
export default function PlaceMap({ label, points, route = [], links = [], selected }: Props) {
  const { t } = useTranslation()
  const [as, setAs] = useState<'map' | 'list'>('map')
  const located = useMemo(() => points.filter(isLocated), [points])
  const lost = points.length - located.length
  return (
    <section className="place-map" aria-label={label}>
      {points.length > 1 && <div className="row between">
        <Segments label={label} value={as} onChange={setAs} options={[{ value: 'map', label: t('map.map') }, { value: 'list', label: t('map.list', { count: points.length }) }]} />
        {lost > 0 && <span className="muted">{t('map.lost', { count: lost })}</span>}
      </div>}
      {as === 'map' ? <Drawing label={label} located={located} route={route} links={links} selected={selected} /> : <PlaceList label={label} points={points} route={route} />}
    </section>
  )
}

function PlaceList({ label, points, route }: { label: string; points: PlacePoint[]; route: string[] }) {
  const { t } = useTranslation()
  const rank = (id: string) => (route.includes(id) ? route.indexOf(id) : route.length)
  return (
    <ol className="place-list" aria-label={label}>
      {points.toSorted((a, b) => rank(a.id) - rank(b.id)).map((point) => (
        <li key={point.id}>
          <span className="n">{route.includes(point.id) ? route.indexOf(point.id) + 1 : (point.mark ?? '')}</span>
          <span>{point.to ? <Link to={point.to}>{point.name}</Link> : <b>{point.name}</b>}{point.note && <small className="block muted">{point.note}</small>}</span>
          <span className="muted push">{isLocated(point) ? `${point.latitude.toFixed(4)}, ${point.longitude.toFixed(4)}` : t('map.nowhere')}</span>
        </li>
      ))}
    </ol>
  )
}

/** How large the drawing is; 0 until it is known. */
function useSize(): [React.RefObject<HTMLDivElement | null>, Size] {
  const box = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setSize({ width: entry!.contentRect.width, height: entry!.contentRect.height }))
    watch.observe(box.current!)
    return () => watch.disconnect()
  }, [])
  return [box, size]
}

function Drawing({ label, located, route, links, selected }: { label: string; located: Located[]; route: string[]; links: [string, string][]; selected: string | undefined }) {
  const { t } = useTranslation()
  const [box, size] = useSize()
  const [chosen, setChosen] = useState<View | null>(null)
  const [open, setOpen] = useState<Located[]>([])
  const all = useMemo(() => located.map(({ id }) => id).join(), [located])
  // Other places begin with all of them in the window again.
  useEffect(() => {
    setChosen(null)
    setOpen([])
  }, [all])
  const view = chosen ?? fit(located, size)
  const fingers = useRef(new Map<number, [number, number]>())
  const move = (change: (view: View) => View) => setChosen((before) => change(before ?? fit(located, size)))

  useEffect(() => {
    const element = box.current!
    // The wheel belongs to the page; with Ctrl, as the fingers on a touch pad tell it, it belongs to the map.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const { left, top } = element.getBoundingClientRect()
      move((before) => zoomed(before, Math.exp(-event.deltaY / 300), size, [event.clientX - left, event.clientY - top]))
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [size, located])

  const down = (event: PointerEvent) => {
    fingers.current.set(event.pointerId, [event.clientX, event.clientY])
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const before = fingers.current.get(event.pointerId)
    if (!before) return
    const here: [number, number] = [event.clientX, event.clientY]
    // Caught only when it moves: a click on a marker stays one.
    if (Math.hypot(here[0] - before[0], here[1] - before[1]) < 3 && !event.currentTarget.hasPointerCapture(event.pointerId)) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    fingers.current.set(event.pointerId, here)
    if (!other) return move((each) => panned(each, here[0] - before[0], here[1] - before[1]))
    const by = Math.hypot(here[0] - other[0], here[1] - other[1]) / Math.max(Math.hypot(before[0] - other[0], before[1] - other[1]), 1)
    const { left, top } = event.currentTarget.getBoundingClientRect()
    move((each) => zoomed(each, by, size, [(here[0] + other[0]) / 2 - left, (here[1] + other[1]) / 2 - top]))
  }
  const up = (event: PointerEvent) => {
    fingers.current.delete(event.pointerId)
  }
  const key = (event: KeyboardEvent) => {
    const steps: Record<string, (view: View) => View> = {
      ArrowLeft: (each) => panned(each, STEP_PX, 0), ArrowRight: (each) => panned(each, -STEP_PX, 0), ArrowUp: (each) => panned(each, 0, STEP_PX), ArrowDown: (each) => panned(each, 0, -STEP_PX),
      Equal: (each) => zoomed(each, 1.6, size), NumpadAdd: (each) => zoomed(each, 1.6, size), Minus: (each) => zoomed(each, 1 / 1.6, size), NumpadSubtract: (each) => zoomed(each, 1 / 1.6, size),
    }
    const step = steps[event.code]
    if (event.code === 'Digit0') setChosen(null)
    else if (step) move(step)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  /** Nearer until its members part; those of one spot are told below. */
  const enter = ({ members }: Cluster<Located>) => {
    const spread = Math.max(...members.map((each) => Math.hypot(each.longitude - members[0]!.longitude, each.latitude - members[0]!.latitude)))
    if (members.length > 1 && spread * 40_000 > REACH_PX) {
      setOpen([])
      return setChosen(fit(members, size))
    }
    setOpen(members)
  }
  return (
    <>
      <div ref={box} className="place-canvas" role="group" tabIndex={0} aria-label={t('map.keys', { label })} onKeyDown={key} onPointerDown={down} onPointerMove={drag} onPointerUp={up} onPointerCancel={up}>
        {size.width > 0 && <Picture size={size} view={view} located={located} route={route} links={links} selected={selected} onPick={enter} label={t('map.says', { label, count: located.length })} />}
        <div className="place-zoom">
          <button type="button" className="btn" aria-label={t('map.nearer')} onClick={() => move((each) => zoomed(each, 1.6, size))}><Plus size={17} /></button>
          <button type="button" className="btn" aria-label={t('map.farther')} onClick={() => move((each) => zoomed(each, 1 / 1.6, size))}><Minus size={17} /></button>
          <button type="button" className="btn" aria-label={t('map.all')} onClick={() => setChosen(null)}><LocateFixed size={17} /></button>
        </div>
      </div>
      {open.length > 0 && (
        <ul className="place-open" aria-live="polite">
          {open.map((point) => <li key={point.id}>{point.mark && <span className="n">{point.mark}</span>}<span>{point.to ? <Link to={point.to}>{point.name}</Link> : <b>{point.name}</b>}{point.note && <small className="block muted">{point.note}</small>}</span></li>)}
        </ul>
      )}
    </>
  )
}

interface PictureProps { size: Size; view: View; located: Located[]; route: string[]; links: [string, string][]; selected: string | undefined; onPick: (cluster: Cluster<Located>) => void; label: string }

function Picture({ size, view, located, route, links, selected, onPick, label }: PictureProps) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const at = (point: LonLat) => placed(project(point), view, size)
  const places = new Map(located.map((point) => [point.id, at(point)]))
  const [left, top] = [view.x - size.width / 2 / view.scale, view.y - size.height / 2 / view.scale]
  const [right, bottom] = [left + size.width / view.scale, top + size.height / view.scale]
  const seen = outline.filter(({ box }) => box[2] > left && box[0] < right && box[3] > top && box[1] < bottom)
  const stops = route.map((id) => places.get(id)).filter((each) => each !== undefined)
  // A stop of the route is never hidden in a heap: its number is what the route is read by.
  const apart = new Set([...route, ...(selected ? [selected] : [])])
  const inside = ([x, y]: [number, number]) => x > -20 && y > -20 && x < size.width + 20 && y < size.height + 20
  const rest = clustered(located.filter(({ id }) => !apart.has(id)).map((item) => ({ at: places.get(item.id)!, item })).filter((each) => inside(each.at)), REACH_PX)
  const alone = located.filter(({ id }) => apart.has(id)).map((item) => ({ at: places.get(item.id)!, members: [item] }))
  const { metres, px } = yardstick(view)
  return (
    <svg width={size.width} height={size.height} role="img" aria-label={label}>
      <g transform={`translate(${size.width / 2 - view.x * view.scale} ${size.height / 2 - view.y * view.scale}) scale(${view.scale})`}>
        {seen.map((province) => <path key={province.zh} className="province" d={province.path} />)}
      </g>
      {seen.filter(({ box }) => (box[2] - box[0]) * view.scale > 70).map((province) => <text key={province.zh} className="province-name" x={placed(province.at, view, size)[0]} y={placed(province.at, view, size)[1]}>{province[language]}</text>)}
      {links.map(([from, to]) => places.has(from) && places.has(to) && <line key={`${from} ${to}`} className="link" x1={places.get(from)![0]} y1={places.get(from)![1]} x2={places.get(to)![0]} y2={places.get(to)![1]} />)}
      {stops.length > 1 && <polyline className="way" points={stops.map(([x, y]) => `${x},${y}`).join(' ')} />}
      {[...rest, ...alone].map((cluster) => <Marker key={cluster.members[0]!.id} cluster={cluster} stop={route.indexOf(cluster.members[0]!.id) + 1} isSelected={cluster.members[0]!.id === selected} onPick={() => onPick(cluster)} />)}
      <g className="yardstick" transform={`translate(12 ${size.height - 12})`}>
        <path d={`M0 -5V0H${px}V-5`} />
        <text x={px / 2} y={-8}>{metres >= 1000 ? t('map.kilometres', { count: metres / 1000 }) : t('map.metres', { count: metres })}</text>
      </g>
    </svg>
  )
}

function Marker({ cluster: { at, members }, stop, isSelected, onPick }: { cluster: Cluster<Located>; stop: number; isSelected: boolean; onPick: () => void }) {
  const [first] = members
  const several = members.length > 1
  const tone = members.some((each) => each.tone === 'overdue') ? 'overdue' : members.every((each) => each.tone === 'faint') ? 'faint' : ''
  const text = several ? String(members.length) : stop > 0 ? String(stop) : first!.mark
  return (
    <g className={`marker ${several ? 'several' : stop > 0 ? 'stop' : ''} ${tone} ${isSelected ? 'selected' : ''}`} transform={`translate(${at[0]} ${at[1]})`} onClick={onPick}>
      <title>{several ? members.map(({ name }) => name).slice(0, 12).join('\n') : first!.name}</title>
      <circle className="touch" r={22} />
      <circle className="dot" r={several ? 14 : text ? 11 : 7} />
      {text && <text>{text}</text>}
    </g>
  )
}
