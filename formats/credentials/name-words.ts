/** Words that name a credential wherever they stand in a name. */
export const credentialWords = words(`
  password passwords passwd passwds passphrase passphrases passcode passcodes pwd pwds psk secret secrets credential credentials creds cred kek dek bearer dsn kubeconfig mnemonic mnemonics
  requirepass dbpass masterauth htpasswd netrc pgpass npmrc dockercfg dockerconfigjson connstr connstring
  passwort kennwort contrasena senha wachtwoord haslo parola motdepasse
`);

/** Words that name a credential if nothing that describes it follows. Elsewhere they mean a piece of text, a step of a protocol, a way to log in. */
export const weakWords = words('token tokens jwt jwts');

/** Last words that name a credential if another word stands before them, such as a provider or a use. */
export const lastWords = words(
  'pass pw pat pats salt salts pepper sas cookie authorization pem p12 pfx pkcs12 jks authkey hmac privkey passkey',
);

/** Ends of words that name a credential, where words are run together, as in `PGPASSWORD`. */
export const runTogether =
  /(?:password|passwd|passphrase|requirepass|dbpass|(?:ssh|pg|mysql|redis|mail|smtp|root|admin|user|ftp|ldap|bind|key|store|sudo|proxy|auth)(?:pass|pwd|pw)|secret|credential|connectionstring|connstring)s?$/;
export const weakRunTogether =
  /(?:token|(?:api|access|auth|client|private|priv|secret|signing|encryption|enc|master|session|license|deploy|write|admin|server|service|ingest|account|shared|app)key)s?$/;

/** Uses of a key that make it a secret: `<word>_KEY`. */
export const keyUses = words(`
  api apis access account auth authentication authorization secret private priv signing sign signature encryption encrypt encrypting enc decryption decrypt crypt crypto cipher aes aes128 aes256 rsa
  ecdsa ed25519 ec dsa hmac sha256 master ssh pgp hashing session cookie cookies app application license licence deploy deployment shared preshared psk storage subscription admin write server host function
  fernet vapid root unseal recovery tls ssl ca vault data-encryption kek dek service role sa seed jwt jws jwe token webhook integration developer dev ingest ingestion instrumentation derivation
  shared-access signer wallet validator identity user client connection management provisioning registration activation node cluster agent probe org organization team tenant csrf xsrf sdk oauth saml oidc sso
  smtp ftp sftp vpn wg wireguard radius ipsec wifi wpa ipns backup restic borg sops age kms-private payment checkout merchant consumer bot bridge cron scheduler internal system svc nonce services apns
`);

/** Providers of whom a `<name>_KEY`, or a token, is a secret. */
export const providers = words(`
  ably adyen airtable algolia alchemy amplitude anthropic appsflyer asana atlassian aws azure bitbucket bitly braintree brevo bugsnag cerebras circleci clerk clickup cloudflare cloudinary cohere coinbase
  contentful cosmos cosmosdb datadog dd deepgram deepl deepseek digitalocean discord docker dockerhub doppler dropbox elastic elevenlabs etherscan fastly fcm figma finnhub firebase firecrawl flutterwave fly gcp
  gemini gh giphy github gitlab google grafana groq helius heroku hetzner honeycomb hubspot huggingface infura intercom ipinfo jenkins jira klaviyo langchain langfuse langsmith launchdarkly linear linode lob logdna
  mailchimp mailersend mailgun mailjet mandrill mapbox maps maxmind messagebird mistral mixpanel mollie moralis netlify newrelic relic ngrok notion npm nuget okta openai openrouter openweather openweathermap opsgenie pagerduty
  paypal paystack perplexity pinecone plaid planetscale postmark posthog pulumi pusher pypi quay rapidapi razorpay replicate resend rollbar salesforce segment sendbird sendgrid sendinblue sentry servicebus shippo
  shodan shopify slack snowflake snyk sonar sonarqube sonatype sparkpost splunk square steam strapi stripe stytch supabase tavily telegram terraform tiingo tmdb together trello twilio twitch twitter typeform unsplash
  upstash vercel virustotal vonage voyage vultr wandb weatherapi wise xai xero yandex zapier zendesk zoom
`);

/** Tokens that are pieces of text, or of a currency. */
export const textTokens = words(
  'chunk overlap reserved thinking reasoning word window stop eos bos pad sep cls mask unk special start end next prev page continuation cancellation input output prompt completion context response total used erc20 nft sync resume cursor delta',
);

/** Keys of things, which are a column, a path or a name. They are secret if they look random at most. */
export const harmlessKeyUses = words(`
  public publishable site routing binding partition partitioning sort range foreign cache idempotency dedupe deduplication index primary composite unique natural surrogate s3 object blob bucket file storage-object redis hash-range
  kafka message record event translation i18n locale feature flag metric label tag group row column map lookup config configuration setting dict json cors group-by order sharding shard lock query search
  join field hot arrow shortcut candidate alternate business correlation session-name queue topic stream anon anonymous registry resource template
`);

/** Words for the half of a pair of keys that everybody may have, such as `VAPID_PUBLIC_KEY` and `RECAPTCHA_SITE_KEY`. It looks as random as the other half. */
export const publicWords = words('public publishable pub site anon');

