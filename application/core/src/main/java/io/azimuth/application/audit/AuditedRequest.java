package io.azimuth.application.audit;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;

/**
 * A request as it is recorded.
 *
 * @param request as it came in, its token included: records hold only a keyed hash of it
 * @param mount that serves it, if there is one
 * @param parameters from body or query
 * @param tokenInPath a token in the path, of any form
 * @param headers that the operator wants recorded
 */
public record AuditedRequest(
    ApiRequest request,
    Optional<Mount> mount,
    AuditedParameters parameters,
    Optional<SecretText> tokenInPath,
    List<AuditedHeader> headers) {

  public AuditedRequest {
    headers = List.copyOf(headers);
  }

  /** A request without a token in its path and without headers; its parameters are all known. */
  public static AuditedRequest of(ApiRequest request, Optional<Mount> mount, Value.Obj parameters) {
    return new AuditedRequest(
        request, mount, AuditedParameters.all(parameters), Optional.empty(), List.of());
  }
}
