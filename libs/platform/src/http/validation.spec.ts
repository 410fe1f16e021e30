import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay } from './days.ts';
import { Problem } from './problem.ts';
import { validationPipe } from './validation.ts';

class Entry {
  @IsString() @Length(2, 5) word: string;
}
class Base {
  @IsOptional() @IsString() @MaxLength(3) note?: string;
}
class Thing extends Base {
  @IsString() @Length(1, 60) name: string;
  @IsOptional() @IsInt() @Min(1) @Max(720) hours?: number;
  @IsOptional() @IsIn(['a', 'b']) side?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(2) @IsDay({ each: true }) days?: string[];
  @IsOptional() @Matches(/^[A-Z]+$/) code?: string;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Entry) entries?: Entry[];
}

const saysTo = async (body: unknown) => {
  const refused = await validationPipe().transform(body, { type: 'body', metatype: Thing }).catch((error: unknown) => error);
  if (!(refused instanceof Problem)) throw new Error('not refused');
  return refused.options.errors!.map(({ field, message }) => [field, message.zh, message.en]);
};

test.each<[body: object, field: string, zh: string, en: string]>([
  [{}, 'name', '要填', 'is required'],
  [{ name: null }, 'name', '要填', 'is required'],
  [{ name: '' }, 'name', '应是 1 到 60 个字', 'should have 1 to 60 characters'],
  [{ name: 'x', note: 'long' }, 'note', '最多 3 个字', 'should have 3 characters at most'],
  [{ name: 'x', hours: 0 }, 'hours', '不能小于 1', 'must not be less than 1'],
  [{ name: 'x', hours: 721 }, 'hours', '不能大于 720', 'must not be more than 720'],
  [{ name: 'x', side: 'c' }, 'side', '只能是 a、b', 'should be one of a, b'],
  [{ name: 'x', days: ['2026-11-24', 'x'] }, 'days', '每一项：应是日期，例如 2026-11-24', 'each entry: should be a date, e.g. 2026-11-24'],
  [{ name: 'x', days: ['2026-11-24', '2026-11-25', '2026-11-26'] }, 'days', '最多 2 项', 'should have 2 entries at most'],
  [{ name: 'x', code: 'a' }, 'code', '格式不对', 'has the wrong format'],
  [{ name: 'x', entries: [{ word: 'x' }] }, 'entries.0.word', '应是 2 到 5 个字', 'should have 2 to 5 characters'],
  [{ name: 'x', entries: ['x'] }, 'entries.0', '应是一个对象', 'should be an object'],
  [{ name: 'x', other: 1 }, 'other', '没有这个字段：other', 'unknown field: other'],
])('what is wrong with %j is said in both languages', async (body, ...said) => {
  expect(await saysTo(body)).toEqual([said]);
});
