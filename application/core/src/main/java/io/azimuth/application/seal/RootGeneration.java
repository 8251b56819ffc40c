package io.azimuth.application.seal;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.PgpRecipient;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.seal.share.CancelRefusal;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.RekeyCutover;
import io.azimuth.application.seal.share.Requester;
import io.azimuth.application.seal.share.ShareAttempts;
import io.azimuth.application.seal.share.ShareSession;
import io.azimuth.application.token.RootTokens;
import io.azimuth.application.token.TokenFactory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a root token for holders of enough key shares, one attempt at a time. Attempts are kept in
 * memory only: a restart and sealing end them.
 */
@Singleton
public final class RootGeneration {

  private static final Logger LOG = LoggerFactory.getLogger(RootGeneration.class);
  private static final String TOKEN_MOUNT = "auth/token/";

  private final Barrier barrier;
  private final KeyQuorum quorum;
  private final RekeyCutover replacements;
  private final RootTokens rootTokens;
  private final MountTables mountTables;
  private final SecretGenerator secrets;
  private final ShareAttempts attempts;
  private Optional<Started> started = Optional.empty();

  @Inject
  RootGeneration(
      Barrier barrier,
      KeyQuorum quorum,
      RekeyCutover replacements,
      RootTokens rootTokens,
      MountTables mountTables,
      SecretGenerator secrets,
      ShareAttempts attempts) {
    this.barrier = barrier;
    this.quorum = quorum;
    this.replacements = replacements;
    this.rootTokens = rootTokens;
    this.mountTables = mountTables;
    this.secrets = secrets;
    this.attempts = attempts;
  }

  /** The state of the attempt, if there is one. */
  public synchronized Status status(UnitOfWork work) {
    int required = quorum.required(barrier.sealRecord(work));
    return active().map(begun -> begun.status(required)).orElseGet(() -> Status.none(required));
  }

  /**
   * Refuses when there is an attempt.
   *
   * @throws RefusedException when there is one
   */
  public synchronized void requireNone() {
    if (active().isPresent()) {
      throw RefusedException.invalid("root generation already in progress");
    }
  }

  /**
   * Begins an attempt.
   *
   * @param otp the one-time password that hides the token; empty: one is made, unless there is a
   *     recipient
   * @param recipient whom the token is encrypted for
   * @return the state of the attempt, with the password if it was made here
   */
  public synchronized Status start(
      UnitOfWork work, Requester requester, SecretText otp, Optional<PgpRecipient> recipient) {
    int required = quorum.required(barrier.sealRecord(work));
    if (required == 0) {
      throw RefusedException.invalid("there are no recovery keys: nobody could complete this");
    }
    requireNone();
    boolean generated = otp.isEmpty() && recipient.isEmpty();
    SecretText pad =
        generated ? SecretText.of(secrets.base62(TokenFactory.SERVICE_TOKEN_LENGTH)) : otp;
    RootTokenEncoding disguise = new RootTokenEncoding(pad, recipient);
    Started begun = new Started(attempts.begin(requester.address()), disguise);
    started = Optional.of(begun);
    attempts.log(
        "root generation begun, nonce="
            + begun.attempt().nonce()
            + ", client="
            + requester.address().getHostAddress());
    Status status = begun.status(required);
    return generated ? status.withOtp(pad) : status;
  }

  /**
   * Takes a share; all shares are wiped at the end of the attempt. When there are enough, a root
   * token is staged.
   *
   * @throws RefusedException when the attempt has another nonce or the shares are wrong
   */
  public synchronized Status update(CoreCall call, String nonce, SecretBytes share) {
    RootShare handedIn = call.once(RootShare.class, () -> handIn(call.work(), nonce, share));
    return handedIn.isLast()
        ? complete(call, handedIn.begun())
        : handedIn.begun().status(quorum.required(barrier.sealRecord(call.work())));
  }

  private Optional<Started> active() {
    started
        .filter(begun -> attempts.hasExpired(begun.attempt(), "root generation"))
        .ifPresent(this::end);
    return started;
  }

  private Started required() {
    return active().orElseThrow(() -> RefusedException.invalid("no root generation in progress"));
  }

