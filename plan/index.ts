export { checkUpgrade } from './check-upgrade';
export type { PlanInput } from './comparison';
export { type Effects, effectsOf } from './effects';
