// Invented households of the city of Jiangzhou (江州): for the demo, the sample call log and the load tests. Pure and seeded: row i of a
// unit depends on the seed, the unit's code and i alone, so that a longer list begins with the shorter one.

/** The seed of the demo; the sample call log in test/samples speaks of the same households. */
export const DEMO_SEED = 20261124;

/** The units of the demo company that have accounts; their ids are the demo's own. */
export const DEMO_UNITS = [
  { code: '0301', name: '城东分公司', district: '城东区' },
  { code: '0302', name: '城西分公司', district: '城西区' },
  { code: '0303', name: '江北分公司', district: '江北区' },
];

/** Households that each company of the demo has. */
export const DEMO_HOMES = 5_000;

/** The call-takers whose staff numbers stand in the sample call log. */
export const DEMO_AGENTS = [
  { staffNumber: '0108', name: '周敏' }, { staffNumber: '0111', name: '刘佳' }, { staffNumber: '0115', name: '陈雨晴' },
];

const SURNAMES = [...'王王王李李李张张张刘刘陈陈陈杨杨赵赵黄黄周周吴吴徐徐孙孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛阎段雷', '欧阳', '上官'];
const GIVEN = [...'伟芳敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰英华玉萍红玲芬建国志远立新海峰晓东文博宇轩梓涵欣怡俊熙雨晴思远佳春梅秀珍淑贞庆生福林德胜云飞鹏程凯瑞晨曦嘉琪若彤子墨浩然诗雅'];
const PLACES = ['锦绣', '翠屏', '滨江', '云溪', '望江', '碧水', '金桂', '明珠', '和平', '朝阳', '凤凰', '东湖', '西山', '梧桐', '紫荆', '文昌', '青云', '长青', '龙泉', '玉泉', '丰和', '盛世', '阳光', '兰亭'];
const KINDS_OF_ESTATE = ['花园', '家园', '小区', '新村', '里', '苑', '公寓', '一号', '名邸', '雅居'];
const KINDS_OF_ROAD = ['路', '街', '大道', '巷'];
const MOBILE = ['130', '135', '136', '137', '138', '139', '150', '151', '152', '158', '159', '177', '180', '186', '187', '188', '189', '199'];
const RELATIONS = ['女儿', '儿子', '配偶', '配偶', '父亲', '母亲', '房东', '租客'];
const SPECIAL_CARE = [
  { kind: '独居老人', note: '耳背，敲门请用力', source: '社区来函' }, { kind: '独居老人', note: '白天在家，女儿代办', source: '社区来函' },
  { kind: '残疾人家庭', note: '坐轮椅，上门办理', source: '残联名单' }, { kind: '行动不便', note: '三楼无电梯，上门办理', source: '本人申请' },
  { kind: '听障人士', note: '短信联系，不打电话', source: '本人申请' },
];
const TRADES = ['面馆', '酒店', '幼儿园', '饭店', '烘焙坊', '火锅店', '洗衣店', '食堂'];
const WORKS = ['玻璃制品有限公司', '机械有限公司', '食品有限公司', '印染有限公司', '陶瓷有限公司'];
const MODELS = { resident: ['G2.5 膜式表', 'G2.5 物联网表', 'G4 物联网表'], commercial: ['G10 膜式表', 'G16 物联网表'], industrial: ['LLQ-80 罗茨表', 'LWQ-100 涡轮表'], heating: ['LLQ-50 罗茨表'] };
/** Households of one estate: 20 buildings, 3 entrances, 18 floors, 2 homes a floor. */
const HOMES = 20 * 3 * 18 * 2;

/** @typedef {{number: string, holderName: string, phone: string, contacts: {name: string, relation: string, phone: string}[], address: string, unitId?: string,
 *   category: string, gasType: string, gasState: string, meterNumber: string, meterModel: string,
 *   specialCare?: {kind: string, note: string, source: string, consentBy: string, consentAt: string}}} Household */

/**
 * `count` households of a unit as rows for POST /v1/utility-care/accounts/bulk, from row `from` on.
 * @param {number} seed
 * @param {{id?: string, code: string, district?: string}} unit `code`: four digits, first part of the account numbers
 * @param {number} count
 * @returns {Household[]}
 */