  private RootShare handIn(UnitOfWork work, String nonce, SecretBytes share) {
    Started begun = required();
    ShareSession attempt = begun.attempt();
    if (!attempt.isNamed(nonce)) {
      share.wipe();
      throw RefusedException.invalid("incorrect nonce supplied: this attempt has another one");
    }
    SealRecord seal = barrier.sealRecord(work);
    attempt.add(share, quorum.mayBeShare(seal, share));
    Optional<KeyQuorum.Proof> proof = quorum.prove(seal, attempt.shares());
    if (proof.isPresent()) {
      proof.get().key().wipe();
      if (!attempt.beginCompletion()) {
        throw RefusedException.invalid("root generation is being completed by another request");
      }
      return new RootShare(begun, true);
    }
    if (attempt.progress() >= quorum.required(seal)) {
      throw wrongShares(attempt);
    }
    return new RootShare(begun, false);
  }

  private RefusedException wrongShares(ShareSession attempt) {
    attempt.wipe();
    attempts.log("root generation: the shares do not make the key");
    return RefusedException.invalid("root generation failed, invalid key");
  }

  // Between two runs of the handler the attempt may have been cancelled, or the key replaced.
  private Status complete(CoreCall call, Started begun) {
    if (!required().equals(begun)) {
      throw RefusedException.invalid("the root generation has been replaced by another one");
    }
    SealRecord seal = barrier.sealRecord(call.work());
    KeyQuorum.Proof proof =
        quorum
            .prove(seal, begun.attempt().shares())
            .orElseThrow(() -> wrongShares(begun.attempt()));
    proof.key().wipe();
    int required = quorum.required(seal);
    TokenFactory.Minted token = rootTokens.mint(call.work(), tokenMount(call.work()));
    call.staged(token.hash(), token.token());
    call.afterCommit().onSettled(() -> finish(begun, proof));
    SecretText encoded = begun.disguise().encode(token.clientToken());
    return begun.status(required).completed(required, encoded);
  }

  private synchronized void finish(Started begun, KeyQuorum.Proof proof) {
    LOG.warn("root token generated, nonce={}", begun.attempt().nonce());
    end(begun);
    if (proof.isCurrent()) {
      replacements.complete();
    }
  }

  private Mount tokenMount(UnitOfWork work) {
    return mountTables
        .of(work)
        .serving(TOKEN_MOUNT)
        .orElseThrow(() -> new IllegalStateException("there is no mount of tokens"));
  }

  /**
   * Cancels the attempt, if there is one.
   *
   * @throws RefusedException when the requester may not cancel it
   */
  public synchronized void cancel(UnitOfWork work, Requester requester, String nonce) {
    active()
        .ifPresent(
            begun -> {
              if (!begun.attempt().mayBeCancelledBy(requester, nonce)
                  && !quorum.hasHolder(barrier.sealRecord(work), requester)) {
                throw CancelRefusal.refusal();
              }
              attempts.log("root generation cancelled, nonce=" + begun.attempt().nonce());
              end(begun);
            });
  }

  /** Drops any attempt. */
  synchronized void forget() {
    started.ifPresent(this::end);
  }

  private void end(Started begun) {
    begun.attempt().wipe();
    started = started.filter(other -> !other.equals(begun));
  }

  /**
   * What the share of one request has done, once for the request.
   *
   * @param begun the attempt
   * @param isLast whether the shares make the key
   */
  private record RootShare(Started begun, boolean isLast) {}

  private record Started(ShareSession attempt, RootTokenEncoding disguise) {

    Status status(int required) {
      return new Status(
          attempt.nonce(),
          attempt.progress(),
          required,
          disguise.fingerprint(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * The state of an attempt.
   *
   * @param nonce its identifier; empty when there is none
   * @param progress how many shares were handed in
   * @param required how many are needed
   * @param fingerprint of the key that the token will be encrypted with, or empty
   * @param otp the one-time password, shown once
   * @param encodedToken the token, hidden or encrypted, once the attempt is complete
   */
  public record Status(
      String nonce,
      int progress,
      int required,
      String fingerprint,
      Optional<SecretText> otp,
      Optional<SecretText> encodedToken) {

    static Status none(int required) {
      return new Status("", 0, required, "", Optional.empty(), Optional.empty());
    }

    Status withOtp(SecretText shown) {
      return new Status(nonce, progress, required, fingerprint, Optional.of(shown), encodedToken);
    }

    Status completed(int entered, SecretText encoded) {
      return new Status(nonce, entered, required, fingerprint, otp, Optional.of(encoded));
    }

    public boolean isStarted() {
      return !nonce.isEmpty();
    }
  }
}
