package io.azimuth.application.seal.rekey;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.ProvedWrap;
import io.azimuth.application.seal.share.RecoveryProofs;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.SealWorker;
import io.azimuth.application.seal.share.SharePlan;
import io.azimuth.application.seal.share.SharePlanner;
import io.azimuth.application.seal.share.ShareRequest;
import io.azimuth.application.seal.share.ShareholderKeys;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The root key and the shares of the key that wraps it. A seal that unseals by itself wraps the
 * root key alone: then there are no shares.
 */
record RootKeyTarget(
    Barrier barrier,
    SealSetup setup,
    SharePlanner plans,
    ShareholderKeys heldKeys,
    RecoveryProofs proofs,
    SealWorker worker,
    SecretGenerator secrets)
    implements RekeyTarget {

  @Inject
  RootKeyTarget {}

  private static final int ROOT_KEY_BYTES = 32;

  @Override
  public String name() {
    return "barrier";
  }

  @Override
  public Optional<SharePlan> plan(ShareRequest request, boolean verified) {
    if (setup.isShamir()) {
      return Optional.of(plans.plan(request));
    }
    if (request.shares() != 1 || request.threshold() != 1) {
      throw SharePlanner.refusal(
          "secret_shares and secret_threshold must be 1 for seal type " + setup.type());
    }
    if (!request.pgpKeys().isEmpty()) {
      throw SharePlanner.notApplicable("pgp_keys", setup.type());
    }
    if (verified) {
      throw RefusedException.invalid("requiring verification not supported: no shares are issued");
    }
    return Optional.empty();
  }

  // Once for a request, although its handler may run again after a conflict.
  @Override
  public Awaited<Optional<NewRootKey>> prepare(CoreCall call) {
    if (setup.isShamir()) {
      return Awaited.of(Optional.empty());
    }
    UnderWay made = call.once(UnderWay.class, () -> new UnderWay(worker.begin(this::made)));
    return SealWorker.result(made.work(), call.deadline()).then(Optional::of);
  }

  private record UnderWay(CompletableFuture<NewRootKey> work) {}

  private NewRootKey made() {
    SecretBytes key = SecretBytes.taking(secrets.bytes(ROOT_KEY_BYTES));
    byte[] exposed = key.expose();
    try {
      byte[] wrapped = ProvedWrap.of(setup.own().orElseThrow(), exposed);
      return new NewRootKey(key, new SealWrappedKey(Optional.empty(), wrapped));
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  @Override
  public Runnable stage(
      UnitOfWork work,
      SealRecord seal,
      SecretBytes held,
      Optional<HeldShares> shares,
      Optional<KeyQuorum.Proof> replaced,
      Optional<NewRootKey> made) {
    setup.requireCurrent(seal);
    if (made.isPresent()) {
      return stage(work, seal, made.get());
    }
    byte[] rootKey = secrets.bytes(ROOT_KEY_BYTES);
    try {
      Pair pair = pair(rootKey, held, shares.orElseThrow(), replaced);
      return barrier.stageRootKey(work, rootKey, seal.withRootKey(pair));
    } finally {
      Arrays.fill(rootKey, (byte) 0);
    }
  }

  private Pair pair(
      byte[] rootKey, SecretBytes held, HeldShares shares, Optional<KeyQuorum.Proof> replaced) {
    Optional<SealWrappedKey> previous =
        replaced.map(
            proof -> heldKeys.wrapRootKey(proof.key(), proof.kept().held().orElseThrow(), rootKey));
    return new Pair(heldKeys.wrapRootKey(held, shares, rootKey), previous);
  }

  private Runnable stage(UnitOfWork work, SealRecord seal, NewRootKey made) {
    SecretBytes present = barrier.rootKey();
    byte[] exposed = made.key().expose();
    try {
      SealRecord next = seal.withRootKey(Pair.of(made.wrapped()));
      Optional<Pair> recovery =
          seal.recovery().map(pair -> proofs.moved(pair, seal, present, made.key()));
      return barrier.stageRootKey(work, exposed, recovery.map(next::withRecovery).orElse(next));
    } finally {
      present.wipe();
      Arrays.fill(exposed, (byte) 0);
    }
  }
}
