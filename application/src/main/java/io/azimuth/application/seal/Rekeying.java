package io.azimuth.application.seal;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.SecretGenerator;
import io.azimuth.application.port.store.Barrier;
import io.azimuth.application.port.store.SealRecord;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.Call;
import io.azimuth.application.seal.KeyQuorum.Proof;
import io.azimuth.domain.seal.KeyShares;
import io.azimuth.domain.secret.SecretBytes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a key for people who hold enough shares of the present one, one attempt at a time. With
 * verification nothing is replaced before enough of the new shares came back; without, the old
 * shares count until the answer with the new ones is out. Attempts are in memory only.
 */
public final class Rekeying {

  private static final Logger LOG = LoggerFactory.getLogger(Rekeying.class);

  private final RekeyTarget target;
  private final Barrier barrier;
  private final KeyQuorum quorum;
  private final Replacements replacements;
  private final HeldKeys heldKeys;
  private final SecretGenerator secrets;
  private Optional<StartedRekey> started = Optional.empty();

  Rekeying(
      RekeyTarget target,
      Barrier barrier,
      KeyQuorum quorum,
      Replacements replacements,
      HeldKeys heldKeys,
      SecretGenerator secrets) {
    this.target = target;
    this.barrier = barrier;
    this.quorum = quorum;
    this.replacements = replacements;
    this.heldKeys = heldKeys;
    this.secrets = secrets;
  }

  /** How far it is. */
  public synchronized RekeyStatus status(UnitOfWork work) {
    int required = quorum.required(barrier.sealRecord(work));
    return started.map(begun -> begun.status(required)).orElseGet(() -> RekeyStatus.none(required));
  }

  /** How far the verification is. */
  public synchronized VerificationStatus verification() {
    return verifying().verification();
  }

  /**
   * Begins an attempt.
   *
   * @throws RefusedException when there is one or what is asked for does not fit
   */
  public synchronized RekeyStatus start(
      UnitOfWork work, Requester requester, ShareWish wish, boolean verified) {
    if (started.isPresent()) { // before keys cost anything
      throw RefusedException.invalid("rekey already in progress");
    }
    Optional<SharePlan> plan = target.plan(wish, verified);
    int required = quorum.required(barrier.sealRecord(work));
    if (required == 0) {
      throw RefusedException.invalid("there are no recovery keys: nobody could complete this");
    }
    StartedRekey begun =
        new StartedRekey(new Attempt(secrets.uuid(), requester.address()), plan, verified);
    started = Optional.of(begun);
    LOG.warn(
        "{} rekey begun, nonce={}, client={}",
        target.name(),
        begun.attempt().nonce(),
        requester.address().getHostAddress());
    return begun.status(required);
  }

  /**
   * Takes a share of the present key, which is wiped in the end; with enough of them the new key is
   * made and, unless it is to be verified first, staged.
   *
   * @return the new shares; empty when more of the present ones are needed
   * @throws RefusedException when the attempt has another name or the shares are wrong
   */
  public synchronized Optional<RekeyResult> update(Call call, String nonce, SecretBytes share) {
    StartedRekey begun = required();
    if (begun.isVerifying()) {
      throw RefusedException.invalid(
          "rekey operation already finished; verification must be performed");
    }
    requireName(begun.attempt(), nonce, share);
    SealRecord seal = barrier.sealRecord(call.work());
    begun.attempt().add(share);
    Optional<Proof> proof = quorum.prove(seal, begun.attempt().shares());
    if (proof.isPresent()) {
      return Optional.of(replace(call, begun, seal, proof.get()));
    }
    if (begun.attempt().progress() >= quorum.required(seal)) {
      begun.attempt().wipe();
      LOG.warn("{} rekey: the shares do not make the key", target.name());
      throw RefusedException.invalid("rekey failed, invalid key");
    }
    return Optional.empty();
  }

