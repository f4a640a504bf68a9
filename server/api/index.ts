// The API's door.
export { type ApiKeyEntry, makeApiKey, type Role, roles } from "./api-keys.ts";
export * from "./api-ports.ts";
export { type ApiServer, type ApiServerOptions, apiRoutes, createApiServer } from "./create-api-server.ts";
export type { Access } from "./gatekeeper.ts";
export { type KeyFileResult, keyNamePattern, readKeyFile, writeKeyFile } from "./key-file.ts";
export { isLoopback } from "./loopback.ts";
export {
  type MessageIntakeCounts,
  messageLimits,
  type OrderMessages,
  takeOrderMessages,
} from "./mqtt-intake.ts";
export { openApiDocument } from "./openapi.ts";
export { livePicture, sitePicture } from "./picture-schemas.ts";
export { ApiProblem, type Fault, type ProblemBody, type ProblemCode } from "./problem.ts";
