import { buildApp } from '../../constructs';
import { strategicMerge } from '../../formats';
import { stageOf } from '../../model/objects/kinds';
import { compiled, shop, withValues } from '../support/shop';

/** Names that every object of JavaScript has a member of. */
const members = ['constructor', 'toString', 'valueOf', 'hasOwnProperty'];

describe('a name that is also a member of every object', () => {
  test.each(members)('is a kind of a carried object as any other: %s', (kind) => {
    const object = { apiVersion: 'example.com/v1', kind, metadata: { name: 'a' }, spec: { rules: [{ host: 'shop.example.com' }] } };
    const { diagnostics, platforms } = compiled({ ...shop(), manifests: { own: [object] } });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(stageOf(object)).toBe('workload');
    for (const platform of platforms) expect(() => buildApp(platform, { write: () => undefined }).render()).not.toThrow();
  });

  test.each(members)('is a field of a patch as any other: %s', (field) => {
    expect(strategicMerge({ [field]: [1] }, { [field]: [2] })).toEqual({ [field]: [2] });
  });

  test.each(members)('is a Secret or a key without a value as any other: %s', (name) => {
    const set = { 'registry.orders.extraEnv': { TOKEN_FILE: { secret: name, key: name } } };
    const { diagnostics } = compiled(withValues(shop('dev'), set));
    const found = diagnostics.map(({ code }) => code);
    const other = compiled(withValues(shop('dev'), { 'registry.orders.extraEnv': { TOKEN_FILE: { secret: 'other', key: 'other' } } }));
    expect(found).toEqual(other.diagnostics.map(({ code }) => code));
  });
});
