package io.azimuth.application.seal.rekey;

import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.seal.share.SharePlan;
import io.azimuth.application.seal.share.ShareSession;
import io.azimuth.domain.secret.SecretBytes;
import java.util.List;
import java.util.Optional;

/** A rekey that has been started. For use under the lock of {@link RekeyOperation}. */
final class ActiveRekey {

  private final ShareSession session;
  private final Optional<SharePlan> plan;
  private final boolean verified;
  private Optional<SecretBytes> newKey = Optional.empty();
  private Optional<HeldShares> newShares = Optional.empty();
  private ShareSession verificationSession;

  ActiveRekey(ShareSession attempt, Optional<SharePlan> plan, boolean verified) {
    this.session = attempt;
    this.plan = plan;
    this.verified = verified;
    this.verificationSession = attempt.withNonce("");
  }

  /** The shares of the present key. */
  ShareSession session() {
    return session;
  }

  Optional<SharePlan> plan() {
    return plan;
  }

  /** Whether the new shares must be verified before they are in force. */
  boolean verified() {
    return verified;
  }

  boolean isVerifying() {
    return newKey.isPresent();
  }

  /** Begins the verification: the new shares were handed out and must be handed in. */
  void verify(SecretBytes key, Optional<HeldShares> shares, String nonce) {
    newKey = Optional.of(key);
    newShares = shares;
    session.wipe();
    verificationSession = session.withNonce(nonce);
  }

  void restartVerification(String nonce) {
    verificationSession.wipe();
    verificationSession = session.withNonce(nonce);
  }

  /** The shares of the new key. */
  ShareSession verificationSession() {
    return verificationSession;
  }

  SecretBytes newKey() {
    return newKey.orElseThrow();
  }

  /** The shares of the new key that were handed out. */
  Optional<HeldShares> newShares() {
    return newShares;
  }

  boolean isNewKey(Optional<SecretBytes> key) {
    return key.isPresent() && key.equals(newKey);
  }

  RekeyStatus status(int required) {
    return new RekeyStatus(
        session.nonce(),
        plan.map(SharePlan::counts),
        session.progress(),
        required,
        plan.map(SharePlan::fingerprints).orElseGet(List::of),
        verified,
        verificationSession.nonce());
  }

  RekeyVerificationStatus verification() {
    return new RekeyVerificationStatus(
        verificationSession.nonce(), plan.orElseThrow().counts(), verificationSession.progress());
  }

  void wipe() {
    session.wipe();
    verificationSession.wipe();
    newKey.ifPresent(SecretBytes::wipe);
    newKey = Optional.empty();
  }
}
