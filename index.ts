export { defineRegistry, type ServiceDefinition } from './registry/define';
