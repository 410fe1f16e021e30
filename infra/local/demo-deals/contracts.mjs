// Contracts that the invented companies of a property group signed: who, what, for how much. Pure and seeded, as the households are.
import { randomOf } from '../demo-households.mjs';
import { random } from '../random.mjs';

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛阎段雷'];
const GIVEN = [...'伟芳敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰英华玉萍红玲芬建国志远立新海峰晓东文博宇轩梓涵欣怡俊熙雨晴思佳春梅秀珍淑贞庆生福林德胜云飞鹏程凯瑞晨曦嘉琪彤浩然诗雅'];
const MOBILE = ['130', '135', '136', '138', '139', '150', '151', '158', '159', '177', '186', '188', '189'];
const ESTATES = ['滨江一号', '学府名苑', '翠屏花园', '云溪雅居', '望江新村', '金桂里', '明珠公寓', '东湖名邸', '梧桐苑', '凤凰家园', '紫荆小区', '长青里', '玉泉公馆', '海棠湾', '盛世华庭'];
const ROADS = ['滨江路', '学府路', '翠屏街', '解放路', '人民东路', '湖滨大道', '文昌街', '望江路', '中山路', '青云路'];
const FIRMS = ['贸易有限公司', '餐饮管理有限公司', '教育咨询有限公司', '信息技术有限公司'];
const BANKS = ['中国银行滨江支行', '工商银行学府路支行', '建设银行文昌支行', '招商银行湖滨支行', '农业银行望江支行'];

/** @typedef {{number: number, kind: 'mortgage'|'full_payment'|'lease', body: object, price: number, loan: number, deposit: number, tax: number, seed: number, bank: string, gasAccount: string}} Contract amounts in yuan; `tax`: what the buyer owes the tax office */

/**
 * Contract `i` of a company depends on the seed, its code and `i` alone.
 * @param {number} seed
 * @param {{code: string, city: string, districts: string[], homes?: {number: string, holderName: string, phone: string, address: string, category: string}[]}} of `homes`: households of a gas company, whose flats are sold first
 * @returns {Contract}
 */
export function contractOf(seed, of, i) {
  const next = randomOf(`${seed}/${of.code}/${i}`);
  const dice = random(Math.floor(next() * 2 ** 31));
  const kind = dice.weighted({ mortgage: 42, full_payment: 30, lease: 28 });
  const home = of.homes?.[i];
  const [estate, building, room] = [dice.pick(ESTATES), dice.between(1, 22), dice.between(1, 18) * 100 + dice.between(1, 4)];
  const address = home?.address ?? `${dice.pick(of.districts)}${dice.pick(ROADS)}${dice.between(1, 260)}号${estate}${building}栋${room}室`;
  const area = dice.between(4_200, 16_800) / 100;
  const price = kind === 'lease' ? dice.between(12, 90) * 100 : Math.round((area * dice.between(9_000, 32_000)) / 10_000) * 10_000;
  const commission = kind === 'lease' ? price / 2 : price / 100;
  const party = (side, known) => ({ side, name: known?.holderName ?? nameOf(dice), idKind: 'id_card', idNumber: idNumber(dice), phone: known?.phone ?? mobile(dice), ...(dice.chance(0.3) && { email: `client${dice.between(1000, 9999)}@example.com` }) });
  const seller = party('seller', home);
  const buyer = dice.chance(kind === 'lease' ? 0.15 : 0.03)
    ? { side: 'buyer', name: `${of.city}${dice.pick(ESTATES).slice(0, 2)}${dice.pick(FIRMS)}`, idKind: 'business_licence', idNumber: `91330100MA${dice.between(10_000_000, 99_999_999)}`, phone: mobile(dice) } : party('buyer');
  // Somebody who lives elsewhere is acted for: that takes a notarised power of attorney (PB-4.2).
  if (dice.chance(0.08)) seller.representative = { name: `${seller.name.slice(0, 1)}${dice.pick(GIVEN)}`, phone: mobile(dice), idNumber: idNumber(dice) };
  const [deposit, loan] = kind === 'lease' ? [price, 0] : [Math.max(20_000, Math.round(price / 500_000) * 20_000), kind === 'mortgage' ? Math.round((price * dice.between(50, 68)) / 100 / 10_000) * 10_000 : 0];
  // Deed tax on the price without VAT: 1 % of a flat up to 140 m², 1.5 % of a larger one, to the fen.
  const tax = kind === 'lease' ? 0 : Math.round((price / 1.05) * (area > 140 ? 1.5 : 1)) / 100;
  return {
    number: i, kind, price, loan, deposit, tax, seed: dice.between(1, 2 ** 31), bank: dice.pick(BANKS), gasAccount: home?.number ?? `${of.code}-${dice.between(101, 899)}-${dice.between(10_000, 99_999)}`,
    body: {
      business: kind === 'lease' ? 'lease' : 'sale', ...(kind !== 'lease' && { payment: kind }), title: home ? home.address.replace(/^.*?号/, '').slice(0, 40) : `${estate} ${building} 栋 ${room}`, city: of.city,
      property: { address, certificateNumber: dice.chance(0.93) ? `${of.city}不动产权第 ${String(dice.between(10_000, 999_999)).padStart(7, '0')} 号` : null, areaSquareMetres: area },
      price: yuan(price), commissionSeller: yuan(kind === 'lease' || dice.chance(0.3) ? commission : 0), commissionBuyer: yuan(commission),
      ...(kind === 'lease' && { utilities: dice.chance(0.35) ? ['gas'] : dice.chance(0.3) ? ['water', 'power'] : [] }), parties: [seller, buyer],
    },
  };
}

export const yuan = (amount) => amount.toFixed(2);
const mobile = (dice) => `${dice.pick(MOBILE)}${String(dice.between(0, 99_999_999)).padStart(8, '0')}`;
const nameOf = (dice) => `${dice.pick(SURNAMES)}${dice.pick(GIVEN)}${dice.chance(0.7) ? dice.pick(GIVEN) : ''}`;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** Invented, with the check digit that a form asks for (GB 11643). */
function idNumber(dice) {
  const two = (n) => String(n).padStart(2, '0');
  const digits = `330199${dice.between(1948, 2004)}${two(dice.between(1, 12))}${two(dice.between(1, 28))}${String(dice.between(0, 999)).padStart(3, '0')}`;
  const sum = [...digits].reduce((all, digit, i) => all + Number(digit) * WEIGHTS[i], 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
}
