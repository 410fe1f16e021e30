import { Archive, ArrowRightLeft, Eye, Handshake, MapPin, MessageSquare, Plug, Users, Wrench } from 'lucide-react'
import { route, section } from '../shell/section.ts'

// Icons that other menus draw, too: every menu is in the start.
export const outstationChannel = section({
  name: 'outstation-channel',
  words: { zh: () => import('./zh.ts').then((file) => file.zh), en: () => import('./en.ts').then((file) => file.en) },
  works: [
    'spare.apply', 'spare.approve', 'spare.work', 'replacement.approve', 'qualityIssue.work', 'operator.work', 'incident.work', 'technicalSupport.answer', 'station.portal',
  ],
  groups: [
    { key: 'channelStations', items: [{ key: 'channelNetwork', to: '/channel-network', icon: MapPin, permission: 'station.read' }] },
    {
      key: 'channelGoods',
      items: [
        { key: 'spares', to: '/spares', icon: Archive, permission: ['spare.read', 'station.portal'] },
        { key: 'spareLoans', to: '/spare-loans', icon: Plug, permission: ['spare.read', 'station.portal'] },
        { key: 'replacements', to: '/replacements', icon: ArrowRightLeft, permission: ['spare.read', 'station.portal'] },
        { key: 'qualityIssues', to: '/quality-issues', icon: Eye, permission: 'qualityIssue.work' },
        { key: 'technicalSupport', to: '/technical-support', icon: Wrench, permission: ['outstationStaff.read', 'technicalSupport.answer'] },
        { key: 'operators', to: '/operators', icon: Handshake, permission: 'operator.work' },
        { key: 'incidents', to: '/incidents', icon: MessageSquare, permission: 'incident.read' },
      ],
    },
  ],
  records: [
    { at: /^\/outstation-staff\/./, list: { key: 'outstationStaff', to: '/outstation-staff', icon: Users } },
  ],
  Lists: () => import('./TodayLists.tsx'),
  supervision: [
    { key: 'channelNetwork', to: '/channel-network', icon: MapPin, permission: 'station.read' },
    { key: 'incidents', to: '/incidents', icon: MessageSquare, permission: 'incident.read' },
  ],
  routes: [
    route('/channel-network', 'desktop', () => import('./network/ChannelNetwork.tsx'), 'station.read'),
    route('/spares', 'desktop', () => import('./spares/Spares.tsx'), ['spare.read', 'station.portal']),
    route('/spare-loans', 'desktop', () => import('./loans/Loans.tsx'), ['spare.read', 'station.portal']),
    route('/replacements', 'desktop', () => import('./replacements/Replacements.tsx'), ['spare.read', 'station.portal']),
    route('/quality-issues', 'desktop', () => import('./quality/QualityIssues.tsx'), 'qualityIssue.work'),
    route('/technical-support', 'desktop', () => import('./technical/TechnicalSupport.tsx'), ['outstationStaff.read', 'technicalSupport.answer']),
    route('/operators', 'desktop', () => import('./operators/Operators.tsx'), 'operator.work'),
    route('/incidents', 'desktop', () => import('./incidents/Incidents.tsx'), 'incident.read'),
    route('/incidents/:id', 'desktop', () => import('./incidents/IncidentPage.tsx'), 'incident.read'),
  ],
})
