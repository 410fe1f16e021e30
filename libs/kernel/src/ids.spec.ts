import { v5 } from 'uuid';
import { derivedId, isId } from './ids.ts';

test('a derived id is the uuid v5 of its parts, whatever the parts are', () => {
  for (const parts of [[''], ['a', 'b'], ['01890a5d-ac96-774b-bcce-b302099a8057', 'OC-3.1.3', '', '2026-W07'], ['气', '阀门井'], ['x'.repeat(1_000)]]) {
    expect(derivedId(...parts)).toBe(v5(parts.join('/'), '7c1e7a52-5d0b-4c55-9d5a-3f6a1d0b9c11'));
    expect(isId(derivedId(...parts))).toBe(true);
  }
});