export function households(seed, unit, count, from = 0) {
  const district = unit.district ?? '城东区';
  return Array.from({ length: count }, (_, k) => household(seed, unit, district, from + k));
}

function household(seed, unit, district, i) {
  const random = randomOf(`${seed}/${unit.code}/${i}`);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const kind = random();
  const category = kind < 0.93 ? 'resident' : kind < 0.985 ? 'commercial' : kind < 0.993 ? 'industrial' : 'heating';
  const isHome = category === 'resident';
  const place = placeOf(unit.code, i);
  const holderName = isHome ? person(pick, random) : business(category, place, pick, random);
  const state = random();
  return {
    number: `${unit.code}-${101 + (Math.floor(i / 500) % 899)}-${String((i * 37 + 20462) % 100_000).padStart(5, '0')}`,
    holderName,
    phone: isHome || random() < 0.4 ? mobile(pick, random) : `0571-8${digits(random, 7)}`,
    contacts: random() < (isHome ? 0.3 : 0.6) ? [{ name: person(pick, random), relation: isHome ? pick(RELATIONS) : '经办人', phone: mobile(pick, random) }] : [],
    address: isHome ? `${district}${place.road}${place.roadNumber}号${place.estate}${place.building}栋${place.entrance}单元${place.room}室` : `${district}${place.road}${place.roadNumber}号`,
    ...(unit.id && { unitId: unit.id }),
    category,
    gasType: isHome && random() < 0.03 ? 'lpg' : 'natural_gas',
    gasState: state < 0.97 ? 'active' : state < 0.99 ? 'stopped' : 'pending',
    meterNumber: `${isHome ? 'JG' : 'SG'}${20 + Math.floor(random() * 6)}${unit.code}${String(i).padStart(7, '0')}`,
    meterModel: pick(MODELS[category]),
    ...(isHome && random() < 0.03 && { specialCare: { ...pick(SPECIAL_CARE), consentBy: holderName, consentAt: `2026-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}T02:00:00Z` } }),
  };
}

/** Where household i lives: scattered over the estates of the unit, each home once. */
function placeOf(code, i) {
  const offset = hash(code);
  const estates = PLACES.length * KINDS_OF_ESTATE.length;
  // The factor is prime to the number of homes, so the walk visits each one before it comes back.
  const home = (i * 206_369 + (offset % 997)) % (estates * HOMES);
  const estate = Math.floor(home / HOMES);
  const within = home % HOMES;
  const name = PLACES[(estate + offset) % PLACES.length];
  return {
    name, estate: `${name}${KINDS_OF_ESTATE[estate % KINDS_OF_ESTATE.length]}`,
    road: `${PLACES[(estate * 5 + offset) % PLACES.length]}${KINDS_OF_ROAD[estate % KINDS_OF_ROAD.length]}`, roadNumber: 1 + ((estate * 13 + offset) % 280),
    building: 1 + (within % 20), entrance: 1 + (Math.floor(within / 20) % 3), room: (1 + (Math.floor(within / 60) % 18)) * 100 + 1 + Math.floor(within / 1080),
  };
}

const person = (pick, random) => `${pick(SURNAMES)}${pick(GIVEN)}${random() < 0.7 ? pick(GIVEN) : ''}`;
const business = (category, place, pick, random) => (category === 'commercial' ? `${random() < 0.5 ? place.name : `${pick(SURNAMES)}记`}${pick(TRADES)}` : category === 'industrial' ? `江州${place.name}${pick(WORKS)}` : `${place.estate}换热站`);
const digits = (random, count) => String(Math.floor(random() * 10 ** count)).padStart(count, '0');
const mobile = (pick, random) => `${pick(MOBILE)}${digits(random, 8)}`;

/** FNV-1a: spreads a text over 32 bits. */
function hash(text) {
  let h = 2166136261;
  for (const character of text) h = Math.imul(h ^ character.codePointAt(0), 16777619);
  return h >>> 0;
}

/** A small random number generator (mulberry32) that starts from a text: the same text, the same numbers from 0 up to 1. */
export function randomOf(text) {
  let state = hash(text);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
