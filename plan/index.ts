export { checkUpgrade } from './check-upgrade';
export { effectsOf } from './effects';
export { checkLeftTree, keptBy } from './left-trees';
export type { FieldChange } from './field-changes';
export { makePlan, type MakePlanInput } from './make-plan';
export { compareVerdicts, type Plan, type PlanObject, type Reason, type Step, type Verdict, verdicts } from './plan';
