package io.azimuth.application.gateway;

import io.azimuth.application.policy.AccessRequest;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.wrapping.WrapTtl;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Value;

/** Whether the caller's policies grant the request. */
final class AccessCheck {

  private AccessCheck() {}

  /**
   * The decision of the caller's policies.
   *
   * @param exists whether the target of the request exists; counts only for a write
   */
  static AclDecision check(
      ApiRequest request,
      ResolvedRoute destination,
      AuthenticatedCaller caller,
      Value.Obj parameters,
      boolean exists) {
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
   * Whether the caller may read the help of a path. Any grant below its mount is enough, as for the
   * preflight of the mount; a caller without one must not learn that the mount exists.
   */
  static boolean allowsHelp(
      ApiRequest request, ResolvedRoute destination, AuthenticatedCaller caller) {
    String place = destination.mount().map(it -> it.path().text()).orElse(request.path());
    return caller.acl().anyBelow(place);
  }

  private static Capability needed(ApiRequest request, boolean exists) {
    return switch (request.operation()) {
      case READ -> Capability.READ;
      case LIST -> Capability.LIST;
      case SCAN -> Capability.SCAN;
      case WRITE -> exists ? Capability.UPDATE : Capability.CREATE;
      case PATCH -> Capability.PATCH;
      case DELETE -> Capability.DELETE;
      case HELP -> throw new IllegalStateException("no capability is about help");
    };
  }
}
