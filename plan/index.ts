export { checkUpgrade } from './check-upgrade';
export { effectsOf } from './effects';
export { checkLeftTree, keptBy } from './left-trees';
