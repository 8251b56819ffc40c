package io.azimuth.application.backend.token;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Revoking tokens. The removal of the record is the durable mark: a child whose ancestor has no
 * record is dead at its next use, and swept later.
 */
@Singleton
public final class TokenRevocation {

  private final TargetToken target;

  @Inject
  TokenRevocation(TargetToken target) {
    this.target = target;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "revoke-self")
            .access(Access.AUTHORIZED)
            .handle(call -> revoke(call, target.self(call).credential())),
        Route.on(Operation.WRITE, "revoke")
            .access(Access.AUTHORIZED)
            .fields(TargetToken.TOKEN)
            .handle(this::revokeGiven),
        Route.on(Operation.WRITE, "revoke/:token")
            .access(Access.AUTHORIZED)
            .fields(TargetToken.TOKEN)
            .handle(this::revokeGiven),
        Route.on(Operation.WRITE, "revoke-accessor")
            .access(Access.AUTHORIZED)
            .fields(TargetToken.ACCESSOR)
            .handle(call -> revoke(call, target.byAccessor(call).credential())));
  }

  // An unknown token is as revoked as it can be (spec 3.11).
  private Answer revokeGiven(Call call) {
    if (call.fields().value(TargetToken.TOKEN).isEmpty()) {
      throw RefusedException.invalid("missing token ID");
    }
    Optional<TargetToken.Found> found = target.inRequest(call);
    return found.isEmpty() ? new Answer.Empty() : revoke(call, found.get().credential());
  }

  private static Answer revoke(Call call, Credential credential) {
    call.work().tokens().remove(credential.hash());
    return new Answer.Empty();
  }
}
