export { checkUpgrade } from './check-upgrade';
export { effectsOf } from './effects';
export { checkLeftTree, keptBy } from './left-trees';
export { makePlan } from './make-plan';
export type { Plan, Reason, Step, Verdict } from './plan';
