import { jobOf, series } from '../../../model/design/observability/promql';

test.each([
  ['owners', 'up{job=~"(.+/)?owners"}'],
  ['rabbitmq.acme.example', String.raw`up{job=~"(.+/)?rabbitmq\\.acme\\.example"}`],
  ['(', String.raw`up{job=~"(.+/)?\\("}`],
  // A variable of a dashboard is filled in by Grafana.
  ['$service', 'up{job=~"(.+/)?$service"}'],
])('the job %s is a pattern in which each character of a name stands for itself', (name, query) => {
  expect(series('up', { job: jobOf(name) })).toBe(query);
});
