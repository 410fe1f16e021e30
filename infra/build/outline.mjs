// Makes gateway/console/src/components/map/china-outline.json from the map of Apache ECharts 4.9.0 (Apache-2.0), whose provinces come in its
// own compressed form. Run again only when the outline is to change: `npm pack echarts@4.9.0`, unpack it, `node infra/build/outline.mjs package/map/json/china.json`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Degrees that a corner may lie beside the line of its neighbours: some two kilometres, less than a pixel of the whole country. */
const TOLERANCE = 0.02;
/** Of what is kept: a hundredth of a degree. */
const UNITS = 100;
/** Islands smaller than this many square degrees are dropped, save those of provinces that are nothing but small. */
const SMALLEST = 0.004;
const ENGLISH = {
  台湾: 'Taiwan', 河北: 'Hebei', 山西: 'Shanxi', 内蒙古: 'Inner Mongolia', 辽宁: 'Liaoning', 吉林: 'Jilin', 黑龙江: 'Heilongjiang', 江苏: 'Jiangsu', 浙江: 'Zhejiang', 安徽: 'Anhui', 福建: 'Fujian', 江西: 'Jiangxi', 山东: 'Shandong', 河南: 'Henan', 湖北: 'Hubei', 湖南: 'Hunan', 广东: 'Guangdong',
  广西: 'Guangxi', 海南: 'Hainan', 四川: 'Sichuan', 贵州: 'Guizhou', 云南: 'Yunnan', 西藏: 'Tibet', 陕西: 'Shaanxi', 甘肃: 'Gansu', 青海: 'Qinghai', 宁夏: 'Ningxia', 新疆: 'Xinjiang', 北京: 'Beijing', 天津: 'Tianjin', 上海: 'Shanghai', 重庆: 'Chongqing', 香港: 'Hong Kong', 澳门: 'Macao',
};

/** ECharts: zigzag differences, 1024 to a degree, one character each. */
function decode(text, [x0, y0]) {
  const ring = [];
  let [x, y] = [x0, y0];
  const step = (at) => {
    const value = text.charCodeAt(at) - 64;
    return (value >> 1) ^ -(value & 1);
  };
  for (let at = 0; at < text.length; at += 2) {
    x += step(at);
    y += step(at + 1);
    ring.push([x / 1024, y / 1024]);
  }
  return ring;
}

const areaOf = (ring) => Math.abs(ring.reduce((sum, [x, y], at) => { const [x2, y2] = ring[(at + 1) % ring.length]; return sum + x * y2 - x2 * y; }, 0)) / 2;

/** Douglas and Peucker. */
function simplify(line) {
  if (line.length < 3) return line;
  const [[x1, y1], [x2, y2]] = [line[0], line.at(-1)];
  const length = Math.hypot(x2 - x1, y2 - y1);
  let far = 0;
  let at = 0;
  for (let each = 1; each < line.length - 1; each += 1) {
    const [x, y] = line[each];
    const beside = length === 0 ? Math.hypot(x - x1, y - y1) : Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length;
    if (beside > far) [far, at] = [beside, each];
  }
  return far <= TOLERANCE ? [line[0], line.at(-1)] : [...simplify(line.slice(0, at + 1)).slice(0, -1), ...simplify(line.slice(at))];
}

/** First corner, then differences, all whole numbers. */
function packed(ring) {
  let [x, y] = [0, 0];
  return ring.flatMap(([lon, lat]) => {
    const [nextX, nextY] = [Math.round(lon * UNITS), Math.round(lat * UNITS)];
    const step = [nextX - x, nextY - y];
    [x, y] = [nextX, nextY];
    return step;
  });
}

const { features } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const provinces = features.map(({ properties: { name, cp }, geometry: { type, coordinates, encodeOffsets } }) => {
  const rings = (type === 'Polygon' ? [coordinates] : coordinates).flatMap((polygon, n) => polygon.map((text, k) => decode(text, (type === 'Polygon' ? [encodeOffsets] : encodeOffsets)[n][k])));
  const biggest = Math.max(...rings.map(areaOf));
  const kept = rings.filter((ring) => areaOf(ring) >= Math.min(SMALLEST, biggest));
  if (!ENGLISH[name]) throw new Error(`no English name of ${name}`);
  return { zh: name, en: ENGLISH[name], at: cp.map((each) => Math.round(each * UNITS)), rings: kept.map((ring) => packed(simplify(ring))).filter((ring) => ring.length >= 6) };
});
// The islands of the South China Sea stand in a frame of their own, as ECharts draws them beside the coast.
const [LON, LAT] = [126, 25];
const FRAME = [
  [[0, 3.5], [7, 11.2], [15, 11.9], [30, 7], [42, 0.7], [52, 0.7], [56, 7.7], [59, 0.7], [64, 0.7], [64, 0], [5, 0], [0, 3.5]], [[13, 16.1], [19, 14.7], [16, 21.7], [11, 23.1], [13, 16.1]], [[12, 32.2], [14, 38.5], [15, 38.5], [13, 32.2], [12, 32.2]], [[16, 47.6], [12, 53.2], [13, 53.2], [18, 47.6], [16, 47.6]],
  [[6, 64.4], [8, 70], [9, 70], [8, 64.4], [6, 64.4]], [[23, 82.6], [29, 79.8], [30, 79.8], [25, 82.6], [23, 82.6]], [[37, 70.7], [43, 62.3], [44, 62.3], [39, 70.7], [37, 70.7]], [[48, 51.1], [51, 45.5], [53, 45.5], [50, 51.1], [48, 51.1]], [[51, 35], [51, 28.7], [53, 28.7], [53, 35], [51, 35]],
  [[52, 22.4], [55, 17.5], [56, 17.5], [53, 22.4], [52, 22.4]], [[58, 12.6], [62, 7], [63, 7], [60, 12.6], [58, 12.6]], [[0, 3.5], [0, 93.1], [64, 93.1], [64, 0], [63, 0], [63, 92.4], [1, 92.4], [1, 3.5], [0, 3.5]],
];
provinces.push({ zh: '南海诸岛', en: 'South China Sea Islands', at: [12905, 1800], rings: FRAME.map((ring) => packed(ring.map(([x, y]) => [LON + x / 10.5, LAT - (y * 0.75) / 10.5]))) });
const target = join(fileURLToPath(new URL('../..', import.meta.url)), 'gateway/console/src/components/map/china-outline.json');
writeFileSync(target, `${JSON.stringify(provinces).replaceAll('},{', '},\n{')}\n`);
console.log(`${provinces.length} provinces, ${provinces.flatMap(({ rings }) => rings).length} rings, ${provinces.flatMap(({ rings }) => rings).flat().length / 2} corners`);
