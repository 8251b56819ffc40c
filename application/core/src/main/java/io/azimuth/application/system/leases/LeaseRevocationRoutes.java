package io.azimuth.application.system.leases;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.lease.SecretLeases;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.sweep.TidyJob;
import io.azimuth.application.token.PrefixRevocation;
import io.azimuth.application.token.TokenLeases;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Revokes leases, one by one or all below a path. When the answer is sent, it is durable that they
 * are revoked: their tokens are refused, and their secrets are ended soon after. Their records are
 * swept later.
 */
@Singleton
final class LeaseRevocationRoutes {

  private static final Field<Boolean> SYNC =
      Field.flag("sync", false, "without effect: a revocation is durable when it is answered");
  private static final String PREFIX = "prefix";
  private static final String PREFIX_HELP = "How the ids of the leases begin.";

  private final TokenLeases tokens;
  private final SecretLeases secrets;
  private final PrefixRevocation prefixes;
  private final TidyJob tidy;

  @Inject
  LeaseRevocationRoutes(
      TokenLeases tokens, SecretLeases secrets, PrefixRevocation prefixes, TidyJob tidy) {
    this.tokens = tokens;
    this.secrets = secrets;
    this.prefixes = prefixes;
    this.tidy = tidy;
  }

  List<Route> routes() {
    return List.of(
        revocation("leases/revoke"),
        revocation("leases/revoke/:lease_id*"),
        revocation("revoke"),
        revocation("revoke/:lease_id*"),
        prefix("leases/revoke-prefix/:prefix*"),
        prefix("revoke-prefix/:prefix*"),
        force("leases/revoke-force/:prefix*"),
        force("revoke-force/:prefix*"),
        Route.on(Operation.WRITE, "leases/tidy")
            .access(Access.AUTHORIZED)
            .summary("Clean up after tokens that are gone")
            .answers(AnswerSchema.accepted())
            .handle(core(this::tidy)));
  }

  private Route revocation(String pattern) {
    return Route.on(Operation.WRITE, pattern)
        .access(Access.AUTHORIZED)
        .removes()
        .fields(LeaseRoutes.LEASE_ID, SYNC)
        .answers(AnswerSchema.nothing())
        .handle(core(this::revoke));
  }

  private Route prefix(String pattern) {
    return Route.on(Operation.WRITE, pattern)
        .access(Access.SUDO)
        .removes()
        .fields(SYNC)
        .captures(PREFIX, PREFIX_HELP)
        .answers(AnswerSchema.nothing())
        .handle(core(this::revokePrefix));
  }

  private Route force(String pattern) {
    return Route.on(Operation.WRITE, pattern)
        .access(Access.SUDO)
        .removes()
        .captures(PREFIX, PREFIX_HELP)
        .answers(AnswerSchema.nothing())
        .handle(core(this::revokeForce));
  }

  // An unknown lease needs no revocation, so that is no error.
  private Answer revoke(CoreCall call) {
    String id = LeaseRoutes.given(call);
    tokens.revoke(call.work(), id, call.now());
    secrets.revoke(call.work(), id);
    return new Answer.Empty();
  }

  private Answer revokePrefix(CoreCall call) {
    String prefix = call.fields().captured(PREFIX);
    return secrets.revoke(call.work(), prefix)
        ? new Answer.Empty()
        : revokeBelow(call, prefix, false);
  }

  private Answer revokeForce(CoreCall call) {
    String prefix = call.fields().captured(PREFIX);
    return secrets.force(call.work(), prefix)
        ? new Answer.Empty()
        : revokeBelow(call, prefix, true);
  }

  private Answer revokeBelow(CoreCall call, String prefix, boolean forced) {
    if (tokens.find(call.work(), prefix, call.now()).isPresent()) {
      tokens.revoke(call.work(), prefix, call.now());
    } else {
      prefixes.revoke(call.work(), prefix, forced);
    }
    return new Answer.Empty();
  }

  private Answer tidy(CoreCall call) {
    tidy.begin();
    return new Answer.Accepted(
        List.of(
            "Tidy operation successfully started. Any information from the operation will be"
                + " printed to the server's log."));
  }
}
