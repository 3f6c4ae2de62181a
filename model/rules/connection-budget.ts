import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports services that together may open more connections than the database server takes. */
export const connectionBudget = rule('connection-budget', ({ platform }, report) => {
  const { connectionBudget: budget, postgres } = platform;
  if (budget === undefined || postgres === undefined) return;
  const { needed, maxConnections, reserved, jobs, services, tools } = budget;
  const available = maxConnections - reserved;
  if (!(needed > available)) return;
  const pods = services.reduce((sum, { maxPods }) => sum + maxPods, 0);
  const ofTools = tools.reduce((sum, { connections }) => sum + connections, 0);
  const fitting = Math.floor((available - jobs - ofTools) / pods);
  const pools = services.map(({ key, maxPods, poolSize }) => ({ service: key, pods: maxPods, poolSize }));
  report({ needed, maxConnections, reserved, jobs, tools, pools, fittingPoolSize: fitting >= 1 ? fitting : 0 }, placeUnder(postgres.place, 'maxConnections'));
});
