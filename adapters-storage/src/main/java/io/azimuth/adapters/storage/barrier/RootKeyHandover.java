package io.azimuth.adapters.storage.barrier;

import io.azimuth.adapters.storage.leader.StaleEntries;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.KeyValueEngine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How servers that are open learn the root key that another one has put in place: for some minutes
 * it is in the store, encrypted like a record under the encryption key of that time.
 */
@Singleton
final class RootKeyHandover {

  /** Open servers look at the keyring every second. */
  private static final Duration LIFE = Duration.ofMinutes(2);

  private final KeyValueEngine engine;
  private final Clock clock;
  private final StaleEntries old = new StaleEntries(LIFE);

  @Inject
  RootKeyHandover(KeyValueEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Adds the root key to a unit of work that puts it in place, if other servers can be open. */
  void stage(BarrierWork work, byte[] rootKey) {
    if (engine.leaderLock().isPresent()) {
      work.stage(CoreKeys.HANDOVER, rootKey.clone());
    }
  }

  /** The root key in the record, if one of these keys opens it. */
  static Optional<AesKey> open(byte[] sealed, Keyring keyring) {
    if (Envelope.term(sealed).isEmpty()) {
      return Optional.empty();
    }
    return keyring.term(Envelope.term(sealed).getAsInt()).flatMap(term -> open(sealed, term));
  }

  private static Optional<AesKey> open(byte[] sealed, TermKey term) {
    try {
      byte[] rootKey = Envelope.open(term.key(), CoreKeys.HANDOVER, sealed);
      AesKey key = new AesKey(rootKey);
      Arrays.fill(rootKey, (byte) 0);
      return Optional.of(key);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Removes the record once this server has seen it for long enough. Blocks for the store. */
  synchronized void end() {
    long setBacks = engine.setBacks();
    List<Entry> stored = engine.get(List.of(CoreKeys.HANDOVER)).get(0).stream().toList();
    old.among(stored, clock.instant()).forEach(handed -> remove(handed, setBacks));
  }

  // After a conflict or a failure the next call tries again.
  private void remove(Entry handed, long setBacks) {
    var unused =
        engine.apply(
            Batch.builder()
                .knowSetBacks(setBacks)
                .require(CoreKeys.HANDOVER, handed.revision())
                .delete(CoreKeys.HANDOVER)
                .build());
  }
}
