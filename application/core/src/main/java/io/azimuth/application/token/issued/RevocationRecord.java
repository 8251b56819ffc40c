package io.azimuth.application.token.issued;

import io.azimuth.application.audit.AuditedExchange;
import io.azimuth.application.audit.AuditedReasons;
import io.azimuth.application.audit.AuditedRequest;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What audit devices record of a revocation without a request: as the request that would do the
 * same, without a caller, from the address of the server itself.
 */
final class RevocationRecord {

  private static final String PATH = "auth/token/revoke-accessor";

  private RevocationRecord() {}

  static AuditedExchange of(String id, Mount mount, Accessor accessor, Token token, String reason) {
    return new AuditedExchange(
        AuditedRequest.of(
            request(id),
            Optional.of(mount),
            Value.Obj.builder().put("accessor", accessor.value()).build()),
        Optional.empty(),
        new AuditedReasons(
            Optional.empty(), Optional.empty(), Value.Obj.EMPTY, cause(token, reason)),
        Optional.empty());
  }

  private static ApiRequest request(String id) {
    return new ApiRequest(
        id,
        Operation.WRITE,
        PATH,
        Optional.empty(),
        new ClientAddress(InetAddress.getLoopbackAddress(), 0),
        Value.Obj.EMPTY,
        RequestBody.NONE,
        ApiRequest.Directives.NONE);
  }

  private static Value.Obj cause(Token token, String reason) {
    return Value.Obj.builder()
        .put("by", "server")
        .put("reason", reason)
        .put("display_name", token.origin().displayName())
        .putIfPresent("entity_id", token.rights().entityId())
        .put("metadata", Value.of(token.origin().metadata()))
        .build();
  }
}
