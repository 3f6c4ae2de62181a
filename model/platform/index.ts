export * from './backing';
export type * from './containers';
export type * from './files';
export type * from './foreign';
export type * from './patch';
export type * from './platform';
export type * from './secrets';
export * from './service';
export type * from './tools';
