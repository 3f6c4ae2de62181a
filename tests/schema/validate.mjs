// Validates Kubernetes objects, a JSON array on standard input, with the API's own schemas. Prints a JSON array of problems.
// A program of its own because the schemas come as ES modules, which jest does not run.
import { readFileSync } from 'node:fs';

const objects = JSON.parse(readFileSync(0, 'utf8'));
const problems = [];
for (const object of objects) {
  const { apiVersion, kind, metadata } = object;
  const name = `${apiVersion} ${kind} ${metadata?.name}`;
  try {
    const models = await import(`kubernetes-models/${apiVersion}/${kind}`);
    new models[kind](object).validate();
  } catch (error) {
    problems.push(`${name}: ${error.message}`);
  }
}
process.stdout.write(JSON.stringify(problems));
