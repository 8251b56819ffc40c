package io.azimuth.application.tidy;

import io.azimuth.application.audit.AuditedExchange;
import io.azimuth.application.audit.AuditedReasons;
import io.azimuth.application.audit.AuditedRequest;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What audit devices record of the removal of an unused entity: as the request that would do the
 * same, without a caller, from the address of the server itself.
 */
final class RemovalRecord {

  private RemovalRecord() {}

  static AuditedExchange of(String id, Optional<Mount> mount, Entity entity, Duration unusedFor) {
    return new AuditedExchange(
        AuditedRequest.of(request(id, entity), mount, Value.Obj.EMPTY),
        Optional.empty(),
        new AuditedReasons(
            Optional.empty(), Optional.empty(), Value.Obj.EMPTY, cause(entity, unusedFor)),
        Optional.empty());
  }

  private static ApiRequest request(String id, Entity entity) {
    return new ApiRequest(
        id,
        Operation.DELETE,
        "identity/entity/id/" + entity.id(),
        Optional.empty(),
        new ClientAddress(InetAddress.getLoopbackAddress(), 0),
        Value.Obj.EMPTY,
        RequestBody.NONE,
        ApiRequest.Directives.NONE);
  }

  private static Value.Obj cause(Entity entity, Duration unusedFor) {
    return TidyRun.brief(entity)
        .put("by", "server")
        .put("reason", "the entity was given no token for " + unusedFor.toHours() + "h")
        .build();
  }
}
