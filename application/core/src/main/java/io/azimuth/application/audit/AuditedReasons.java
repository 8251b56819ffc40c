package io.azimuth.application.audit;

import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * Why a request was answered as it was.
 *
 * @param decision of the caller's policies, if they were evaluated
 * @param explanation of a refusal, for the operator alone
 * @param notes what the handler adds to the record of the answer
 * @param cause why the server does it by itself, for both records; empty for what a caller requests
 */
public record AuditedReasons(
    Optional<AclDecision> decision,
    Optional<Value.Obj> explanation,
    Value.Obj notes,
    Value.Obj cause) {}
