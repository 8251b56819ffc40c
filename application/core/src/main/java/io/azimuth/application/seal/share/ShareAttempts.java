package io.azimuth.application.seal.share;

import io.azimuth.spi.SecretGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Gives attempts with key shares their nonces and times, and logs what happens to them. */
@Singleton
public final class ShareAttempts {

  private final SecretGenerator secrets;
  private final AttemptLog log;
  private final Clock clock;

  @Inject
  ShareAttempts(SecretGenerator secrets, AttemptLog log, Clock clock) {
    this.secrets = secrets;
    this.log = log;
    this.clock = clock;
  }

  /** A session without shares that begins now, with a new nonce. */
  public ShareSession begin(InetAddress starter) {
    return new ShareSession(newNonce(), Optional.of(starter), now());
  }

  /** The same for an attempt that anybody may end, because it has no starter. */
  public ShareSession begin() {
    return new ShareSession(newNonce(), Optional.empty(), now());
  }

  /** A UUID. */
  public String newNonce() {
    return secrets.uuid();
  }

  /** The time of the clock. */
  public Instant now() {
    return clock.instant();
  }

  /**
   * Whether the session has lasted too long without a holder of a share, so that it must not hinder
   * others any more. Logs that it has.
   *
   * @param what the attempt is for, such as {@code root generation}
   */
  public boolean hasExpired(ShareSession session, String what) {
    boolean expired = session.hasExpired(now());
    if (expired) {
      log(what + " expired, nonce=" + session.nonce());
    }
    return expired;
  }

  /** Logs what happened to an attempt, unless too much happened in the last minute. */
  public void log(String what) {
    log.happened(what);
  }
}
