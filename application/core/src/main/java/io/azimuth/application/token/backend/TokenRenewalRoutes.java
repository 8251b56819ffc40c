package io.azimuth.application.token.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.store.BatchTokens;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.AuthView;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.application.token.TokenRenewer;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Renews tokens. Refusals are 4xx: agents repeat a request after a 5xx until the lease expires. */
@Singleton
final class TokenRenewalRoutes {

  private static final Field<Duration> INCREMENT =
      Field.duration("increment", Duration.ZERO, "how long the token shall live from now");

  private final TargetToken target;
  private final TokenRenewer renewals;
  private final TokenAuthority authority;

  @Inject
  TokenRenewalRoutes(TargetToken target, TokenRenewer renewals, TokenAuthority authority) {
    this.target = target;
    this.renewals = renewals;
    this.authority = authority;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "renew-self")
            .access(Access.AUTHORIZED)
            .summary("Renew the token that is sent")
            .fields(INCREMENT)
            .answers(AnswerSchema.token())
            .handle(core(call -> renew(call, target.self(call)))),
        Route.on(Operation.WRITE, "renew")
            .access(Access.AUTHORIZED)
            .summary("Renew a token")
            .fields(TargetToken.TOKEN, INCREMENT)
            .answers(AnswerSchema.token())
            .handle(core(this::renewGiven)),
        Route.on(Operation.WRITE, "renew/:token")
            .access(Access.AUTHORIZED)
            .summary("Renew a token that stands in the path")
            .fields(TargetToken.TOKEN, INCREMENT)
            .answers(AnswerSchema.token())
            .handle(core(this::renewGiven)),
        Route.on(Operation.WRITE, "renew-accessor")
            .access(Access.AUTHORIZED)
            .summary("Renew a token by its accessor")
            .fields(TargetToken.ACCESSOR, INCREMENT)
            .answers(AnswerSchema.token())
            .handle(core(call -> renew(call, target.byAccessor(call)))));
  }

  private Answer renewGiven(CoreCall call) {
    String token = call.fields().value(TargetToken.TOKEN);
    if (token.isEmpty()) {
      throw RefusedException.invalid("missing token ID");
    }
    if (BatchTokens.looksLikeOne(SecretText.of(token))) {
      throw RefusedException.invalid("batch tokens cannot be renewed");
    }
    return renew(
        call,
        target.inRequest(call).orElseThrow(() -> RefusedException.invalid("token not found")));
  }

  private Answer renew(CoreCall call, TargetToken.Found found) {
    return Answer.of(
        renewals
            .renew(
                call.work(),
                found.credential(),
                call.fields().value(INCREMENT),
                call.now(),
                call.deadline())
            .then(renewed -> answer(call, found, renewed)));
  }

  private Answer answer(CoreCall call, TargetToken.Found found, TokenRenewer.Renewed renewed) {
    Auth auth =
        AuthView.of(
            found.clientToken(),
            renewed.token(),
            found.credential().entityId(),
            found.credential().usesLeft().orElse(0),
            authority.identityPolicies(call.work(), found.credential().entity()),
            renewed.ttl().ttl());
    return new Answer.Envelope(Optional.empty(), Optional.of(auth), renewed.warnings());
  }
}
