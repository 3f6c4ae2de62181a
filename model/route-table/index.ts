export { buildTable, type RouteTable } from './build';
export { type Dialect, dialects } from './dialect';
export { match } from './match';
export type { Answer, Condition, TableRequest, TableRoute } from './route';