/** Last words of names that describe a credential (its place, its name, its lifetime, its rules) and do not hold one. */
export const describingWords = words(`
  url urls uri uris endpoint endpoints host hostname hosts port ports domain domains origin origins region realm name names id ids arn ref refs reference references link page route
  file files filename path paths dir dirs directory mount mounts location folder store stores storage provider providers vault namespace class classname backend backends engine driver plugin module manager service services
  ttl in expiry expires expiration expire expired lifetime lifespan validity duration age timeout interval intervals leeway skew grace at since until delay window period freshness
  seconds second secs sec s ms millis milliseconds minutes minute min mins hours hour h hrs days day d weeks months rotation rotate refresh renewal renew
  length len size sizes bits bytes max maximum minimum count counts limit limits limiter quota quotas rate rates ratio rounds round cost costs iterations attempts attempt retries retry usage budget depth threshold history number num
  total price prices percent percentage parallelism memory
  prefix prefixes suffix header headers field fields claim claims format formats type types scheme schemes strategy strategies mode modes algorithm algorithms alg algo algos version versions encoding encoder encoders charset
  issuer issuers iss audience audiences aud subject sub kid scope scopes permission permissions policy policies rule rules pattern patterns regex regexp template templates
  enabled enable disabled disable required require requires allowed allow allowlist denylist blacklist whitelist blocklist optional login logins logout signup reset resets forgot forgotten recovery-url change strength complexity validation validator validators
  verification verify verifier hashing hasher hashers capacity bucket buckets
  serializer serializers deserializer deserializers converter converters schema schemas mapper extractor resolver generator factory handler handlers filter filters interceptor listener callback callbacks middleware parser loader
  column columns table tables attribute attributes property properties parameter parameters param params label labels title titles text message messages msg placeholder hint description subject email emails mail notification notifications
  method methods flow flows grant grants exchange introspection revocation revoke endpointpath authmethod authentication authenticator authorizer encryption cipher ciphers mechanism protocol curve fingerprint fingerprints digest checksum thumbprint
  alias aliases owner owners group groups user users username usernames account accounts role roles tenant vendor environment env envs selector order sort position
  cache caches cached caching cookie-name samesite secure httponly queue topic topics metric metrics log logs logging debug level audit monitor monitoring status state check checks checker
  per feature features flag flags toggle ui form view component icon color lang language languages locale wordlist dictionary words list limiter-type
  tokenizer tokenization model models vocab vocabulary window-size budgeted stop eos bos pad separator delimiter
  manageraws operator checking helper helpers validating pinning sharing handling masking hiding caching hint hints reuse criteria feedback score meter creation deletion update updates updated changed created kind kinds script command cmd template-id autocomplete visibility visible exporter importer builder propagation delivery lookup override overrides support supported charset alphabet separator-char compat warning warnings reminder syntax whitelisted behavior behaviour exclude excludes include includes program tool controller sync injector csi replicas image tag registry source sources slot slots scan scanner scanning symbol decimals contract supply standard

`);

/** First words of a name that is a switch, such as `ALLOW_EMPTY_PASSWORD`, or that counts. */
export const switchWords = words(
  'allow enable disable require requires rotate use is has cors skip no force should ignore validate verify show hide mask support supports with without',
);

/** Words in front of the name of a credential that make it a switch wherever they stand. */
export const innerSwitchWords = words('allow enable disable require skip empty');

/** Words anywhere in a name that make it one of numbers, or of what is public. */
export const countingWords = words(
  'max min maximum minimum num number count limit public publishable serializer deserializer converter hasher hashers validators tokenizer',
);

/** Names that sound like a credential and are known to hold something else. */
export const harmlessNames: ReadonlySet<string> = new Set([
  'pwd',
  'oldpwd',
  'gpg_key',
  'kms_key',
  'aws_kms_key',
  'credentials',
  'image_pull_secret',
  'image_pull_secrets',
  'pull_secret',
  'tls_secret',
  'cert_secret',
  'access_key_id',
  'access_control_allow_credentials',
  'with_credentials',
  'google_application_credentials',
  'next_telemetry_key',
  'secret_santa',
  'csrf_cookie',
  'session_cookie',
  'mysql_random_root_password',
  'mariadb_random_root_password',
  'percona_random_root_password',
  'mysql_onetime_password',
]);

/** Names of several words that name a credential though none of the words does. */
export const credentialPhrases =
  /(?:^|_)(?:(?:backup|seed|recovery|mnemonic|wallet)_words|wallet_recovery|connection_?strings?(?:_(?!name)[a-z0-9]+)?|customconnstr_[a-z0-9]+|conn_str(?:ing)?|neo4j_auth|rediscli_auth|token_auth|logged_in_key|composer_auth|basic_auth_user_info|vault(?:_[a-z]+)?_secret_id|(?:app)?role_secret_id|(?:ssh|vapid)_private|slack_api_url|slack_url|basic_auth|http_auth|proxy_auth|npm_auth|docker_auth|docker_auth_config|registry_auth|redis_auth|auth_string|auth_code|access_code|docker_config_json|service_account_json|service_account_key_json|gcp_sa_json|sas_(?:url|token|key)|seed_phrase|recovery_phrase|recovery_codes?|backup_codes?|(?:totp|otp|mfa|hd|wallet|master|bip39|nkey)_seed|tf_token(?:_[a-z0-9]+){1,5}|snmp_community|community_string|id_(?:rsa|dsa|ecdsa|ed25519)|rsa_private|private_pem|tls_key|(?:slack|discord|teams|mattermost|zapier|msteams|googlechat|google_chat|gchat|office365)(?:_[a-z0-9]+){0,2}_webhooks?(?:_ur[li]s?)?|(?:slack|discord|teams|msteams)_hook(?:_url)?|webhook_secret|signing_cert|session_cookie_value|oauth_refresh|mot_de_passe|(?:pin|pin_code|admin_pin|unlock_pin)|(?:key|trust)_store_(?:base64|b64|data)|keystore_(?:base64|b64|data))$/;

/** Prefixes whose variables are built into what every browser gets. */
export const browserPrefix =
  /^(?:next_public|nuxt_public|nuxt_env_public|expo_public|vite|react_app|gatsby|public|storybook|vue_app|ng_app|svelte_public)_/;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}
