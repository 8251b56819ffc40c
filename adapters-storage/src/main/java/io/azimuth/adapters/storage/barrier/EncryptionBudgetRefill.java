package io.azimuth.adapters.storage.barrier;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.KeyValueEngine;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reserves encryptions in the store before they are used, and rotates the key when it has reached
 * its limit. Several servers on one store each reserve their own blocks.
 */
final class EncryptionBudgetRefill {

  private static final long ATTEMPTS = 64;

  private final KeyValueEngine engine;
  private final SecretGenerator generator;
  private final Clock clock;
  private final EncryptionLimits limits;

  @Inject
  EncryptionBudgetRefill(
      KeyValueEngine engine, SecretGenerator generator, Clock clock, EncryptionLimits limits) {
    this.engine = engine;
    this.generator = generator;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Whether to reserve the next block now. The first attempt comes when half of a block is left. If
   * it fails, only a limited number of attempts follow, so that a store in trouble is not asked at
   * every write.
   */
  boolean isDue(long left) {
    return left <= limits.block() / 2 && left % Math.max(1, limits.block() / ATTEMPTS) == 0;
  }

  /**
   * Reserves a block, unless another thread does so already. Waits for reads of the store, but not
   * for the commit.
   *
   * @return the result of the commit; empty when another thread reserved
   * @throws ServiceException when the store cannot serve or its records cannot be read
   */
  CompletionStage<Optional<CommitOutcome>> begin(OpenKeys keys) {
    if (!keys.beginReplenishing()) {
      return keys.replenished().thenApply(ended -> Optional.empty());
    }
    boolean begun = false;
    try {
      CompletionStage<CommitOutcome> outcome = reserve(keys);
      begun = true;
      return outcome
          .whenComplete((settled, thrown) -> keys.endReplenishing())
          .thenApply(Optional::of);
    } finally {
      if (!begun) {
        keys.endReplenishing();
      }
    }
  }

  private CompletionStage<CommitOutcome> reserve(OpenKeys keys) {
    Keyring before = keys.keyring();
    long setBacks = keys.setBacks();
    List<Optional<Entry>> stored =
        engine.get(
            List.of(
                CoreKeys.KEYRING, CoreKeys.ENCRYPTIONS, CoreKeys.HANDOVER, CoreKeys.GENERATION));
    keys.requireGeneration(stored.get(3));
    Entry keyring = stored.get(0).orElseThrow(() -> unreadable("core/keyring is gone"));
    Entry count = stored.get(1).orElseThrow(() -> unreadable("core/encryptions is gone"));
    Keyring read = keys.adopt(keyring.value(), stored.get(2).map(Entry::value), before);
    EncryptionBudgetRecord reservation =
        EncryptionBudgetRecord.decode(count.value(), keys.hashes().counts());
    if (reservation.term() != read.current().term()) {
      throw unreadable("core/encryptions counts another key than the current one");
    }
    EncryptionBudget allowance = keys.allowance();
    if (!read.current().isSame(allowance.key())) { // another thread replaced it after this read
      return CompletableFuture.completedStage(CommitOutcome.CONFLICT);
    }
    Batch.Builder batch =
        Batch.builder()
            .useReserve() // revocations encrypt, too
            .knowSetBacks(setBacks)
            .require(CoreKeys.KEYRING, keyring.revision())
            .require(CoreKeys.ENCRYPTIONS, count.revision())
            .require(CoreKeys.GENERATION, keys.generation());
    long next = reservation.encryptions() + limits.block();
    return next <= limits.perTerm()
        ? extend(keys, allowance, next, batch)
        : rotate(keys, read, setBacks, batch);
  }

  private CompletionStage<CommitOutcome> extend(
      OpenKeys keys, EncryptionBudget allowance, long next, Batch.Builder batch) {
    put(batch, keys, new EncryptionBudgetRecord(allowance.key().term(), next));
    return engine
        .apply(batch.build())
        .thenApply(
            outcome -> {
              if (outcome == CommitOutcome.COMMITTED) {
                allowance.grant(limits.block(), next);
              }
              return outcome;
            });
  }

  private CompletionStage<CommitOutcome> rotate(
      OpenKeys keys, Keyring keyring, long setBacks, Batch.Builder batch) {
    TermKey next = TermKey.fresh(keyring.current().term() + 1, clock.instant(), generator);
    batch.put(CoreKeys.KEYRING, KeyringFormat.seal(keyring.with(next), keys.rootKey(), generator));
    put(batch, keys, new EncryptionBudgetRecord(next.term(), limits.block()));
    return engine
        .apply(batch.build())
        .thenApply(
            outcome -> {
              if (outcome == CommitOutcome.COMMITTED) {
                keys.install(next, limits.block(), setBacks);
              } else {
                next.key().destroy(); // if it was stored after all, the next attempt reads it
              }
              return outcome;
            });
  }

  private static void put(Batch.Builder batch, OpenKeys keys, EncryptionBudgetRecord reservation) {
    batch.put(CoreKeys.ENCRYPTIONS, reservation.encode(keys.hashes().counts()));
  }

  private static ServiceException unreadable(String detail) {
    return new ServiceException(ErrorCode.RECORD_UNREADABLE, detail);
  }
}
