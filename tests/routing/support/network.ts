/** The address that backends of a Kubernetes API can have, which own-network.sh gives; undefined if the tests run without it. */
export const backendAddress = process.env['CADASTRE_ROUTING_ADDRESS'];

/** How to get it. */
export const HOW_TO_NETWORK =
  'no address for backends, since an API server refuses those of the loopback interface. tests/routing/tools/own-network.sh gives one on Linux, to root and where user ' +
  'namespaces are allowed; npm run test:routing calls it';
