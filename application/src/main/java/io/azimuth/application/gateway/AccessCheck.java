package io.azimuth.application.gateway;

import io.azimuth.application.api.ApiRequest;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.api.Value;
import io.azimuth.application.policy.AccessDecision;
import io.azimuth.application.route.Caller;
import io.azimuth.application.wrapping.WrapTtl;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.policy.Capability;
import java.util.function.BooleanSupplier;

/** Whether the caller's policies grant the request. */
final class AccessCheck {

  private AccessCheck() {}

  /**
   * Refuses what is not granted.
   *
   * @param exists whether the thing is there, asked only where it makes a difference
   */
  static void check(
      ApiRequest request,
      Destination destination,
      Caller caller,
      Value.Obj parameters,
      BooleanSupplier exists) {
    if (request.operation() == Operation.HELP) {
      checkHelp(request, destination, caller);
      return;
    }
    AccessDecision decision =
        new AccessDecision(
            request.path(),
            needed(request, exists),
            destination.access().needsSudo(),
            WrapTtl.of(request.directives()),
            parameters,
            destination.fields());
    if (!decision.by(caller.acl()).allowed()) {
      throw new RefusedException(ErrorCategory.PERMISSION_DENIED, PassageTokens.DENIED);
    }
  }

  // Any grant below a mount, as for its preflight: whoever has none must not learn that it is
  // there.
  private static void checkHelp(ApiRequest request, Destination destination, Caller caller) {
    String place = destination.mount().map(it -> it.path().text()).orElse(request.path());
    if (!caller.acl().anyBelow(place)) {
      throw new RefusedException(ErrorCategory.PERMISSION_DENIED, PassageTokens.DENIED);
    }
  }

  private static Capability needed(ApiRequest request, BooleanSupplier exists) {
    return switch (request.operation()) {
      case READ -> Capability.READ;
      case LIST -> Capability.LIST;
      case WRITE -> exists.getAsBoolean() ? Capability.UPDATE : Capability.CREATE;
      case PATCH -> Capability.PATCH;
      case DELETE -> Capability.DELETE;
      case HELP -> throw new IllegalStateException("no capability is about help");
    };
  }
}
