export { buildTable, type RouteTable } from './build';
export { type Candidate, candidates, type Reason } from './candidates';
export { compare, type RouteConflict, type RouteDifference, type UnreachableRoute } from './compare';
export { type Dialect, dialects } from './dialect';
export { type ChangedAnswer, changedAnswers } from './changed-answers';
export { match } from './match';
export { probes } from './probes';
export type { Answer, Condition, TableRequest, TableRoute } from './route';
export type { Witness } from './witness';
