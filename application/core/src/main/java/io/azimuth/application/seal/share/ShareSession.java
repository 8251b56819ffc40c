package io.azimuth.application.seal.share;

import io.azimuth.domain.secret.SecretBytes;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * People who come together with their shares for one purpose. For use under the lock of whoever
 * holds it.
 */
public final class ShareSession {

  private final String nonce;
  private final InetAddress starter;
  private final ShareCollection shares = new ShareCollection();
  private String claimant = "";

  /**
   * An attempt without shares.
   *
   * @param nonce its name, which every share comes with
   * @param starter where the request came from that began it
   */
  public ShareSession(String nonce, InetAddress starter) {
    this.nonce = nonce;
    this.starter = starter;
  }

  /** Another attempt of the same starter. */
  public ShareSession withNonce(String other) {
    return new ShareSession(other, starter);
  }

  public String nonce() {
    return nonce;
  }

  public boolean isNamed(String name) {
    return !nonce.isEmpty()
        && MessageDigest.isEqual(
            nonce.getBytes(StandardCharsets.UTF_8), name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether it may be given up by them: an operator, or who names it and is where it was begun.
   * Everybody may read the name, for holders of shares need it, so that alone is not enough
   * (CVE-2026-5807).
   */
  public boolean mayBeCancelledBy(Requester requester, String name) {
    return requester.isOperator() || (isNamed(name) && starter.equals(requester.address()));
  }

  public void add(SecretBytes share) {
    shares.add(share);
  }

  public List<SecretBytes> shares() {
    return shares.all();
  }

  public int progress() {
    return shares.size();
  }

  /**
   * One request completes an attempt, with all its runs; no other does.
   *
   * @return whether it is this one
   */
  public boolean claim(String requestId) {
    if (claimant.isEmpty()) {
      claimant = requestId;
    }
    return claimant.equals(requestId);
  }

  /** Forgets the shares. */
  public void wipe() {
    shares.wipe();
  }
}
