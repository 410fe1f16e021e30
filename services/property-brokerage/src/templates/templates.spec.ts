import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';
import { DEFAULT_DOCUMENTS, DEFAULT_STEPS } from './default-templates.ts';
import { editionFor, faultsOf, looserThan } from './templates.rules.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const edition = (id: string, city: string, from: string, withdrawnAt: Date | null = null) => ({ id, kind: 'mortgage', city, edition: 1, effectiveFrom: day(from), withdrawnAt });

describe('PB-4.5b the rules of a template', () => {
  test("PB-4.5b a deal takes its city's own before the general one, the latest in force on its day, and none that was withdrawn", () => {
    const all = [edition('all-1', '', '2026-01-01'), edition('all-2', '', '2026-06-01'), edition('jz-1', '江州', '2026-03-01'), edition('jz-2', '江州', '2026-09-01'), edition('gone', '江州', '2026-04-01', day('2026-04-02'))];
    const at = (city: string, on: string) => editionFor(all, 'mortgage', city, day(on))?.id;
    expect([at('江州', '2026-02-01'), at('江州', '2026-03-01'), at('江州', '2026-08-31'), at('江州', '2026-09-01'), at('海州', '2026-09-01'), at('海州', '2025-12-31')]).toEqual(['all-1', 'jz-1', 'jz-1', 'jz-2', 'all-2', undefined]);
    expect(editionFor(all, 'lease', '江州', day('2026-09-01'))).toBeUndefined();
  });

  test('PB-4.5b a step named twice, no required step and no document are faults, each with its field', () => {
    const step = (key: string, required = true) => ({ key, required, guide: null });
    expect(faultsOf({ steps: [step('tax'), step('title'), step('tax')], documents: [{ key: 'f2' }, { key: 'f2' }] }).map((f) => `${f.field} ${f.code}`)).toEqual(['steps.2.key duplicate', 'documents.1.key duplicate']);
    expect(faultsOf({ steps: [step('tax', false)], documents: [] }).map((f) => `${f.field} ${f.code}`)).toEqual(['steps nothing_required', 'documents empty']);
  });

  test('PB-4.2, PB-4.5b what is dropped or loosened is named; what is added, asked of more people or required besides is not', () => {
    const floor = { steps: DEFAULT_STEPS.mortgage, documents: DEFAULT_DOCUMENTS };
    const said = (own: Partial<typeof floor>) => looserThan(floor, { ...floor, ...own }).map((f) => `${f.field} ${f.code} ${f.message.zh}`);
    const documents = (key: string, more: object) => floor.documents.map((d) => (d.key === key ? { ...d, ...more } : d));
    const steps = (key: string, more: object) => floor.steps.map((s) => (s.key === key ? { ...s, ...more } : s));
    expect(said({ documents: floor.documents.filter((d) => d.key !== 'f2') })).toEqual(['documents dropped “租售业务成交报告（F2）”不能去掉']);
    expect(said({ documents: documents('id_copy', { of: 'buyer' }) })).toEqual(['documents loosened “身份证复印件”不能放宽']);
    expect(said({ documents: documents('id_copy', { needed: 'represented' }) })).toEqual(['documents loosened “身份证复印件”不能放宽']);
    expect(said({ documents: documents('title_certificate', { of: 'each_party', needed: 'always' }) })).toEqual([]);
    expect(said({ steps: floor.steps.filter((s) => s.key !== 'tax') })).toEqual(['steps dropped “缴税”必办，不能去掉']);
    expect(said({ steps: steps('tax', { required: false }) })).toEqual(['steps loosened “缴税”必办，不能改成可不办']);
    expect(said({ steps: steps('tax', { clientPresent: false }) })).toEqual(['steps loosened “缴税”要陪同客户，不能免']);
    expect(said({ steps: floor.steps.filter((s) => s.required).map((s) => ({ ...s, clientPresent: true })).toReversed() })).toEqual([]);
  });

  test.each(Object.keys(DEFAULT_STEPS) as (keyof typeof DEFAULT_STEPS)[])('PB-4.5b what every tenant starts with for %s is sound, and each step links its guide', (kind) => {
    expect(faultsOf({ steps: DEFAULT_STEPS[kind], documents: DEFAULT_DOCUMENTS })).toEqual([]);
    expect(DEFAULT_STEPS[kind].filter((s) => !s.guide)).toEqual([]);
    expect(DEFAULT_STEPS[kind].some((s) => s.key === 'title_transfer')).toBe(kind !== 'lease');
  });
});

