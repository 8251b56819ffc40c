package io.azimuth.application.gateway;

import io.azimuth.application.policy.AccessRequest;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.wrapping.WrapTtl;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.Optional;

/** Who makes one request, and whether the policies grant it. */
record RequestAccess(RequestState state) {

  /** The caller, if the route looks for one. */
  Awaited<Optional<AuthenticatedCaller>> findCaller() {
    Access access = state.destination.access();
    boolean comes = state.request.token().isPresent();
    Optional<AuthenticatedCaller> wrapping =
        access.takesWrappingToken()
            ? state.tokens.wrappingCaller(state.work, state.now)
            : Optional.empty();
    if (wrapping.isPresent()) {
      return Awaited.of(wrapping);
    }
    if (access.needsToken() || (access.checksToken() && comes)) {
      return caller();
    }
    // A stale token must not hinder what needs none.
    return access.looksForCaller() && comes
        ? Awaited.recovering(this::caller, RefusedException.class, refused -> Optional.empty())
        : Awaited.of(Optional.empty());
  }

  private Awaited<Optional<AuthenticatedCaller>> caller() {
    return state
        .tokens
        .caller(state.work, state.now, state.waitLimit.deadline())
        .then(Optional::of);
  }

  Awaited<Boolean> isGranted() {
    if (state.caller.isEmpty() || !state.destination.access().asksPolicies()) {
      return Awaited.of(true);
    }
    AuthenticatedCaller asking = state.caller.get();
    if (state.request.operation() == Operation.HELP) {
      return Awaited.of(mayReadHelp(asking));
    }
    Optional<ResolvedRoute.Found> checked =
        state.destination.found().filter(found -> found.route().hasExistenceCheck());
    if (state.request.operation() != Operation.WRITE || checked.isEmpty()) {
      return Awaited.of(isAllowed(asking, true));
    }
    return isAllowed(asking, checked.get());
  }

  // The check costs a plugin a thread, so it is not asked for a caller who may do neither.
  private Awaited<Boolean> isAllowed(AuthenticatedCaller asking, ResolvedRoute.Found found) {
    boolean ofPlugin = !(found.backend() instanceof CoreBackend);
    if (ofPlugin && !isAllowed(asking, false) && !isAllowed(asking, true)) {
      return Awaited.of(false);
    }
    // Whether the target exists is unknown after a refusal. Only a caller that may write there
    // learns why.
    return Awaited.recovering(
        () -> exists(found).then(exists -> isAllowed(asking, exists)),
        RefusedException.class,
        refused -> {
          if (isAllowed(asking, true) || isAllowed(asking, false)) {
            throw refused;
          }
          return false;
        });
  }

  private boolean isAllowed(AuthenticatedCaller asking, boolean exists) {
    AclDecision said =
        new AccessRequest(
                state.request.path(),
                needed(exists),
                state.destination.access().needsSudo(),
                WrapTtl.of(state.request.directives()),
                state.parameters,
                state.destination.fields())
            .evaluate(asking.acl());
    state.decision = Optional.of(said);
    return said.allowed();
  }

  // Any grant below its mount is enough, as for the preflight of the mount; a caller without one
  // must not learn that the mount exists.
  private boolean mayReadHelp(AuthenticatedCaller asking) {
    return asking
        .acl()
        .anyBelow(
            state.destination.mount().map(it -> it.path().text()).orElse(state.request.path()));
  }

  private Capability needed(boolean exists) {
    return switch (state.request.operation()) {
      case READ -> Capability.READ;
      case LIST -> Capability.LIST;
      case SCAN -> Capability.SCAN;
      case WRITE -> exists ? Capability.UPDATE : Capability.CREATE;
      case PATCH -> Capability.PATCH;
      case DELETE -> Capability.DELETE;
      case HELP -> throw new IllegalStateException("no capability is about help");
    };
  }

  // Seen by the access check and, being read in this unit of work, a precondition of the write.
  private Awaited<Boolean> exists(ResolvedRoute.Found found) {
    Fields captured = Fields.of(List.of(), Value.Obj.EMPTY, found.captures());
    return found.route().existence(RequestState.shown(found, state.coreCall(found, captured)));
  }
}
