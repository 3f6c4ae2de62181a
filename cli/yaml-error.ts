import type { ErrorCode } from 'yaml';

/** What is wrong, in our words. */
const texts: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_ALIAS: 'an alias here leads to no anchor, or has properties',
  ALIAS_PROPS: 'an alias here leads to no anchor, or has properties',
  BAD_DIRECTIVE: 'there is no such directive',
  BAD_DQ_ESCAPE: 'there is no such escape in a text in double quotes',
  BAD_INDENT: 'this line is indented otherwise than those around it',
  BAD_SCALAR_START: 'a text cannot begin with this character: put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping begins inside of another one in the same line: put the text in quotes, or break the line',
  BLOCK_IN_FLOW: 'a mapping or a list in lines stands inside of one in brackets',
  DUPLICATE_KEY: 'a key stands twice in one mapping',
  MISSING_CHAR: 'a bracket, a quote, a comma or a colon is missing',
  MULTILINE_IMPLICIT_KEY: 'a key has to stand in one line: a colon or a quote may be missing',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'it holds more than one document',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'it has a key that is no text here',
  TAB_AS_INDENT: 'a line is indented by tabs, which YAML does not take',
  TAG_RESOLVE_FAILED: 'a tag does not fit its value',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
};

/** Says what a YAML parser found, in our words: its own message can quote the file, which may hold a credential, and gives advice about its API. */
export function yamlErrorText(code: ErrorCode): string {
  return texts[code] ?? 'it is malformed here';
}

/** The words for a document whose aliases make it impossible to read. */
export const aliasesText = 'its aliases lead nowhere, into themselves, or grow beyond measure';
