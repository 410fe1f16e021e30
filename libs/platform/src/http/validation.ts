import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { refuse, type FieldError, type Text } from './problem.ts';

/** Plain words per constraint; the rest falls back to class-validator's own English. */
const words: Record<string, (e: ValidationError) => Text> = {
  whitelistValidation: (e) => ({ zh: `没有这个字段：${e.property}`, en: `unknown field: ${e.property}` }),
  isUuid: () => ({ zh: '应是一个编号（uuid）', en: 'should be an id (uuid)' }),
  isNotEmpty: () => ({ zh: '不能空着', en: 'must not be empty' }),
  isString: () => ({ zh: '应是文字', en: 'should be text' }),
  isInt: () => ({ zh: '应是整数', en: 'should be a whole number' }),
  isBoolean: () => ({ zh: '应是 true 或 false', en: 'should be true or false' }),
  isIso8601: () => ({ zh: '应是时间，例如 2026-11-24T08:30:00+08:00', en: 'should be a time, e.g. 2026-11-24T08:30:00+08:00' }),
};

function fields(errors: ValidationError[], path: string): FieldError[] {
  return errors.flatMap((e) => {
    const field = path ? `${path}.${e.property}` : e.property;
    const own = Object.entries(e.constraints ?? {}).map(([code, message]) => ({ field, code, message: words[code]?.(e) ?? { zh: message, en: message } }));
    return [...own, ...fields(e.children ?? [], field)];
  });
}

/** Bodies and queries become their DTO class; unknown fields and parameters are refused by name. */
export const validationPipe = (): ValidationPipe => new ValidationPipe({
  transform: true, whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, stopAtFirstError: true,
  transformOptions: { enableImplicitConversion: false },
  exceptionFactory: (errors) => refuse.fields(fields(errors, '')),
});
