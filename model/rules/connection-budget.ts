import { fieldOf, placeUnder } from '../origin';
import { rule } from './rule';

/** Reports services that together may open more connections than their database server takes. */
export const connectionBudget = rule('connection-budget', ({ platform }, report) => {
  for (const { server, needed, maxConnections, reserved, jobs, services, tools } of platform.connectionBudgets) {
    const available = maxConnections - reserved;
    if (!(needed > available)) continue;
    const pods = services.reduce((sum, { maxPods }) => sum + maxPods, 0);
    const ofTools = tools.reduce((sum, { connections }) => sum + connections, 0);
    const fitting = Math.floor((available - jobs - ofTools) / pods);
    const pools = services.map(({ key, maxPods, poolSize }) => ({ service: key, pods: maxPods, poolSize }));
    const fittingPoolSize = fitting >= 1 ? fitting : 0;
    const names = { server: server.name, field: fieldOf(server.place) };
    report({ ...names, needed, maxConnections, reserved, jobs, tools, pools, fittingPoolSize }, placeUnder(server.place, 'maxConnections'));
  }
});
