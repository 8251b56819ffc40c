package io.azimuth.azure.rotation;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotation that an operator demands: the answer is sent as soon as the new password is durable. Its
 * proof, the switch to it and the removal of the old password follow in the background.
 */
public final class RotateRootRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(RotateRootRoutes.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  // An answer may reach the caller before this server knows that it was sent.
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);
  private static final int MAX_ANSWERED = 1_024;

  // The rotations that were reported to their caller; after a restart none counts as reported.
  private final LruCache<String, AtomicBoolean> answered = new LruCache<>(MAX_ANSWERED);
  private final RotationRunner rotations;

  public RotateRootRoutes(RotationRunner rotations) {
    this.rotations = rotations;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "rotate-root")
            .access(Access.AUTHORIZED)
            .summary("Replace the server's own client secret or certificate")
            .answers(AnswerSchema.nothing())
            .handle(this::rotate));
  }

  private Answer rotate(Call call) {
    return call.once(Start.class, () -> start(call))
        .flight()
        .map(flight -> await(call, flight))
        .orElseGet(Answer.Empty::new);
  }

  private Start start(Call call) {
    String mount = call.mount().uuid();
    String caller = call.authorizedCaller().id();
    Optional<InFlightRotation> joined =
        rotations.flight(mount).filter(it -> it.awaitsReplayOf(caller));
    if (joined.isPresent()) {
      return new Start(joined);
    }
    Optional<Rotation> pending = rotations.pending(call.transaction());
    if (pending.isPresent()) {
      if (pending.filter(it -> isReplay(it, caller, call.now())).isPresent()) {
        return new Start(Optional.empty());
      }
      throw pending();
    }
    InFlightRotation begun =
        rotations
            .begin(call.transaction(), Optional.of(caller))
            .orElseThrow(RotateRootRoutes::pending);
    // Later log lines name the mount by its uuid only.
    LOG.info("rotation was asked for, mount={}, uuid={}", call.mount().path(), call.mount().uuid());
    return new Start(Optional.of(begun));
  }

  // Whether this is the first repetition by a caller whose request was answered before the outcome.
  // Only for a rotation whose new password is durable and not abandoned, because 204 promises that.
  private boolean isReplay(Rotation rotation, String caller, Instant now) {
    boolean good =
        rotation.state() == RotationState.PROVING || rotation.state() == RotationState.CLEANING;
    return good
        && rotation.requester().filter(caller::equals).isPresent()
        && !now.isBefore(rotation.since().plus(ON_ITS_WAY))
        && answered(rotation.name()).compareAndSet(false, true);
  }

  private AtomicBoolean answered(String rotation) {
    return answered.get(rotation, name -> new AtomicBoolean());
  }

  private Answer await(Call call, InFlightRotation flight) {
    return Answer.of(
        Awaited.ended(flight.outcome(), call.deadline())
            .then(ended -> ended ? answer(call, flight.outcome().join()) : late(flight)));
  }

  private static Answer late(InFlightRotation flight) {
    flight.abandon();
    throw unavailable("Azure takes long; the rotation goes on", RETRY_AFTER);
  }

  private Answer answer(Call call, RotationOutcome outcome) {
    if (outcome instanceof RotationOutcome.Begun begun) {
      call.afterCommit().onSent(() -> answered(begun.name()).set(true));
      return new Answer.Empty();
    }
    if (outcome instanceof RotationOutcome.Refused refused) {
      throw RefusedException.invalid("the credential was not rotated: " + refused.reason());
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
        Refusal.of(
                ErrorCategory.UPSTREAM_UNAVAILABLE, "the credential is not rotated yet: " + reason)
            .retryAfter(retryAfter));
  }

  /**
   * What a request has started, or joined.
   *
   * @param flight the start of the rotation; empty when an earlier request of the same caller
   *     started it, and its new password is durable
   */
  private record Start(Optional<InFlightRotation> flight) {}

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
