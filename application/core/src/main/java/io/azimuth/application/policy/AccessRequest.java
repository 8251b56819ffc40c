package io.azimuth.application.policy;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a request asks of policies, and what they say to it. The gateway and the explanation of
 * policies both ask here, so that they cannot disagree.
 *
 * @param path of the request, that of a list with its slash at the end
 * @param needed what its operation needs
 * @param sudoRequired whether its path asks for sudo besides
 * @param wrapTtl for how long its answer is to be wrapped; zero is not at all
 * @param parameters what was sent
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
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(needed, "needed");
    Objects.requireNonNull(wrapTtl, "wrapTtl");
    Objects.requireNonNull(parameters, "parameters");
    fields = List.copyOf(fields);
  }

  /** What these policies say to it. */
  public AclDecision evaluate(Acl acl) {
    AclDecision asSent = decide(acl, parameters);
    if (!asSent.allowed() || parameters.members().isEmpty()) {
      return asSent;
    }
    Value.Obj both = underBothNames();
    if (both.members().size() == parameters.members().size()) {
      return asSent;
    }
    AclDecision underBoth = decide(acl, both);
    return underBoth.outcome() == AclOutcome.PARAMETER_DENIED ? underBoth : asSent;
  }

  private AclDecision decide(Acl acl, Value.Obj sent) {
    return acl.decide(path, needed, sudoRequired, wrapTtl, () -> PolicyValues.of(sent));
  }

  // A parameter with an old name is the same under either, so what is denied of one is of both.
  private Value.Obj underBothNames() {
    Map<String, Value> all = new LinkedHashMap<>(parameters.members());
    for (Field<?> field : fields) {
      field
          .presentName()
          .ifPresent(
              present -> {
                parameters.get(field.name()).ifPresent(value -> all.putIfAbsent(present, value));
                parameters.get(present).ifPresent(value -> all.putIfAbsent(field.name(), value));
              });
    }
    return new Value.Obj(all);
  }
}
