package io.azimuth.application.audit;

import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a request when it is recorded.
 *
 * @param request as it came in, its token included: records hold only a keyed hash of it
 * @param mount that serves it, if there is one
 * @param caller who calls, when the token was found valid
 * @param parameters from body or query
 * @param explanation of a refusal, for the operator alone
 * @param answer what is about to be sent; empty in the record of the request
 * @param tokenInPath a token in the path, of any form
 * @param notes what the handler adds to the record of the answer
 * @param decision of the caller's policies, if they were evaluated
 * @param headers that the operator wants recorded
 * @param cause why the server does it by itself, for both records; empty for what a caller requests
 */
public record AuditedExchange(
    ApiRequest request,
    Optional<Mount> mount,
    Optional<AuthenticatedCaller> caller,
    AuditedParameters parameters,
    Optional<Value.Obj> explanation,
    Optional<Answer> answer,
    Optional<SecretText> tokenInPath,
    Value.Obj notes,
    Optional<AclDecision> decision,
    List<AuditedHeader> headers,
    Value.Obj cause) {

  public AuditedExchange {
    headers = List.copyOf(headers);
  }

  /** An exchange that a caller requests. */
  public AuditedExchange(
      ApiRequest request,
      Optional<Mount> mount,
      Optional<AuthenticatedCaller> caller,
      AuditedParameters parameters,
      Optional<Value.Obj> explanation,
      Optional<Answer> answer,
      Optional<SecretText> tokenInPath,
      Value.Obj notes,
      Optional<AclDecision> decision,
      List<AuditedHeader> headers) {
    this(
        request,
        mount,
        caller,
        parameters,
        explanation,
        answer,
        tokenInPath,
        notes,
        decision,
        headers,
        Value.Obj.EMPTY);
  }

  /** An exchange without a token in its path and without notes; its parameters are all known. */
  public AuditedExchange(
      ApiRequest request,
      Optional<Mount> mount,
      Optional<AuthenticatedCaller> caller,
      Value.Obj parameters,
      Optional<Value.Obj> explanation,
      Optional<Answer> answer) {
    this(
        request,
        mount,
        caller,
        AuditedParameters.all(parameters),
        explanation,
        answer,
        Optional.empty(),
        Value.Obj.EMPTY,
        Optional.empty(),
        List.of());
  }

  public AuditedExchange answered(Answer given) {
    return new AuditedExchange(
        request,
        mount,
        caller,
        parameters,
        explanation,
        Optional.of(given),
        tokenInPath,
        notes,
        decision,
        headers,
        cause);
  }
}
