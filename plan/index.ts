export { checkUpgrade } from './check-upgrade';
export { effectsOf } from './effects';
export { checkLeftTree, keptBy } from './left-trees';
export { makePlan } from './make-plan';
export type { Plan, Reason, Step, Verdict } from './plan';
export type { ClusterFacts, EditedObject } from './live/cluster-facts';
export { appliedBy } from './live/field-owners';
export { ownedPart } from './live/owned-part';
export { identityOf } from './objects';
