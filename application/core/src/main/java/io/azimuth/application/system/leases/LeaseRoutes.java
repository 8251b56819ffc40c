package io.azimuth.application.system.leases;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.store.Credential;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.TokenLeases;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Leases: lookup, list, renewal. All leases are leases of tokens. */
@Singleton
public final class LeaseRoutes {

  static final Field<String> LEASE_ID = Field.text("lease_id", "the lease that is meant");
  private static final Field<Duration> INCREMENT =
      Field.duration("increment", Duration.ZERO, "how long the lease shall last from now");
  private static final Field<String> TYPE = Field.text("type", "irrevocable");
  private static final String IRREVOCABLE = "irrevocable";

  private final TokenLeases leases;

  @Inject
  LeaseRoutes(TokenLeases leases) {
    this.leases = leases;
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "leases/lookup")
            .access(Access.AUTHORIZED)
            .summary("Look up a lease")
            .fields(LEASE_ID)
            .handle(core(this::lookup)),
        Route.on(Operation.LIST, "leases/lookup").access(Access.SUDO).handle(core(this::list)),
        Route.on(Operation.LIST, "leases/lookup/:prefix*")
            .access(Access.SUDO)
            .handle(core(this::list)),
        renewal("leases/renew"),
        renewal("leases/renew/:lease_id*"),
        renewal("renew"),
        renewal("renew/:lease_id*"),
        Route.on(Operation.READ, "leases/count")
            .access(Access.AUTHORIZED)
            .fields(TYPE)
            .handle(core(LeaseRoutes::count)),
        Route.on(Operation.READ, "leases")
            .access(Access.SUDO)
            .fields(TYPE)
            .handle(core(LeaseRoutes::irrevocable)));
  }

  private Route renewal(String pattern) {
    return Route.on(Operation.WRITE, pattern)
        .access(Access.AUTHORIZED)
        .fields(LEASE_ID, INCREMENT)
        .handle(core(this::renew));
  }

  private Answer lookup(CoreCall call) {
    String id = given(call);
    return leases
        .find(call.work(), id, call.now())
        .map(found -> show(id, found, call))
        .orElseThrow(() -> RefusedException.invalid("invalid lease"));
  }

  private static Answer show(String id, Credential found, CoreCall call) {
    Token token = found.token();
    TokenLifetime span = token.lifetime();
    return Answer.data(
        Value.Obj.builder()
            .put("id", id)
            .put("issue_time", span.createdAt().toString())
            .put(
                "expire_time",
                span.expiresAt().map(end -> Value.of(end.toString())).orElse(Value.NULL))
            .put(
                "last_renewal",
                span.lastRenewal().map(last -> Value.of(last.toString())).orElse(Value.NULL))
            .put("renewable", span.renewable())
            .put("ttl", token.remaining(call.now()).toSeconds())
            .build());
  }

  private Answer list(CoreCall call) {
    return Answer.keys(leases.below(call.fields().captured("prefix")));
  }

  // A token is renewed with the token, its accessor or a right to do so, never with its lease.
  private Answer renew(CoreCall call) {
    boolean known = leases.find(call.work(), given(call), call.now()).isPresent();
    throw RefusedException.invalid(
        known ? "tokens cannot be renewed through this endpoint" : "lease not found");
  }

  private static Answer count(CoreCall call) {
    requireIrrevocable(call);
    return Answer.data(
        Value.Obj.builder().put("lease_count", 0).put("counts", Value.Obj.EMPTY).build());
  }

  private static Answer irrevocable(CoreCall call) {
    requireIrrevocable(call);
    return Answer.data(
        Value.Obj.builder().put("lease_count", 0).put("leases", Value.Obj.EMPTY).build());
  }

  // Ending a token lease calls no other system, so no lease is ever irrevocable.
  private static void requireIrrevocable(CoreCall call) {
    if (!call.fields().value(TYPE).equals(IRREVOCABLE)) {
      throw RefusedException.invalid("invalid type: only irrevocable is known");
    }
  }

  static String given(CoreCall call) {
    String id = call.fields().value(LEASE_ID);
    if (id.isEmpty()) {
      throw RefusedException.invalid("lease_id must be specified");
    }
    return id;
  }
}
