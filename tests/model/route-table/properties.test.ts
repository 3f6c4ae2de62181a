import fc from 'fast-check';
import {
  buildTable,
  candidates,
  changedAnswers,
  compare,
  dialects,
  match,
  probes,
  type RouteTable,
  type TableRequest,
} from '../../../model/route-table';
import { isRoutePath } from '../../../formats';
import { requests, routes } from './arbitraries';
import { reference } from './reference';

const runs = { numRuns: 1000 };
/** For properties that ask all classes of requests. */
const fewerRuns = { numRuns: 300 };

/** The answers of all dialects, by the names of the routes. */
const answersOf = (table: RouteTable, request: TableRequest): string =>
  dialects.map((dialect) => match(table, request, dialect).route?.id ?? '').join(' ');

describe('all tables', () => {
  test.each(dialects)('are answered as the specification says: %s', (dialect) => {
    fc.assert(
      fc.property(routes, requests, (all, request) => {
        expect(match(buildTable(all), request, dialect).route).toBe(reference[dialect](all, request));
      }),
      runs,
    );
  });

  test('are asked for paths that every proxy reads alike', () => {
    fc.assert(
      fc.property(routes, (all) => {
        for (const { path } of probes(buildTable(all))) expect(isRoutePath(path) || isRoutePath(path.replace(/\/$/, ''))).toBe(true);
      }),
    );
  });

  test('are asked for each combination of answers that any request gets', () => {
    fc.assert(
      fc.property(routes, requests, (all, request) => {
        const table = buildTable(all);
        const probed = new Set([...probes(table)].map((probe) => answersOf(table, probe)));
        const answers = answersOf(table, request);
        if (answers.trim() !== '') expect(probed).toContain(answers);
      }),
      runs,
    );
  });

  test('have candidates of which the first answers', () => {
    fc.assert(
      fc.property(routes, requests, fc.constantFrom(...dialects), (all, request, dialect) => {
        const table = buildTable(all);
        const [first] = candidates(table, request, dialect);
        expect(first?.verdict === 'answers' ? first.route : undefined).toBe(match(table, request, dialect).route);
      }),
      runs,
    );
  });
});

describe('what is found in a table', () => {
  test('differs as its witness shows, and nothing else differs', () => {
    fc.assert(
      fc.property(routes, requests, (all, request) => {
        const table = buildTable(all);
        const { differences } = compare(table, dialects);
        for (const { request: shown, differs } of differences) {
          const answering = dialects.map((dialect) => match(table, shown, dialect).route);
          expect(new Set(answering.map((route) => (differs === 'route' ? route?.id : route?.backend))).size).toBeGreaterThan(1);
        }
        if (differences.length === 0) expect(new Set(answersOf(table, request).split(' ')).size).toBe(1);
      }),
      fewerRuns,
    );
  });

  test('is a conflict as its witness shows, and no other tie leads to two backends', () => {
    fc.assert(
      fc.property(routes, requests, (all, request) => {
        const table = buildTable(all);
        const { conflicts } = compare(table, dialects);
        for (const { request: shown, routes: pair, dialects: where } of conflicts) {
          for (const dialect of where) {
            const { route, tied } = match(table, shown, dialect);
            expect([route, ...tied]).toEqual(expect.arrayContaining([...pair]));
          }
          expect(pair[0].backend).not.toBe(pair[1].backend);
        }
        for (const dialect of dialects) {
          const { route, tied } = match(table, request, dialect);
          for (const other of tied)
            if (other.backend !== route?.backend)
              expect(
                conflicts.some(({ routes: pair, dialects: where }) => pair[0] === route && pair[1] === other && where.includes(dialect)),
              ).toBe(true);
        }
      }),
      fewerRuns,
    );
  });

  test('is a route that answers nothing, though it matches its witness', () => {
    fc.assert(
      fc.property(routes, requests, (all, request) => {
        const table = buildTable(all);
        const { unreachable } = compare(table, dialects);
        for (const { route, dialects: where, request: shown } of unreachable) {
          for (const dialect of where) {
            expect(match(table, request, dialect).route).not.toBe(route);
            expect(candidates(table, shown, dialect)).toContainEqual(expect.objectContaining({ route, verdict: 'loses' }));
          }
        }
      }),
      fewerRuns,
    );
  });
});

test('answers that a change of the table gives to another backend are found, with a request that shows it', () => {
  fc.assert(
    fc.property(routes, routes, requests, fc.constantFrom(...dialects), (old, now, request, dialect) => {
      const [before, after] = [buildTable(old), buildTable(now)];
      const changes = changedAnswers(before, after, dialect);
      for (const change of changes) {
        expect(match(before, change.request, dialect).route).toBe(change.before);
        expect(match(after, change.request, dialect).route).toBe(change.after);
        expect(change.before.backend).not.toBe(change.after?.backend);
      }
      const [first, second] = [match(before, request, dialect).route, match(after, request, dialect).route];
      if (first !== undefined && first.backend !== second?.backend)
        expect(changes.some((change) => change.before === first && change.after === second)).toBe(true);
    }),
    fewerRuns,
  );
});
