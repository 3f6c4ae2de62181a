import { textOf } from '../../model/objects/mappings';
import { valueAt } from '../objects';
import { consequence } from './consequence';
import type { Led } from './led-routes';
import { routeChanges, titleOfRoute } from './route-changes';

/** A path that nothing leads any more. One that falls to a shorter route is a finding of its own, upgrade-route-fell. */
export const routeGone = consequence('plan-route-gone', 'interrupts', (comparison, report) => {
  for (const change of routeChanges(comparison))
    if (change.after === undefined) report(change.before.object, { route: titleOfRoute(change) });
});

/** A path that leads to another service, or to another port of its service. */
export const routeMoves = consequence('plan-route-moves', 'interrupts', (comparison, report) => {
  for (const change of routeChanges(comparison)) {
    const { before, after } = change;
    if (after === undefined || change.change !== 'moved') continue;
    const names = [before, after].map(({ to, port }) => (before.to === after.to ? `${to}:${port.name ?? port.number ?? 'none'}` : to));
    const [from = '', to = ''] = names;
    if (before.to !== after.to || isOtherPort(before, after)) report(after.object, { route: titleOfRoute(change), from, to });
  }
});

/**
 * A path that needs no login any more: its own, or since its route is gone and an open one answers, or a new open route of its service takes it. A new one of another service has nothing that had a login.
 */
export const loginGone = consequence('plan-login-gone', 'security', (comparison, report) => {
  for (const change of routeChanges(comparison)) {
    const { before, after } = change;
    if (!before.protection.hasLogin || after === undefined || after.protection.hasLogin) continue;
    if (change.change !== 'taken' || before.to === after.to) report(after.object, { route: titleOfRoute(change) });
  }
});

/** Routes that another controller reads. */
export const classChanges = consequence('plan-class-changes', 'interrupts', ({ pairs }, report) => {
  for (const { before, now } of pairs) {
    const field = now.kind === 'Ingress' ? 'spec.ingressClassName' : now.kind === 'Gateway' ? 'spec.gatewayClassName' : undefined;
    if (field === undefined) continue;
    const [from, to] = [before, now].map((object) => textOf(valueAt(object, field)) ?? 'the default class');
    if (from !== undefined && to !== undefined && from !== to) report(now, { from, to });
  }
});

/** Whether a port is another one: under another name, and of another number. */
function isOtherPort({ port: was }: Led, { port: is }: Led): boolean {
  return was.name !== is.name && was.number !== is.number;
}
