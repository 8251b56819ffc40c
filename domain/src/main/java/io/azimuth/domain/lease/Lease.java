package io.azimuth.domain.lease;

import io.azimuth.domain.token.RevocationStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The record of something that a secrets engine gave out for a time.
 *
 * @param id the path of the request, a slash, and random characters
 * @param mountUuid of the mount that gave it out
 * @param mount its accessor, and the revocations so far
 * @param holder the token that asked for it
 * @param term how long it lasts
 * @param state how far it is
 * @param failed the attempts to end it so far
 * @param kept what the engine needs to renew and to end it; no answer shows it
 */
public record Lease(
    String id,
    String mountUuid,
    RevocationStamp mount,
    LeaseHolder holder,
    LeaseTerm term,
    LeaseState state,
    FailedAttempts failed,
    Map<String, String> kept) {

  /**
   * How long a pending lease is left alone: longer than any request and any call to another system
   * that a request began.
   */
  public static final Duration LONGEST_PENDING = Duration.ofMinutes(5);

  public Lease {
    Objects.requireNonNull(mountUuid, "mountUuid");
    Objects.requireNonNull(mount, "mount");
    Objects.requireNonNull(holder, "holder");
    Objects.requireNonNull(term, "term");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(failed, "failed");
    kept = Map.copyOf(kept);
    if (id.lastIndexOf('/') < 1 || id.endsWith("/")) {
      throw new IllegalArgumentException("the id of a lease is a path and a name");
    }
  }

  /** The path of the request that asked for it. */
  public String path() {
    return id.substring(0, id.lastIndexOf('/'));
  }

  /** The random part of its id. */
  public String name() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** Whether it was handed out and not revoked by its id. */
  public boolean isIssued() {
    return state == LeaseState.ISSUED;
  }

  /** Whether it is pending and its request may still be running at that moment. */
  public boolean isBeingMade(Instant now) {
    return state == LeaseState.PENDING && now.isBefore(term.issuedAt().plus(LONGEST_PENDING));
  }

  /** This lease in that state. */
  public Lease in(LeaseState next) {
    return new Lease(id, mountUuid, mount, holder, term, next, failed, kept);
  }

  /** This lease with that term. */
  public Lease lasting(LeaseTerm other) {
    return new Lease(id, mountUuid, mount, holder, other, state, failed, kept);
  }

  /**
   * This lease, handed out.
   *
   * @param stamp the revocations so far: none of them revokes it
   * @param finallyKept what the engine keeps in the end
   */
  public Lease issued(RevocationStamp stamp, LeaseTerm other, Map<String, String> finallyKept) {
    return new Lease(id, mountUuid, stamp, holder, other, LeaseState.ISSUED, failed, finallyKept);
  }

  /** This lease after another attempt to end it that failed. */
  public Lease failedAgain(Instant now, String reason) {
    return new Lease(id, mountUuid, mount, holder, term, state, failed.another(now, reason), kept);
  }
}
