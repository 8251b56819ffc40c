package io.azimuth.bootstrap.auditlog;

import java.time.Instant;

/** Lines of audit logs, as a server writes them. */
final class AuditEntries {

  static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private static final String MACHINE =
      "/subscriptions/s/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-1";

  private AuditEntries() {}

  /** The answer of a granted login, so many seconds after noon. */
  static String granted(int seconds, String requestId) {
    return """
        {"time":"%s","type":"response","auth":{"client_token":"hmac-sha256:aa",\
        "accessor":"hmac-sha256:bb","display_name":"azure-oid-1","entity_id":"entity-1",\
        "metadata":{"role":"web","vm_name":"web-1","app_id":"app-1"}},\
        "request":{"id":"%s","operation":"update","path":"auth/azure/login",\
        "mount_point":"auth/azure/","remote_address":"10.1.2.3"},\
        "response":{"auth":{"accessor":"hmac-sha256:bb"}},\
        "azimuth":{"decision":"granted","role":"web","principal":"oid-1","resource":"%s"}}
        """
        .formatted(NOON.plusSeconds(seconds), requestId, MACHINE);
  }

  /** The answer of a refused login. */
  static String refused(int seconds, String requestId) {
    return """
        {"time":"%s","type":"response","request":{"id":"%s","operation":"update",\
        "path":"auth/azure/login","mount_point":"auth/azure/","remote_address":"0:0:0:0:0:0:0:1"},\
        "error":"the role is for others","azimuth":{"decision":"refused","role":"ops",\
        "principal":"oid-2","reasons":["principal_not_bound","resource_not_bound"]}}
        """
        .formatted(NOON.plusSeconds(seconds), requestId);
  }

  /** The record of a read before it is handled. */
  static String asked(int seconds, String requestId) {
    return """
        {"time":"%s","type":"request","auth":{"accessor":"clear-1",\
        "client_token":"hmac-sha256:cc","metadata":{"role":"web","vm_name":"web-1"}},\
        "request":{"id":"%s","operation":"read","path":"secret/data/web/db",\
        "mount_point":"secret/","remote_address":"10.1.2.3",\
        "client_token_accessor":"clear-1"}}
        """
        .formatted(NOON.plusSeconds(seconds), requestId);
  }
}
