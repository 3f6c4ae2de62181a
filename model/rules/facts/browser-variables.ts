const forBrowsers =
  /(?:^|_)(?:CORS|ORIGINS?|ALLOW|ALLOWED|CALLBACK|REDIRECT|PUBLIC|NEXTAUTH|AUTH_URL|BASE_URL|SITE_URL|APP_URL|WEB_URL|FRONTEND)(?:_|$)/i;

/** Whether the URLs of a variable of this name are for browsers, which do not see what a pod sees. */
export function isForBrowsers(name: string): boolean {
  return forBrowsers.test(name);
}