describe('PB-4.5b templates of a tenant', () => {
  let stage: Running;
  let east: Brokerage;
  let west: Brokerage;
  beforeAll(async () => {
    stage = await startBrokerage();
    [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
  }, 60_000);
  afterAll(() => stage.stop());

  const body = (more: object = {}) => ({ kind: 'mortgage', city: '江州', steps: DEFAULT_STEPS.mortgage.slice(0, 5), documents: DEFAULT_DOCUMENTS, reason: '登记中心新流程', ...more });

  test('PB-4.5b a deal keeps the edition it started with when the next is published; another tenant has its own', async () => {
    const { supervisor, agent } = stage.staff(east);
    const before = await stage.signed(east);
    expect(before).toMatchObject({ templateId: null, templateEdition: 0 });
    const { status, body: list } = await supervisor.send('POST', 'deal-templates', body());
    expect([status, list.items[0]]).toMatchObject([201, { city: '江州', edition: 1, inForce: true, runningDeals: 0 }]);
    const after = await stage.signed(east);
    expect(after).toMatchObject({ templateId: list.items[0].id, templateEdition: 1 });
    expect((await agent.get(`deals/${before.id}`)).body).toMatchObject({ templateEdition: 0 });
    expect(await stage.signed(east, { city: '海州' })).toMatchObject({ templateEdition: 0 });
    expect((await stage.staff(west).supervisor.get('deal-templates')).body.items.map((t: { id: string | null }) => t.id)).toEqual([null, null, null]);
    // Taken back, it would leave the deal without its steps.
    const steps = async () => (await agent.get(`deals/${after.id}/steps`)).body;
    const owned = await steps();
    expect(await supervisor.send('DELETE', `deal-templates/${list.items[0].id}`)).toMatchObject({ status: 422, body: { clause: 'PB-4.5b', code: 'template_in_use', errors: [{ field: 'runningDeals', code: 'template_in_use' }] } });
    expect((await supervisor.get('deal-templates')).body.items[0]).toMatchObject({ id: list.items[0].id, inForce: true, runningDeals: 1 });
    // Nor does one that drops its steps change anything about it.
    expect((await supervisor.send('POST', 'deal-templates', body({ steps: DEFAULT_STEPS.mortgage.slice(0, 1) }))).status).toBe(201);
    expect(await steps()).toEqual({ ...owned, newerEdition: 2 });
    expect((await agent.get(`deals/${after.id}`)).body).toMatchObject({ templateEdition: 1 });
    expect((await stage.staff(west).supervisor.send('DELETE', `deal-templates/${list.items[0].id}`)).status).toBe(404);
  });

  test("PB-4.2, PB-4.5b no edition drops a document of the rulebook, and a city's asks for no less than the company's own general one", async () => {
    const at = await stage.company('津州置业');
    const { supervisor } = stage.staff(at);
    expect((await supervisor.send('POST', 'deal-templates', body({ documents: DEFAULT_DOCUMENTS.slice(1) }))).body).toMatchObject({ status: 400, clause: 'PB-4.2', errors: [{ field: 'documents', code: 'dropped' }] });
    // Without a general edition of the company's own a city goes its own way.
    expect((await supervisor.send('POST', 'deal-templates', body())).status).toBe(201);
    const general = { city: undefined, steps: DEFAULT_STEPS.mortgage.filter((s) => s.key !== 'online_signing') };
    expect((await supervisor.send('POST', 'deal-templates', body(general))).status).toBe(201);
    const later = { effectiveFrom: '2026-10-01T00:00:00.000Z' };
    const refused = (await supervisor.send('POST', 'deal-templates', body(later))).body;
    expect([refused.clause, refused.errors.map((e: { code: string }) => e.code)]).toEqual(['PB-4.5b', ['dropped', 'dropped', 'dropped']]);
    expect((await supervisor.send('POST', 'deal-templates', body({ ...later, steps: DEFAULT_STEPS.mortgage, documents: [...DEFAULT_DOCUMENTS, { ...DEFAULT_DOCUMENTS[0], key: 'hukou' }] }))).status).toBe(201);
  });

  test('PB-4.5b an edition for later rules later, can be taken back, and none begins in the past or beside another', async () => {
    const { supervisor, agent } = stage.staff(west);
    const later = body({ kind: 'lease', city: '', steps: DEFAULT_STEPS.lease, effectiveFrom: '2026-10-01T00:00:00.000Z' });
    const made = (await supervisor.send('POST', 'deal-templates', later)).body.items[0];
    expect(made).toMatchObject({ kind: 'lease', edition: 1, inForce: false });
    expect((await supervisor.send('POST', 'deal-templates', later)).body).toMatchObject({ status: 409, code: 'template_overlaps', clause: 'PB-4.5b' });
    expect((await supervisor.send('POST', 'deal-templates', { ...later, effectiveFrom: '2026-09-01T00:00:00.000Z' })).body.errors).toMatchObject([{ field: 'effectiveFrom', code: 'past' }]);
    expect((await supervisor.send('POST', 'deal-templates', { ...later, steps: [] })).body.errors).toMatchObject([{ field: 'steps', code: 'nothing_required' }]);
    expect((await agent.send('POST', 'deal-templates', later)).body).toMatchObject({ status: 403, permission: 'dealTemplate.write' });
    expect(await supervisor.send('DELETE', `deal-templates/${made.id}`)).toMatchObject({ status: 200, body: { items: [{ id: made.id, inForce: false, withdrawnAt: expect.any(String) }, {}, {}, {}] } });
    await stage.moveTo(west, '2026-10-02T00:00:00.000Z');
    expect(await stage.signed(west, { business: 'lease', payment: null })).toMatchObject({ templateEdition: 0 });
  });
});
