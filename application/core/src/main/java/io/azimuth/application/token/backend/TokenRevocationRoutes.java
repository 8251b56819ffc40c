package io.azimuth.application.token.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.store.BatchTokens;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Revokes tokens. The removal of the record is the durable mark: a descendant whose ancestor has no
 * record is refused at its next use, and swept later.
 */
@Singleton
final class TokenRevocationRoutes {

  private static final String NOT_BATCH = "batch tokens cannot be revoked";

  private final TargetToken target;
  private final SystemLifetimes system;

  @Inject
  TokenRevocationRoutes(TargetToken target, SystemLifetimes system) {
    this.target = target;
    this.system = system;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "revoke-self")
            .access(Access.AUTHORIZED)
            .removes()
            .summary("Revoke the token that is sent")
            .answers(AnswerSchema.nothing())
            .handle(core(call -> revoke(call, target.self(call).credential()))),
        Route.on(Operation.WRITE, "revoke")
            .access(Access.AUTHORIZED)
            .removes()
            .summary("Revoke a token and all that it made")
            .fields(TargetToken.TOKEN)
            .answers(AnswerSchema.nothing())
            .handle(core(this::revokeGiven)),
        Route.on(Operation.WRITE, "revoke/:token")
            .access(Access.AUTHORIZED)
            .removes()
            .summary("Revoke a token that stands in the path")
            .fields(TargetToken.TOKEN)
            .answers(AnswerSchema.nothing())
            .handle(core(this::revokeGiven)),
        Route.on(Operation.WRITE, "revoke-accessor")
            .access(Access.AUTHORIZED)
            .removes()
            .summary("Revoke a token by its accessor")
            .fields(TargetToken.ACCESSOR)
            .answers(AnswerSchema.nothing())
            .handle(core(this::revokeAccessor)),
        Route.on(Operation.WRITE, "revoke-orphan")
            .access(Access.AUTHORIZED)
            .removes()
            .summary("Revoke a token and leave what it made")
            .fields(TargetToken.TOKEN)
            .answers(AnswerSchema.nothing())
            .handle(core(this::revokeOrphan)));
  }

  // An unknown token needs no revocation, so that is no error.
  private Answer revokeGiven(CoreCall call) {
    Optional<TargetToken.Found> found = given(call);
    return found.isEmpty() ? new Answer.Empty() : revoke(call, found.get().credential());
  }

  // The same; the warning shows who mistyped an accessor that the token lives on.
  private Answer revokeAccessor(CoreCall call) {
    return target
        .withAccessor(call)
        .map(found -> revoke(call, found.credential()))
        .orElseGet(() -> Answer.done(List.of("No token found with this accessor")));
  }

  private Optional<TargetToken.Found> given(CoreCall call) {
    SecretText token = SecretText.of(call.fields().value(TargetToken.TOKEN));
    if (token.isEmpty()) {
      throw RefusedException.invalid("missing token ID");
    }
    if (BatchTokens.looksLikeOne(token)) {
      throw RefusedException.invalid(NOT_BATCH);
    }
    return target.inRequest(call);
  }

  // Its record is kept as the end of its children's line of ancestors, until no token names it any
  // more.
  private Answer revokeOrphan(CoreCall call) {
    if (!call.requiredCaller().acl().hasSudo(call.request().path())) {
      throw RefusedException.invalid("root or sudo privileges required to revoke and orphan");
    }
    Credential found =
        given(call)
            .orElseThrow(() -> RefusedException.invalid("token to revoke not found"))
            .credential();
    call.work().tokens().remove(found.hash());
    call.work().tokens().put(found.hash(), found.token().released(call.now(), keep(call)));
    return new Answer.Empty();
  }

  // A batch token that has it as ancestor is not stored, so it is kept for the longest lifetime of
  // one.
  private Duration keep(CoreCall call) {
    return system.of(call.mount()).maxTtl().plus(system.maxTtl());
  }

  private static Answer revoke(CoreCall call, Credential credential) {
    if (credential.token().type() == TokenType.BATCH) {
      throw RefusedException.invalid(NOT_BATCH);
    }
    call.work().tokens().remove(credential.hash());
    return new Answer.Empty();
  }
}
