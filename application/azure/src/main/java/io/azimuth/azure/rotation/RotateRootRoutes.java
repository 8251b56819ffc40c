package io.azimuth.azure.rotation;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotation that an operator demands: the answer is sent as soon as the new password is durable. Its
 * proof, the switch to it and the removal of the old password follow in the background.
 */
public final class RotateRootRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(RotateRootRoutes.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final int MAX_WAITING = 1_024;

  private final LruCache<String, InFlightRotation> waiting = new LruCache<>(MAX_WAITING);
  private final RotationRunner rotations;
  private final RotationIdempotency replays;

  public RotateRootRoutes(RotationRunner rotations, RotationIdempotency replays) {
    this.rotations = rotations;
    this.replays = replays;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "rotate-root")
            .access(Access.AUTHORIZED)
            .summary("Replace the server's own client secret")
            .handle(this::rotate));
  }

  // The handler runs again when the start of the rotation that it waits for has ended.
  private Answer rotate(Call call) {
    return waiting
        .find(call.request().id())
        .map(flight -> await(call, flight))
        .orElseGet(() -> begin(call));
  }

  private Answer begin(Call call) {
    String mount = call.mount().uuid();
    String caller = call.authorizedCaller().id();
    Optional<InFlightRotation> joined =
        rotations.flight(mount).filter(it -> it.awaitsReplayOf(caller));
    if (joined.isPresent()) {
      return wait(call, joined.get());
    }
    Optional<Rotation> pending = rotations.pending(call.transaction());
    if (pending.isPresent()) {
      if (pending.filter(it -> isReplay(it, caller, call.now())).isPresent()) {
        return new Answer.Empty();
      }
      throw pending();
    }
    return rotations
        .begin(call.transaction(), Optional.of(caller))
        .map(begun -> begun(call, begun))
        .orElseThrow(RotateRootRoutes::pending);
  }

  // Later log lines name the mount by its uuid only.
  private Answer begun(Call call, InFlightRotation flight) {
    LOG.info("rotation was asked for, mount={}, uuid={}", call.mount().path(), call.mount().uuid());
    return wait(call, flight);
  }

  // Only for a rotation whose new password is durable and not abandoned, because 204 promises that.
  private boolean isReplay(Rotation rotation, String caller, Instant now) {
    boolean good =
        rotation.state() == RotationState.PROVING || rotation.state() == RotationState.CLEANING;
    return good && replays.isReplay(rotation, caller, now);
  }

  private Answer wait(Call call, InFlightRotation flight) {
    waiting.put(call.request().id(), flight);
    return await(call, flight);
  }

  private Answer await(Call call, InFlightRotation flight) {
    if (!call.deadline().awaitCompletion(flight.outcome())) {
      flight.abandon();
      throw unavailable("Azure takes long; the rotation goes on", RETRY_AFTER);
    }
    return answer(call, flight.outcome().join());
  }

  private Answer answer(Call call, RotationOutcome outcome) {
    if (outcome instanceof RotationOutcome.Begun begun) {
      call.afterCommit().onSent(() -> replays.answered(begun.name()));
      return new Answer.Empty();
    }
    if (outcome instanceof RotationOutcome.Refused refused) {
      throw RefusedException.invalid("the secret was not rotated: " + refused.reason());
    }
    throw outcome instanceof RotationOutcome.Unavailable unavailable
        ? unavailable(unavailable.reason(), longer(unavailable.retryAfter(), RETRY_AFTER))
        : pending();
  }

  private static RefusedException pending() {
    return new RefusedException(
        ErrorCategory.CONFLICT, "a rotation is pending; config/status shows how far it is");
  }

  private static RefusedException unavailable(String reason, Duration retryAfter) {
    return new RefusedException(
        Refusal.of(ErrorCategory.UPSTREAM_UNAVAILABLE, "the secret is not rotated yet: " + reason)
            .retryAfter(retryAfter));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
