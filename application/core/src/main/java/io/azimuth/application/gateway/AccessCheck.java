package io.azimuth.application.gateway;

import io.azimuth.application.policy.AccessRequest;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.wrapping.WrapTtl;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Value;
import java.util.function.BooleanSupplier;

/** Whether the caller's policies grant the request. */
final class AccessCheck {

  private AccessCheck() {}

  /**
   * What the caller's policies say.
   *
   * @param exists whether the thing is there, asked only where it makes a difference
   */
  static AclDecision check(
      ApiRequest request,
      ResolvedRoute destination,
      AuthenticatedCaller caller,
      Value.Obj parameters,
      BooleanSupplier exists) {
    AccessRequest decision =
        new AccessRequest(
            request.path(),
            needed(request, exists),
            destination.access().needsSudo(),
            WrapTtl.of(request.directives()),
            parameters,
            destination.fields());
    return decision.evaluate(caller.acl());
  }

  /**
   * Whether the caller may read about a path: with any grant below its mount, as for the preflight
   * of the mount, for whoever has none must not learn that it is there.
   */
  static boolean allowsHelp(
      ApiRequest request, ResolvedRoute destination, AuthenticatedCaller caller) {
    String place = destination.mount().map(it -> it.path().text()).orElse(request.path());
    return caller.acl().anyBelow(place);
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
