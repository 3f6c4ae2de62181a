import { placeUnder } from '../origin';
import type { Service, Tool } from '../platform';
import { problemOf, textLimits, tooMuchConfiguration } from './facts/texts';
import { rule } from './rule';

/** Reports texts that cannot be written to a manifest, or that no container would start with. */
export const textInvalid = rule('text-invalid', ({ platform, variables }, report) => {
  const { label, services, tools, sources } = platform;
  const labelProblem = problemOf(label, textLimits.label);
  if (labelProblem !== undefined) report({ what: 'label', ...labelProblem }, placeUnder(sources.manifest, 'label'));
  for (const { name, value, origin } of variables.plain) {
    // The container is given `NAME=value` in one piece.
    const problem = problemOf(value, { ...textLimits.variable, bytes: textLimits.variable.bytes - Buffer.byteLength(name) });
    if (problem !== undefined) report({ what: name, ...problem }, origin.place);
  }
  for (const service of services) {
    for (const { what, text, path, limits } of textsOf(service)) {
      const problem = problemOf(text, limits);
      if (problem !== undefined) report({ what, ...problem }, placeUnder(service.place, ...path));
    }
    const problem = tooMuchConfiguration(service.config);
    if (problem !== undefined) report({ what: service.key, ...problem }, service.place);
  }
  for (const tool of tools) {
    for (const { what, text, path, limits } of toolTextsOf(tool)) {
      const problem = problemOf(text, limits);
      if (problem !== undefined) report({ what, ...problem }, placeUnder(tool.place, ...path));
    }
  }
});

function toolTextsOf(tool: Tool) {
  const command = tool.name === 'prisma-studio' ? tool.command : [];
  return command.map((text, index) => ({ what: `command[${index}]`, text, path: ['command', index], limits: textLimits.argument }));
}

function textsOf({ label, dockerfile = '', command = [], args = [] }: Service) {
  return [
    { what: 'label', text: label, path: ['label'], limits: textLimits.label },
    { what: 'dockerfile', text: dockerfile, path: ['dockerfile'], limits: textLimits.path },
    ...Object.entries({ command, args }).flatMap(([field, texts]) =>
      texts.map((text, index) => ({ what: `${field}[${index}]`, text, path: [field, index], limits: textLimits.argument })),
    ),
  ];
}