  private RekeyResult replace(Call call, StartedRekey begun, SealRecord seal, Proof proof) {
    SecretBytes held = heldKeys.fresh();
    try {
      requireClaim(begun.attempt(), call);
      IssuedShares issued =
          begun.plan().map(plan -> plan.issue(held, secrets)).orElse(IssuedShares.NONE);
      if (begun.verified()) {
        String nonce = secrets.uuid();
        begun.verify(SecretBytes.taking(held.expose()), nonce);
        return new RekeyResult(begun.attempt().nonce(), issued, Optional.of(nonce));
      }
      replacements.begin();
      Runnable adoption = target.stage(call.work(), seal, held, begun.plan(), Optional.of(proof));
      call.consequences().onSettled(() -> settled(begun, adoption));
      call.consequences().onSent(replacements::end);
      return new RekeyResult(begun.attempt().nonce(), issued, Optional.empty());
    } finally {
      held.wipe();
      proof.key().wipe();
    }
  }

  private synchronized void settled(StartedRekey begun, Runnable adoption) {
    adoption.run();
    end(begun);
    LOG.warn("{} rekey complete, nonce={}", target.name(), begun.attempt().nonce());
  }

  /**
   * Takes a share of the new key; with enough of them it is staged and replaces the old one.
   *
   * @return whether it does
   * @throws RefusedException when the verification has another name or the shares are wrong
   */
  public synchronized boolean verify(Call call, String nonce, SecretBytes share) {
    StartedRekey begun = verifying();
    Attempt check = begun.check();
    requireName(check, nonce, share);
    check.add(share);
    SharePlan plan = begun.plan().orElseThrow();
    if (check.progress() < plan.counts().threshold()) {
      return false;
    }
    if (!begun.isNewKey(combined(check, plan))) {
      check.wipe();
      throw RefusedException.invalid("rekey verification failed; incorrect key shares supplied");
    }
    requireClaim(check, call);
    SealRecord seal = barrier.sealRecord(call.work());
    Runnable adoption =
        target.stage(call.work(), seal, begun.newKey(), begun.plan(), Optional.empty());
    call.consequences().onSettled(() -> settled(begun, adoption));
    return true;
  }

  private static Optional<SecretBytes> combined(Attempt check, SharePlan plan) {
    return plan.counts().threshold() == 1
        ? check.shares().stream().reduce((earlier, later) -> later)
        : KeyShares.combine(check.shares());
  }

  /** Begins the verification anew, under another name. */
  public synchronized VerificationStatus restartVerification(Requester requester, String nonce) {
    StartedRekey begun = verifying();
    if (!begun.attempt().mayBeCancelledBy(requester, nonce)
        && !begun.check().mayBeCancelledBy(requester, nonce)) {
      throw Cancelling.refusal();
    }
    begun.restartVerification(secrets.uuid());
    return begun.verification();
  }

  /**
   * Gives an attempt up, if there is one.
   *
   * @throws RefusedException when they may not
   */
  public synchronized void cancel(Requester requester, String nonce) {
    started.ifPresent(
        begun -> {
          if (!begun.attempt().mayBeCancelledBy(requester, nonce)) {
            throw Cancelling.refusal();
          }
          LOG.warn("{} rekey cancelled, nonce={}", target.name(), begun.attempt().nonce());
          end(begun);
        });
  }

  /** Forgets any attempt. */
  synchronized void forget() {
    started.ifPresent(this::end);
  }

  private void end(StartedRekey begun) {
    begun.wipe();
    started = started.filter(other -> other != begun);
  }

  private StartedRekey required() {
    return started.orElseThrow(
        () -> RefusedException.invalid("no " + target.name() + " rekey in progress"));
  }

  private StartedRekey verifying() {
    return started
        .filter(StartedRekey::isVerifying)
        .orElseThrow(() -> RefusedException.invalid("no rekey verification in progress"));
  }

  private static void requireName(Attempt attempt, String nonce, SecretBytes share) {
    if (!attempt.isNamed(nonce)) {
      share.wipe();
      throw RefusedException.invalid("incorrect nonce supplied: this attempt has another one");
    }
  }

  private static void requireClaim(Attempt attempt, Call call) {
    if (!attempt.claim(call.request().id())) {
      throw RefusedException.invalid("the rekey is being completed by another request");
    }
  }
}
