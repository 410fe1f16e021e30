import type { Chapter } from '../clause-entry.ts';
import { calendarDays, everyPeriod } from '../parameter-entry.ts';

export const customersAndServiceParameters = {
  'dv.newCustomer.inquiryDays': calendarDays(30, { zh: '新客户征询卡', en: 'Inquiry card to a new customer' }),
  'dv.appeal.replyDays': calendarDays(7, { zh: '申诉答复', en: 'Appeal answered' }),
  // No default: the rulebook says "at fixed times or as occasion arises", so a clock runs only where the company wants one.
  'dv.newProduct.everyMonths': everyPeriod(null, { zh: '新产品信息间隔', en: 'New product information interval' }),
};

/** DV-1 to DV-3: purpose, customers, what a visit surveys and what it does for the customer. */
export const customersAndService = {
  'DV-1': {
    kinds: ['statement'], status: 'implemented', room: 'tenancy/regulations', screen: '/rulebook',
    summary: { zh: '目的', en: 'Purpose' }, shortLabel: { zh: '目的', en: 'Purpose' },
    text: { zh: '提高服务质量，密切与客户的联系，树立公司形象，扩大市场。', en: 'Better service, closer contact with customers, a good image of the company, a growing market.' },
  },
  'DV-2': {
    kinds: ['guard'], status: 'implemented', room: 'distributor-visits/customers', screen: '/visit-customers',
    summary: { zh: '客户：经销商、零售商、委托加工工厂、消费者', en: 'Customers: distributors, retailers, processing factories, consumers' }, shortLabel: { zh: '客户范围', en: 'Customers' },
    text: { zh: '本办法所称客户，是经销商、零售商、委托加工工厂和消费者；巡访、客户卡和报告只对客户。', en: 'Customers are distributors, retailers, processing factories and consumers; visits, cards and reports are for customers alone.' },
  },
  'DV-3.1a': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/surveys', screen: '/visit-surveys',
    summary: { zh: '调查客户的经营项目', en: "The customer's lines of business surveyed" }, shortLabel: { zh: '经营项目', en: 'Business survey' },
    text: { zh: '巡访时调查客户经营哪些项目。', en: 'A visit surveys the lines of business that the customer carries on.' },
  },
  'DV-3.1b': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/surveys', screen: '/visit-surveys',
    summary: { zh: '调查库存、进货和销售', en: 'Stock, purchases and sales surveyed' }, shortLabel: { zh: '进销存', en: 'Stock and sales' },
    text: { zh: '巡访时调查客户的库存、进货和销售，按产品记数量和金额。', en: "A visit surveys the customer's stock, purchases and sales, in quantities and amounts by product." },
  },
  'DV-3.1c': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/opinions', screen: '/visit-opinions',
    summary: { zh: '收集分析意见、建议、希望和投诉', en: 'Opinions, suggestions, wishes and complaints collected and analysed' }, shortLabel: { zh: '客户意见', en: 'Opinions' },
    text: { zh: '收集并分析客户对本公司产品和其他公司产品的意见、建议、希望和投诉。', en: "Customers' criticism, suggestions, wishes and complaints about our own and other companies' products are collected and analysed." },
  },
  'DV-3.1d': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/intelligence', screen: '/visit-intelligence',
    summary: { zh: '收集行情、竞争对手动向和营销政策', en: "Market prices, competitors' moves and marketing policies gathered" }, shortLabel: { zh: '市场行情', en: 'Intelligence' },
    text: { zh: '收集市场行情、竞争对手动向和对客户有用的营销政策，提供给客户。', en: "Market prices, competitors' moves and marketing policies useful to the customer are gathered and passed on." },
  },
  'DV-3.2a': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/visits', screen: '/visits',
    summary: { zh: '讲解产品性能、特点、注意事项，指导技术', en: 'Performance, features, precautions explained; technical guidance' }, shortLabel: { zh: '产品讲解', en: 'Product explained' },
    text: { zh: '向客户讲解本公司产品的性能、特点和注意事项，给予技术指导。', en: "Our products' performance, features and precautions are explained to the customer, with technical guidance." },
  },
  'DV-3.2b': {
    kinds: ['obligation'], status: 'implemented', room: 'distributor-visits/inquiry-cards', screen: '/visit-customers/:id', parameters: ['dv.newCustomer.inquiryDays'],
    summary: { zh: '新客户登记后 30 天内征询意见', en: 'New customers asked by inquiry card within 30 days' }, shortLabel: { zh: '征询卡', en: 'Inquiry card' },
    text: { zh: '对新客户用征询卡征求意见。', en: 'New customers are asked for their opinion with inquiry cards.' },
  },
  'DV-3.3a': {
    kinds: ['obligation'], status: 'implemented', room: 'distributor-visits/appeals', screen: '/visit-opinions', parameters: ['dv.appeal.replyDays'],
    summary: { zh: '客户申诉 7 天内答复', en: "Customers' appeals answered within 7 days" }, shortLabel: { zh: '申诉答复', en: 'Appeal answered' },
    text: { zh: '处理客户的申诉，并加以指导。', en: "Customers' appeals are handled, with guidance." },
  },
  'DV-3.3b': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/events', screen: '/visit-events',
    summary: { zh: '为客户培训技术、提供技术服务', en: 'Technical training and service for customers' }, shortLabel: { zh: '技术培训', en: 'Training' },
    text: { zh: '为客户进行技术培训，提供技术服务。', en: 'Customers receive technical training and technical service.' },
  },
  'DV-3.3c': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/problems', screen: '/visit-problems',
    summary: { zh: '协助解决生产、管理、使用中的技术难题', en: 'Help with technical problems in production, management and use' }, shortLabel: { zh: '技术难题', en: 'Problems' },
    text: { zh: '协助客户解决生产、管理和使用中的技术难题。', en: 'Customers are helped to solve technical problems in production, management and use.' },
  },
  'DV-3.3d': {
    kinds: ['obligation', 'indicator'], status: 'implemented', room: 'distributor-visits/mailings', screen: '/visit-events', parameters: ['dv.newProduct.everyMonths'],
    summary: { zh: '定期或不定期提供新产品信息', en: 'New product information, at fixed times or as occasion arises' }, shortLabel: { zh: '新产品信息', en: 'Product news' },
    text: { zh: '定期或不定期向客户提供新产品的信息；公司定了间隔的，按间隔计时。', en: 'Customers are given new product information at fixed times or as occasion arises; a clock runs where the company has set an interval.' },
  },
  'DV-3.3e': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/events', screen: '/visit-events',
    summary: { zh: '举办技术讲座和培训班', en: 'Technical lectures and classes' }, shortLabel: { zh: '讲座培训班', en: 'Lectures' },
    text: { zh: '为客户举办技术讲座和培训班。', en: 'Technical lectures and classes are held for customers.' },
  },
  'DV-3.3f': {
    kinds: ['guard'], status: 'implemented', room: 'distributor-visits/items', screen: '/visit-gifts',
    summary: { zh: '提供样品、试用品、宣传品、礼品', en: 'Samples, trial goods, promotional material and gifts' }, shortLabel: { zh: '样品礼品', en: 'Samples, gifts' },
    text: { zh: '向客户提供样品、试用品、宣传品、礼品等；只发库存有的、预算内的，礼品另按规定审批。', en: 'Customers are given samples, trial goods, promotional material, gifts and the like, only from stock and within the budget; gifts need their approval too.' },
  },
  'DV-3.3g': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/events', screen: '/visit-events',
    summary: { zh: '与客户开展公关活动', en: 'Public relations with customers' }, shortLabel: { zh: '公关活动', en: 'Relations' },
    text: { zh: '与客户开展公共关系活动。', en: 'Public relations with customers are kept up.' },
  },
} satisfies Chapter;
