package io.azimuth.application.policy;

import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import java.time.Duration;
import java.util.List;

/**
 * The properties of a request that policies decide on. The gateway and the explanation of policies
 * both use this class, so that they cannot disagree.
 *
 * @param path of the request; that of a list ends in a slash
 * @param needed the capability that its operation needs
 * @param sudoRequired whether its path needs sudo besides
 * @param wrapTtl how long its answer is to be wrapped; zero when it is not
 * @param parameters as sent
 * @param fields the parameters that its route knows
 */
public record AccessRequest(
    String path,
    Capability needed,
    boolean sudoRequired,
    Duration wrapTtl,
    Value.Obj parameters,
    List<Field<?>> fields) {

  public AccessRequest {
    fields = List.copyOf(fields);
  }

  /** The decision of the merged policies. */
  public AclDecision evaluate(Acl acl) {
    return acl.decide(
        path, needed, sudoRequired, wrapTtl, () -> RequestParameters.of(parameters, fields));
  }
}
