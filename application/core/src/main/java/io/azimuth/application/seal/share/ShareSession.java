package io.azimuth.application.seal.share;

import io.azimuth.domain.secret.SecretBytes;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The shares that holders hand in for one purpose, under one nonce. For use under the lock of its
 * owner.
 */
public final class ShareSession {

  /** How long an attempt lasts in which no holder of a share takes part. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String nonce;
  private final Optional<InetAddress> starter;
  private final Instant begun;
  private final ShareCollection shares = new ShareCollection();
  private boolean hasHolder;
  private boolean completing;

  /**
   * A session without shares.
   *
   * @param nonce that every share comes with
   * @param starter the address that began it; empty for one that is not cancelled by its nonce
   * @param begun when
   */
  public ShareSession(String nonce, Optional<InetAddress> starter, Instant begun) {
    this.nonce = nonce;
    this.starter = starter;
    this.begun = begun;
  }

  /** A new session of the same starter. */
  public ShareSession withNonce(String other) {
    return new ShareSession(other, starter, begun);
  }

  /** The nonce that every share comes with. */
  public String nonce() {
    return nonce;
  }

  /** Whether this is the nonce of the session. */
  public boolean isNamed(String name) {
    return !nonce.isEmpty()
        && MessageDigest.isEqual(
            nonce.getBytes(StandardCharsets.UTF_8), name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether the requester may cancel it: an operator, or a requester that knows the nonce and has
   * the address where it was begun. Every caller may read the nonce, since holders of shares need
   * it, so the nonce alone is not enough (CVE-2026-5807).
   */
  public boolean mayBeCancelledBy(Requester requester, String name) {
    return requester.isOperator()
        || (isNamed(name) && starter.filter(requester.address()::equals).isPresent());
  }

  /**
   * Takes a share; one that is already there changes nothing.
   *
   * @param fromHolder whether it is, or may be, a share of the key
   */
  public void add(SecretBytes share, boolean fromHolder) {
    shares.add(share);
    hasHolder |= fromHolder;
  }

  /** Whether it has lasted ten minutes without a holder of a share. */
  public boolean hasExpired(Instant now) {
    return !hasHolder && !now.isBefore(begun.plus(PATIENCE));
  }

  public List<SecretBytes> shares() {
    return shares.all();
  }

  /** How many different shares were handed in. */
  public int progress() {
    return shares.size();
  }

  /** Whether the request that calls this completes the attempt: the first one, and no other. */
  public boolean beginCompletion() {
    boolean first = !completing;
    completing = true;
    return first;
  }

  /** Wipes and drops the shares; the attempt can be completed by others. */
  public void wipe() {
    completing = false;
    shares.wipe();
  }
}
