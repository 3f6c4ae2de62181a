export { connectionRecord, connectionText } from './connection/connection-text';
export { explainConnection } from './connection/explain-connection';
export { nginxConfig, NginxLoginError } from './nginx/nginx-config';
export { explainRoute, type RouteExplanation } from './routes/explain-route';
export { explanationRecord } from './routes/explanation-record';
export { explanationText } from './routes/explanation-text';
export { routeReport } from './routes/route-rows';
export { routesMermaid } from './routes/routes-mermaid';
export { routesRecord, routesText } from './routes/routes-text';
