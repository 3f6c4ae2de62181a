import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['lib/', 'dist/', 'node_modules/', 'imports/*.ts', 'tests/fixtures/packed/', '**/*.cjs', '**/*.js', '**/*.mjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // cdk8s adds a construct to its tree by making it.
      'no-new': 'off',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      eqeqeq: 'error',
      // Keys of a record are not properties, and TypeScript lets the brackets alone reach a private field.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    // What is loaded only when it is needed keeps the start short.
    files: ['cli/**/*.ts', 'diagnostics/**/*.ts', 'bench/**/*.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['model/**/*.ts', 'constructs/**/*.ts', 'reports/**/*.ts', 'registry/**/*.ts', 'formats/**/*.ts', 'diagnostics/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Only cli/, main.ts and what writes look at the process.' },
        { name: 'Date', message: 'The same registry gives the same bytes at any time.' },
        { name: 'encodeURIComponent', message: 'It throws for half of a surrogate pair: `urlPart()` of formats does not.' },
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'The same registry gives the same bytes.' }],
    },
  },
);
