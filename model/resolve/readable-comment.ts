import { credentialInValue, looksLikeCredentialName } from '../../formats';

/** A line that says the value of a name, such as one that was commented out. */
const assignment = /^[\s#-]*([A-Za-z][\w.-]{0,80})\s*[:=]\s*["']?([^\s"']+)["']?\s*$/;

/**
 * Whether a comment gives a value away: it looks like a credential, or says what something that is called like one is.
 * @returns what to call the comment, without its value
 */
export function readableComment(comment: string): string[] {
  if (credentialInValue(comment) !== undefined) return ['#'];
  const [, name = '', value = ''] = assignment.exec(comment) ?? [];
  return name !== '' && looksLikeCredentialName(name) && !value.startsWith('ENC[') ? [`# ${name}`] : [];
}
