import { isFolderLabel } from '../../formats';

test.each(['con', 'prn', 'aux', 'nul', 'com1', 'com0', 'lpt9', 'a/b', '..', '', 'Shop'])('%p is no name of a folder everywhere', (name) => {
  expect(isFolderLabel(name)).toBe(false);
});

test.each(['shop', 'console', 'null', 'com', 'com10', 'con-1', 'lpt'])('%p is one', (name) => {
  expect(isFolderLabel(name)).toBe(true);
});
