/** Strings that some YAML parser reads as something else when they are written bare; grouped by what they are mistaken for. */
export const mistaken: readonly string[] = [
  // bool
  ...['y', 'Y', 'n', 'N', 'yes', 'Yes', 'YES', 'no', 'No', 'NO', 'on', 'On', 'ON', 'off', 'Off', 'OFF'],
  ...['true', 'True', 'TRUE', 'tRuE', 'false', 'False', 'FALSE'],
  // null
  ...['null', 'Null', 'NULL', '~', ''],
  // int
  ...['0', '00', '-0', '+0', '1', '+1', '-1', '007', '0o17', '0x1F', '0X1f', '0b101', '1_000', '1,000', '0123', '089', '12345678901234567890'],
  // float
  ...['1.0', '1.', '.5', '-.5', '+.5', '1e3', '1E3', '1e+3', '12e5678', '1.5e-7', '6.02e23', '1.2.3', '.inf', '-.inf', '+.INF', '.nan', '.NaN'],
  ...['NaN', 'Infinity', '-Infinity', 'inf', '-Inf', '._', '1_000.5', 'e1', 'E0', 'e+1', '-e5'],
  // sexagesimal: 12:30 is 750 in YAML 1.1
  ...['12:30', '1:2:3.4', '-1:30', '190:20:30', '190:20:30.15', '08:30:00'],
  // timestamp
  ...['2001-12-14', '2001-12-14T21:59:43.10-05:00', '2001-12-14 21:59:43', '2024-1-1'],
  // merge and default
  ...['<<', '='],
];

/** Strings with characters that end, start or break a bare scalar. */
export const indicators: readonly string[] = [
  ...[' leading', 'trailing ', ' ', '   ', '\t', 'tab\tinside', '\ttab', 'tab\t'],
  ...['- item', '-', '--', '---', '--- x', '...', '... x', '? key', '?', '?x', ': value', ':', ':x', 'a: b', 'a:', 'a:b', 'a :b', 'a : b'],
  ...['# comment', '#x', 'a #b', 'a# b', 'a#b', '&anchor', '*alias', '* * * * *', '*/5 * * * *', '!tag', '!!str x', '|', '|-', '>', '>+'],
  ...['{', '}', '{}', '[', ']', '[]', '[a, b]', '{a: b}', ',', ', a', 'a, b', "'", "''", "it's", '"', '"quoted"', "'a' b", '%', '%YAML 1.1', '@at', '`tick`'],
  ...['\\', 'back\\slash', '\\n', '$(VAR)', '${VAR}', '{{ .Values.x }}', '--flag=x: y', '-c', '--port=8080', '!', '^', ';', '<', '<a>', '(', ')'],
];

/** Strings with characters that are line breaks, invisible, or not characters at all. */
export const unprintable: readonly string[] = [
  ...['\0', '\x07', '\b', '\x1b[31m', '\x7f', '\x80', 'a\x85b', '\x85', '\x9f', 'no\xa0break', 'soft\xadhyphen', 'zero\u200bwidth', '\u202Eoverride'],
  ...['a\u2028b', '\u2028', 'a\u2029b', '\uFEFF', '\uFEFFbom', 'bom\uFEFF', '\uFFFE', '\uFFFF', '\uD800', 'a\uDC00b', '\uDE00\uD83D', '\uD83D'],
  ...['é', 'Zürich', '日本語', '😀', '\u{10FFFF}', 'e\u0301'],
];

/** Strings with line breaks of every kind, in every place. */
export const multiline: readonly string[] = [
  ...['\n', '\n\n', ' \n', '\n ', '\n \n', '\t\n', '\r', '\r\n', 'a\r\nb\r\n', 'a\rb', 'a\n', 'a\n\n', 'a\n\n\n', 'a\nb', 'a\nb\n', 'a\n\nb', '\na', '\n\na\n'],
  ...['  a\nb', '  a\n  b\n', ' \na', '   \n a\n', 'a\n  b\n', 'a\n \nb', 'a\n   ', 'a\n   \n', 'a\n \n\n', 'a \nb ', 'a\n ', '\ta\nb', 'a\n\tb\n', 'a\n\t\n', '\n\ta'],
  ...['# a\n# b\n', 'a\n# b', '---\na\n', 'a\n---\n', 'a\n...\nb', '- a\n- b\n', 'a: b\nc: d\n', '%YAML 1.1\n---\n', '"\n', "'\n'", '|\n', '{\n}\n', 'true\n', '1\n2\n'],
  ...['a\x85b\n', 'a\u2028b\nc', 'a\n\uFEFFb', '\uFEFFa\nb', 'a\n\uD800', 'é\n日本語\n😀\n', 'a\n\x07', 'zero\u200b\nwidth', 'a\n\xa0b'],
  ...['SELECT 1;\n\n  -- two\nSELECT 2;\n', '\n  CREATE ROLE x;\n  SELECT 1;\n'],
];

/** Strings that are safe bare, and should stay readable. */
export const harmless: readonly string[] = [
  ...['web', 'property-tax', 'apps/v1', 'registry.example.com/a/b:1.2.3', 'http://owners.property-tax.svc:8080/api/v1', '/health/ready', '$(PORT)'],
  ...['500m', '128Mi', '1.5Gi', '30s', '80%', '24h', 'app.kubernetes.io/name', 'node dist/main.js', 'a-b_c.d', 'yesterday', 'nothing', 'offset', 'number'],
  ...['--port=8080', '-c', 'a,b', 'a=b', 'postgres:16.4', 'it is "so"', 'ALL', 'IfNotPresent', 'a#b', '5f3c9e1'],
];

/** All of the above, for generators that draw from them. */
export const hostileStrings: readonly string[] = [...mistaken, ...indicators, ...unprintable, ...multiline, ...harmless];
