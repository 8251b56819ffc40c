package io.azimuth.adapters.azure.database;

import com.azure.core.credential.AccessToken;
import io.azimuth.adapters.azure.call.AzureCall;
import io.azimuth.adapters.azure.pipeline.CallException;
import io.azimuth.adapters.azure.pipeline.CauseChain;
import io.azimuth.adapters.azure.pipeline.FailureWords;
import io.azimuth.adapters.azure.pipeline.RetryBudgetExceededException;
import io.azimuth.adapters.azure.pipeline.ThrottledException;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.cloud.AccessTokenSource;
import io.azimuth.spi.remote.MinInterval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One token that all connections share. A caller that asks for it in the last minutes of its time
 * renews it; while that fails, the old one is given out until it ends.
 */
final class DatabaseTokens implements AccessTokenSource {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseTokens.class);

  /** For one sign-in with all repetitions. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** How long before its end a token is renewed; a short-lived one at half of its time. */
  private static final Duration AHEAD = Duration.ofMinutes(10);

  /** Between two attempts to renew a token that is still valid. */
  private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(30);

  /** Between two attempts to get one when there is none. */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(1);

  private final Supplier<Mono<AccessToken>> signIn;
  private final Clock clock;
  private final ReentrantLock signingIn = new ReentrantLock();
  private final MinInterval refusals = new MinInterval(BETWEEN_REFUSALS);
  private volatile @Nullable Held held;
  private volatile @Nullable Failure failure;

  DatabaseTokens(Supplier<Mono<AccessToken>> signIn, Clock clock) {
    this.signIn = signIn;
    this.clock = clock;
  }

  private record Held(SecretText text, Instant renewal, Instant end) {

    static Held of(AccessToken token, Instant now) {
      Instant end = token.getExpiresAt().toInstant();
      Duration half = Duration.between(now, end).dividedBy(2);
      return new Held(
          SecretText.of(token.getToken()),
          end.minus(half.compareTo(AHEAD) < 0 ? half : AHEAD),
          end);
    }

    boolean isFresh(Instant now) {
      return now.isBefore(renewal);
    }

    boolean isValid(Instant now) {
      return now.isBefore(end);
    }
  }

  /** A sign-in that failed, and how long the cloud wants to be left alone after it. */
  private record Failure(Instant at, Duration retryAfter, ServiceException thrown) {

    boolean isWithin(Duration pause, Instant now) {
      Duration since = Duration.between(at, now);
      return !since.isNegative() && (since.compareTo(pause) < 0 || since.compareTo(retryAfter) < 0);
    }
  }

  @Override
  public SecretText token() {
    Instant now = clock.instant();
    Optional<Held> current = current(now);
    if (current.filter(it -> it.isFresh(now)).isPresent()) {
      return current.get().text();
    }
    return current.isPresent() ? renewed(current.get(), now) : first();
  }

  private Optional<Held> current(Instant now) {
    return Optional.ofNullable(held).filter(it -> it.isValid(now));
  }

  // A caller for which there is a valid token does not wait for another one's sign-in.
  private SecretText renewed(Held old, Instant now) {
    if (hasFailedWithin(BETWEEN_RENEWALS, now).isPresent() || !signingIn.tryLock()) {
      return old.text();
    }
    try {
      return current(now).filter(it -> it.isFresh(now)).orElseGet(() -> obtain(now)).text();
    } catch (ServiceException e) {
      LOG.warn(
          "the access token for the database cannot be renewed, valid_until={}: {}",
          old.end(),
          e.detail());
      return old.text();
    } finally {
      signingIn.unlock();
    }
  }

  private SecretText first() {
    signingIn.lock();
    try {
      Instant now = clock.instant();
      Optional<Held> current = current(now);
      if (current.isPresent()) {
        return current.get().text();
      }
      Optional<Failure> last = hasFailedWithin(BETWEEN_ATTEMPTS, now);
      if (last.isPresent()) {
        throw last.get().thrown();
      }
      return obtain(now).text();
    } finally {
      signingIn.unlock();
    }
  }

  private Optional<Failure> hasFailedWithin(Duration pause, Instant now) {
    return Optional.ofNullable(failure).filter(it -> it.isWithin(pause, now));
  }

  private Held obtain(Instant now) {
    Held obtained =
        AzureCall.make(
            LIMIT,
            signIn,
            token -> Held.of(token, now),
            (thrown, sent) -> {
              throw failed(thrown);
            });
    held = obtained;
    failure = null;
    return obtained;
  }

  private ServiceException failed(Throwable thrown) {
    ServiceException reported = new ServiceException(ErrorCode.AZURE_SIGN_IN_FAILED, words(thrown));
    Duration retryAfter =
        CauseChain.find(thrown, ThrottledException.class)
            .map(ThrottledException::retryAfter)
            .orElse(Duration.ZERO);
    failure = new Failure(clock.instant(), retryAfter, reported);
    return reported;
  }

  private static String words(Throwable thrown) {
    if (thrown instanceof InterruptedException || thrown instanceof TimeoutException) {
      return "signing in failed: no answer in time";
    }
    return CauseChain.find(thrown, RetryBudgetExceededException.class)
        .map(last -> "signing in failed: " + last.how())
        .or(() -> CauseChain.find(thrown, CallException.class).map(CallException::detail))
        .orElseGet(() -> "signing in failed: " + FailureWords.of(thrown));
  }

  @Override
  public void refused(SecretText token) {
    Held current = held;
    if (current != null && current.text().equals(token) && refusals.tryAcquire(clock.instant())) {
      held = null;
    }
  }
}
