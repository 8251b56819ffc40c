package io.azimuth.application.seal.rekey;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.seal.share.CancelRefusal;
import io.azimuth.application.seal.share.IssuedShares;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.KeyQuorum.Proof;
import io.azimuth.application.seal.share.RekeyCutover;
import io.azimuth.application.seal.share.Requester;
import io.azimuth.application.seal.share.ShareAttempts;
import io.azimuth.application.seal.share.SharePlan;
import io.azimuth.application.seal.share.ShareRequest;
import io.azimuth.application.seal.share.ShareSession;
import io.azimuth.application.seal.share.ShareholderKeys;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.seal.KeyShares;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a key for holders of enough shares of the present one, one attempt at a time. With
 * verification, nothing is replaced before enough of the new shares were handed in. Without, the
 * old shares are accepted until the answer with the new ones was sent. Attempts are kept in memory
 * only.
 */
public final class RekeyOperation {

  private static final Logger LOG = LoggerFactory.getLogger(RekeyOperation.class);

  private final RekeyTarget target;
  private final Barrier barrier;
  private final KeyQuorum quorum;
  private final RekeyCutover replacements;
  private final ShareholderKeys heldKeys;
  private final SecretGenerator secrets;
  private final ShareAttempts attempts;
  private Optional<ActiveRekey> started = Optional.empty();

  RekeyOperation(
      RekeyTarget target,
      Barrier barrier,
      KeyQuorum quorum,
      RekeyCutover replacements,
      ShareholderKeys heldKeys,
      SecretGenerator secrets,
      ShareAttempts attempts) {
    this.target = target;
    this.barrier = barrier;
    this.quorum = quorum;
    this.replacements = replacements;
    this.heldKeys = heldKeys;
    this.secrets = secrets;
    this.attempts = attempts;
  }

  /** The state of the rekey, if there is one. */
  public synchronized RekeyStatus status(UnitOfWork work) {
    int required = quorum.required(barrier.sealRecord(work));
    return active()
        .map(begun -> begun.status(required))
        .orElseGet(() -> RekeyStatus.none(required));
  }

  /** The state of the verification. */
  public synchronized RekeyVerificationStatus verification() {
    return verifying().verification();
  }

  /**
   * Begins an attempt.
   *
   * @throws RefusedException when there is one or the request does not fit the seal
   */
  public RekeyStatus start(
      UnitOfWork work, Requester requester, ShareRequest request, boolean verified) {
    requireNone(); // before any PGP key is parsed
    // Not under the lock: a stranger's PGP keys can take seconds, and no other request may wait for
    // them.
    Optional<SharePlan> plan = target.plan(request, verified);
    return begin(work, requester, plan, verified);
  }

  private synchronized void requireNone() {
    if (active().isPresent()) {
      throw RefusedException.invalid("rekey already in progress");
    }
  }

  private synchronized RekeyStatus begin(
      UnitOfWork work, Requester requester, Optional<SharePlan> plan, boolean verified) {
    requireNone();
    int required = quorum.required(barrier.sealRecord(work));
    if (required == 0) {
      throw RefusedException.invalid("there are no recovery keys: nobody could complete this");
    }
    ActiveRekey begun = new ActiveRekey(attempts.begin(requester.address()), plan, verified);
    started = Optional.of(begun);
    attempts.log(
        target.name()
            + " rekey begun, nonce="
            + begun.session().nonce()
            + ", client="
            + requester.address().getHostAddress());
    return begun.status(required);
  }

  /**
   * Takes a share of the present key; all shares are wiped at the end of the attempt. When there
   * are enough, the new key is made and, unless it must be verified first, staged.
   *
   * @return the new shares; empty when more of the present ones are needed
   * @throws RefusedException when the attempt has another nonce or the shares are wrong
   */
  public Awaited<Optional<RekeyResult>> update(CoreCall call, String nonce, SecretBytes share) {
    HandIn handIn = handedIn(call, nonce, share);
    ActiveRekey begun = handIn.begun();
    if (!handIn.isLast() || handIn.toVerify().isPresent()) {
      return Awaited.of(handIn.toVerify());
    }
    return Awaited.recovering(
        () -> target.prepare(call).then(made -> Optional.of(replace(call, begun, made))),
        ServiceException.class,
        thrown -> {
          askAgain(begun);
          throw thrown;
        });
  }

