export { checkUpgrade } from './check-upgrade';
export { effectsOf } from './effects';
