import { BookOpen, Building2, CalendarCheck, ClipboardList, Eye, FileStack, Handshake, ListTodo, MapPin, MessageSquare, Scale, Stamp, Users, Wrench } from 'lucide-react'
import { route, section } from '../shell/section.ts'

// Icons that other menus draw, too: every menu is in the start.
export const distributorVisits = section({
  name: 'distributor-visits',
  words: { zh: () => import('./zh.ts').then((file) => file.zh), en: () => import('./en.ts').then((file) => file.en) },
  works: ['visitCustomer.write', 'visit.work', 'visitPlan.write', 'dailyReport.triage', 'giftItem.work', 'technicalProblem.answer', 'urgentReport.acknowledge'],
  groups: [
    {
      key: 'visitService',
      items: [
        { key: 'visitDay', to: '/visit-day', icon: ListTodo, permission: 'visit.work' },
        { key: 'visitCustomers', to: '/visit-customers', icon: Users, permission: 'visitCustomer.read' },
        { key: 'visitPlans', to: '/visit-plans', icon: CalendarCheck, permission: 'visitPlan.read' },
        { key: 'visits', to: '/visits', icon: MapPin, permission: 'visit.read' },
        { key: 'dailyReports', to: '/daily-reports', icon: FileStack, permission: 'dailyReport.read' },
        { key: 'visitSurveys', to: '/visit-surveys', icon: ClipboardList, permission: 'visit.read' },
        { key: 'visitOpinions', to: '/visit-opinions', icon: MessageSquare, permission: 'visit.read' },
        { key: 'visitIntelligence', to: '/visit-intelligence', icon: Eye, permission: 'visit.read' },
        { key: 'visitProblems', to: '/visit-problems', icon: Wrench, permission: 'visitCustomer.read' },
        { key: 'visitEvents', to: '/visit-events', icon: BookOpen, permission: 'visit.read' },
        { key: 'visitGifts', to: '/visit-gifts', icon: Handshake, permission: 'giftItem.read' },
        { key: 'visitRegions', to: '/visit-regions', icon: Building2, permission: 'visitRegion.write' },
        { key: 'visitMeasures', to: '/visit-measures', icon: Stamp, permission: 'visitPlan.read' },
      ],
    },
    { key: 'quality', items: [{ key: 'visitAnalysis', to: '/visit-analysis', icon: Scale, permission: 'visitAnalysis.read' }] },
  ],
  records: [{ at: /^\/visit-customers\/./, list: { key: 'visitCustomers', to: '/visit-customers', icon: Users } }],
  field: { key: 'visitDay', to: '/visit-day', icon: ListTodo, permission: 'visit.work', desk: ['visitPlan.write'], channel: () => import('./field/channel.ts').then((file) => file.visits) },
  finds: () => import('./finds.ts').then((file) => file.finds),
  Lists: () => import('./TodayLists.tsx'),
  supervision: [{ key: 'visitCustomers', to: '/visit-customers', icon: Users, permission: 'visitCustomer.read' }],
  routes: [
    route('/visit-day', 'field', () => import('./field/FieldDay.tsx'), 'visit.work'),
    route('/visit-day/:visitId', 'field', () => import('./field/FieldVisit.tsx'), 'visit.work'),
    route('/visit-customers', 'desktop', () => import('./customers/CustomerList.tsx'), 'visitCustomer.read'),
    route('/visit-customers/:id', 'desktop', () => import('./customers/CustomerPage.tsx'), 'visitCustomer.read'),
    route('/visit-plans', 'desktop', () => import('./plans/Plans.tsx'), 'visitPlan.read'),
    route('/visits', 'desktop', () => import('./visits/Visits.tsx'), 'visit.read'),
    route('/daily-reports', 'desktop', () => import('./reports/DailyReports.tsx'), 'dailyReport.read'),
    route('/visit-surveys', 'desktop', () => import('./surveys/Surveys.tsx'), 'visit.read'),
    route('/visit-opinions', 'desktop', () => import('./opinions/Opinions.tsx'), 'visit.read'),
    route('/visit-intelligence', 'desktop', () => import('./intelligence/Intelligence.tsx'), 'visit.read'),
    route('/visit-problems', 'desktop', () => import('./problems/Problems.tsx'), 'visitCustomer.read'),
    route('/visit-events', 'desktop', () => import('./events/Events.tsx'), 'visit.read'),
    route('/visit-gifts', 'desktop', () => import('./gifts/Gifts.tsx'), 'giftItem.read'),
    route('/visit-analysis', 'desktop', () => import('./analysis/Analysis.tsx'), 'visitAnalysis.read'),
    route('/visit-regions', 'desktop', () => import('./regions/Regions.tsx'), 'visitCustomer.read'),
    route('/visit-measures', 'desktop', () => import('./measures/Measures.tsx'), 'visitPlan.read'),
  ],
})