  private synchronized HandIn handedIn(CoreCall call, String nonce, SecretBytes share) {
    HandIn handIn = call.once(HandIn.class, () -> handIn(call.work(), nonce, share));
    requireActive(handIn.begun());
    return handIn;
  }

  // The system with the key of the seal was away; the attempt goes on when shares are handed in.
  private synchronized void askAgain(ActiveRekey begun) {
    begun.session().wipe();
  }

  private HandIn handIn(UnitOfWork work, String nonce, SecretBytes share) {
    ActiveRekey begun = required();
    if (begun.isVerifying()) {
      throw RefusedException.invalid(
          "rekey operation already finished; verification must be performed");
    }
    requireName(begun.session(), nonce, share);
    SealRecord seal = barrier.sealRecord(work);
    begun.session().add(share, quorum.mayBeShare(seal, share));
    Optional<Proof> proof = quorum.prove(seal, begun.session().shares());
    if (proof.isPresent()) {
      proof.get().key().wipe();
      requireFirst(begun.session());
      return new HandIn(begun, true, complete(begun));
    }
    if (begun.session().progress() >= quorum.required(seal)) {
      throw wrongShares(begun);
    }
    return new HandIn(begun, false, Optional.empty());
  }

  private RefusedException wrongShares(ActiveRekey begun) {
    begun.session().wipe();
    attempts.log(target.name() + " rekey: the shares do not make the key");
    return RefusedException.invalid("rekey failed, invalid key");
  }

  // What is to be verified first is in memory alone; other new keys are staged in each run.
  private Optional<RekeyResult> complete(ActiveRekey begun) {
    if (!begun.verified()) {
      replacements.begin();
      return Optional.empty();
    }
    SecretBytes held = heldKeys.generate();
    try {
      IssuedShares issued = issue(begun, held);
      String nonce = attempts.newNonce();
      begun.verify(SecretBytes.taking(held.expose()), shares(begun, issued), nonce);
      return Optional.of(new RekeyResult(begun.session().nonce(), issued, Optional.of(nonce)));
    } finally {
      held.wipe();
    }
  }

  private IssuedShares issue(ActiveRekey begun, SecretBytes held) {
    return begun.plan().map(plan -> plan.issue(held, secrets)).orElse(IssuedShares.NONE);
  }

  private static Optional<HeldShares> shares(ActiveRekey begun, IssuedShares issued) {
    return begun.plan().map(plan -> new HeldShares(plan.counts(), issued.hashes()));
  }

  private synchronized RekeyResult replace(
      CoreCall call, ActiveRekey begun, Optional<NewRootKey> made) {
    requireActive(begun);
    SealRecord seal = barrier.sealRecord(call.work());
    Proof proof =
        quorum.prove(seal, begun.session().shares()).orElseThrow(() -> wrongShares(begun));
    SecretBytes held = heldKeys.generate();
    try {
      IssuedShares issued = issue(begun, held);
      Runnable adoption =
          target.stage(call.work(), seal, held, shares(begun, issued), Optional.of(proof), made);
      call.afterCommit().onSettled(() -> settled(begun, adoption));
      call.afterCommit().onSent(replacements::complete);
      return new RekeyResult(begun.session().nonce(), issued, Optional.empty());
    } finally {
      held.wipe();
      proof.key().wipe();
    }
  }

  private synchronized void settled(ActiveRekey begun, Runnable adoption) {
    adoption.run();
    end(begun);
    LOG.warn("{} rekey complete, nonce={}", target.name(), begun.session().nonce());
  }

