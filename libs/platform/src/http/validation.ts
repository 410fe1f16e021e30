import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { DAY, MONTH } from './days.ts';
import { refuse, type FieldError, type Text } from './problem.ts';

const text = (zh: string, en: string) => (): Text => ({ zh, en });

const date: Text = { zh: '应是日期，例如 2026-11-24', en: 'should be a date, e.g. 2026-11-24' };
const month: Text = { zh: '应是月份，例如 2026-11', en: 'should be a month, e.g. 2026-11' };
/** Words for the patterns that people meet; what does not fit any other is told without an example. */
const patterns: Record<string, Text> = {
  [String(DAY)]: date,
  [String(MONTH)]: month,
  [String(/^\+?[0-9][0-9 -]{4,19}$/)]: { zh: '应是电话号码', en: 'should be a phone number' },
};

/** Plain words per constraint, by class-validator's name and what the decorator was given: its own are English only. */
const words: Record<string, (given: unknown[]) => Text> = {
  isDefined: text('要填', 'is required'),
  isNotEmpty: text('不能空着', 'must not be empty'),
  isUuid: text('应是一个编号（uuid）', 'should be an id (uuid)'),
  isString: text('应是文字', 'should be text'),
  isInt: text('应是整数', 'should be a whole number'),
  isNumber: text('应是数字', 'should be a number'),
  isBoolean: text('应是 true 或 false', 'should be true or false'),
  isDate: text('应是时间', 'should be a time'),
  isIso8601: text('应是时间，例如 2026-11-24T08:30:00+08:00', 'should be a time, e.g. 2026-11-24T08:30:00+08:00'),
  isTimeZone: text('应是时区，例如 Asia/Shanghai', 'should be a time zone, e.g. Asia/Shanghai'),
  isEmail: text('应是邮箱地址', 'should be an e-mail address'),
  isUrl: text('应是网址', 'should be a web address'),
  isObject: text('应是一个对象', 'should be an object'),
  isArray: text('应是一个列表', 'should be a list'),
  nestedValidation: text('应是一个对象', 'should be an object'),
  unknownValue: text('内容不对', 'is not as described'),
  isIn: ([values]) => ({ zh: `只能是 ${(values as unknown[]).join('、')}`, en: `should be one of ${(values as unknown[]).join(', ')}` }),
  matches: ([pattern]) => patterns[String(pattern)] ?? { zh: '格式不对', en: 'has the wrong format' },
  min: ([least]) => ({ zh: `不能小于 ${String(least)}`, en: `must not be less than ${String(least)}` }),
  max: ([most]) => ({ zh: `不能大于 ${String(most)}`, en: `must not be more than ${String(most)}` }),
  isLength: ([least, most]) => (most === undefined ? atLeast(least) : least === 0 ? atMost(most) : least === most ? { zh: `应是 ${String(least)} 个字`, en: `should have ${String(least)} characters` } : { zh: `应是 ${String(least)} 到 ${String(most)} 个字`, en: `should have ${String(least)} to ${String(most)} characters` }),
  minLength: ([least]) => atLeast(least),
  maxLength: ([most]) => atMost(most),
  arrayMinSize: ([least]) => ({ zh: `至少 ${String(least)} 项`, en: `should have ${String(least)} or more entries` }),
  arrayMaxSize: ([most]) => ({ zh: `最多 ${String(most)} 项`, en: `should have ${String(most)} entries at most` }),
  arrayUnique: text('有重复的', 'has duplicates'),
};
const atLeast = (least: unknown): Text => ({ zh: `至少 ${String(least)} 个字`, en: `should have ${String(least)} or more characters` });
const atMost = (most: unknown): Text => ({ zh: `最多 ${String(most)} 个字`, en: `should have ${String(most)} characters at most` });

/** Whether a constraint of class-validator can be told in both languages. */
export const hasWords = (constraint: string): boolean => Object.hasOwn(words, constraint);

function messageOf(error: ValidationError, code: string): Text {
  if (code === 'whitelistValidation') return { zh: `没有这个字段：${error.property}`, en: `unknown field: ${error.property}` };
  if (error.value === undefined || error.value === null) return words.isDefined!([]);
  const rule = error.target && getMetadataStorage().getTargetValidationMetadatas(error.target.constructor, '', false, false).find((each) => each.propertyName === error.property && (each.name ?? each.type) === code);
  const said = words[code]?.(rule?.constraints ?? []) ?? { zh: '不对', en: error.constraints![code]! };
  return rule?.each && rule.name ? { zh: `每一项：${said.zh}`, en: `each entry: ${said.en}` } : said;
}

function fields(errors: ValidationError[], path: string): FieldError[] {
  return errors.flatMap((e) => {
    const field = path ? `${path}.${e.property}` : e.property;
    const own = Object.keys(e.constraints ?? {}).map((code) => ({ field, code, message: messageOf(e, code) }));
    return [...own, ...fields(e.children ?? [], field)];
  });
}

/** Bodies and queries become their DTO class; unknown fields and parameters are refused by name. */
export const validationPipe = (): ValidationPipe => new ValidationPipe({
  transform: true, whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, stopAtFirstError: true,
  transformOptions: { enableImplicitConversion: false },
  // The words ask the class what its decorators were given; neither leaves this file.
  validationError: { target: true, value: true },
  exceptionFactory: (errors) => refuse.fields(fields(errors, '')),
});
