import fc from 'fast-check';
import { closestName } from '../../diagnostics/closest-name';

const services = ['auth-gateway', 'api-gateway', 'assessment-roll', 'tax-billing-instalment', 'tax-levy-rate', 'audit-logging'];

describe('did you mean', () => {
  test.each([
    ['auth-gatway', 'auth-gateway'],
    ['assesment-roll', 'assessment-roll'],
    ['assessment_roll', 'assessment-roll'],
    ['assessmentRoll', 'assessment-roll'],
    ['ASSESSMENT-ROLL', 'assessment-roll'],
    ['tax-billing', 'tax-billing-instalment'],
    ['tax-billing-installment', 'tax-billing-instalment'],
    ['levy-rate', 'tax-levy-rate'],
    ['tax-rate-levy', undefined],
    ['postgres', undefined],
    ['x', undefined],
    ['', undefined],
  ])('%j is %j', (name, expected) => expect(closestName(name, services)).toBe(expected));

  test.each([
    ['routs', ['routes', 'route'], 'route'],
    ['prot', ['port', 'ports'], 'port'],
    ['dependOn', ['dependsOn'], 'dependsOn'],
    ['depends_on', ['dependsOn'], 'dependsOn'],
    ['name', ['name'], undefined],
    ['ab', ['ac'], 'ac'],
    ['a', ['b'], undefined],
    ['', [''], undefined],
    ['-', ['_', 'a'], undefined],
    ['anything', [], undefined],
  ])('%j among %j is %j', (name, candidates, expected) => expect(closestName(name, candidates)).toBe(expected));

  const name = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: fc.constantFrom('a', 'b', '-', 'A'), maxLength: 8 }));

  test('what is close to a name, the name is close to', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(closestName(a, [b]) === undefined).toBe(closestName(b, [a]) === undefined);
      }),
      { numRuns: 2000 },
    );
  });

  test('it is one of the candidates and not the name, whatever their order', () => {
    fc.assert(
      fc.property(name, fc.array(name), (wanted, candidates) => {
        const found = closestName(wanted, candidates);
        if (found !== undefined) expect(candidates).toContain(found);
        expect(found === undefined || found !== wanted).toBe(true);
        expect(closestName(wanted, new Set(candidates.toReversed()))).toBe(found);
      }),
      { numRuns: 1000 },
    );
  });

  test('a letter that is left out, doubled or mistyped does not matter', () => {
    fc.assert(
      fc.property(fc.constantFrom(...services), fc.nat(), fc.constantFrom('drop', 'double', 'mistype'), (service, seed, slip) => {
        const at = seed % service.length;
        const letter = service[at] ?? '';
        const typed = service.slice(0, at) + { drop: '', double: letter + letter, mistype: 'x' }[slip] + service.slice(at + 1);
        if (typed !== service) expect(closestName(typed, services)).toBe(service);
      }),
    );
  });
});