  /**
   * Takes a share of the new key. When there are enough, the new key is staged and replaces the old
   * one.
   *
   * @return whether the new key was staged
   * @throws RefusedException when the verification has another nonce or the shares are wrong
   */
  public synchronized boolean verify(CoreCall call, String nonce, SecretBytes share) {
    HandIn handIn = call.once(HandIn.class, () -> handInNew(nonce, share));
    ActiveRekey begun = handIn.begun();
    if (!handIn.isLast()) {
      return false;
    }
    requireActive(begun);
    SealRecord seal = barrier.sealRecord(call.work());
    Runnable adoption =
        target.stage(
            call.work(),
            seal,
            begun.newKey(),
            begun.newShares(),
            Optional.empty(),
            Optional.empty());
    call.afterCommit().onSettled(() -> settled(begun, adoption));
    return true;
  }

  private HandIn handInNew(String nonce, SecretBytes share) {
    ActiveRekey begun = verifying();
    ShareSession check = begun.verificationSession();
    requireName(check, nonce, share);
    check.add(share, true); // this attempt had enough shares of the present key
    SharePlan plan = begun.plan().orElseThrow();
    if (check.progress() < plan.counts().threshold()) {
      return new HandIn(begun, false, Optional.empty());
    }
    if (!begun.isNewKey(combined(check, plan))) {
      check.wipe();
      throw RefusedException.invalid("rekey verification failed; incorrect key shares supplied");
    }
    requireFirst(check);
    return new HandIn(begun, true, Optional.empty());
  }

  private static Optional<SecretBytes> combined(ShareSession check, SharePlan plan) {
    return plan.counts().threshold() == 1
        ? check.shares().stream().reduce((earlier, later) -> later)
        : KeyShares.combine(check.shares());
  }

  /** Begins the verification again, with another nonce. */
  public synchronized RekeyVerificationStatus restartVerification(
      UnitOfWork work, Requester requester, String nonce) {
    ActiveRekey begun = verifying();
    if (!begun.session().mayBeCancelledBy(requester, nonce)
        && !begun.verificationSession().mayBeCancelledBy(requester, nonce)
        && !quorum.hasHolder(barrier.sealRecord(work), requester)) {
      throw CancelRefusal.refusal();
    }
    begun.restartVerification(attempts.newNonce());
    return begun.verification();
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
              if (!begun.session().mayBeCancelledBy(requester, nonce)
                  && !quorum.hasHolder(barrier.sealRecord(work), requester)) {
                throw CancelRefusal.refusal();
              }
              attempts.log(target.name() + " rekey cancelled, nonce=" + begun.session().nonce());
              end(begun);
            });
  }

  /** Drops any attempt. */
  synchronized void forget() {
    started.ifPresent(this::end);
  }

  private void end(ActiveRekey begun) {
    begun.wipe();
    started = started.filter(other -> other != begun);
  }

  private Optional<ActiveRekey> active() {
    started
        .filter(begun -> attempts.hasExpired(begun.session(), target.name() + " rekey"))
        .ifPresent(this::end);
    return started;
  }

  private ActiveRekey required() {
    return active()
        .orElseThrow(() -> RefusedException.invalid("no " + target.name() + " rekey in progress"));
  }

  private ActiveRekey verifying() {
    return active()
        .filter(ActiveRekey::isVerifying)
        .orElseThrow(() -> RefusedException.invalid("no rekey verification in progress"));
  }

  private static void requireName(ShareSession attempt, String nonce, SecretBytes share) {
    if (!attempt.isNamed(nonce)) {
      share.wipe();
      throw RefusedException.invalid("incorrect nonce supplied: this attempt has another one");
    }
  }

  private static void requireFirst(ShareSession attempt) {
    if (!attempt.beginCompletion()) {
      throw RefusedException.invalid("the rekey is being completed by another request");
    }
  }

  // Between two runs of a handler the rekey may have been cancelled.
  private void requireActive(ActiveRekey begun) {
    if (required() != begun) {
      throw RefusedException.invalid("the rekey has been replaced by another one");
    }
  }

  /**
   * What the share of one request has done, once for the request.
   *
   * @param isLast whether this share completes the present key, or the new one
   * @param toVerify the new shares, when they must be verified before they count
   */
  private record HandIn(ActiveRekey begun, boolean isLast, Optional<RekeyResult> toVerify) {}
}
