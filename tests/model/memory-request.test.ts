import { developmentOverlay, plainService, platformOf, productionOverlay } from '../support/platform';

const memoryOf = (resources: object, overlay: object): (string | undefined)[] => {
  const [service] = platformOf({ services: { owners: { ...plainService, resources } }, overlay, environment: 'prod' }).services;
  return [service?.resources.requests.memory, service?.resources.limits.memory];
};

test.each([
  ['nothing', {}, ['512Mi', '512Mi']],
  ['a limit', { limits: { memory: '1Gi' } }, ['1Gi', '1Gi']],
  ['a request', { requests: { memory: '128Mi' } }, ['128Mi', '512Mi']],
  ['both', { requests: { memory: '128Mi' }, limits: { memory: '1Gi' } }, ['128Mi', '1Gi']],
])('outside development the memory of a service that says %s', (_, resources, expected) => {
  expect(memoryOf(resources, productionOverlay)).toEqual(expected);
});

test('in development a service asks for less than its limit', () => {
  expect(memoryOf({}, developmentOverlay)).toEqual(['256Mi', '512Mi']);
  expect(memoryOf({ limits: { memory: '1Gi' } }, developmentOverlay)).toEqual(['256Mi', '1Gi']);
});
