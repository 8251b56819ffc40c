package io.azimuth.application.kv;

import io.azimuth.domain.kv.KeySettings;
import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;

/**
 * Turns the secrets of a KV v1 mount into first versions of KV v2 secrets. The upgrade begins with
 * the change of the mount and runs in the background, some secrets at a time; after an interruption
 * it continues where it was. Until it is finished the secrets can be neither read nor written.
 */
final class KvUpgrade {

  private static final String MARK = "upgrade";

  // One commit takes 1,000 writes, three for each secret, and 8 MiB; one secret can have 1 MiB.
  private static final int AT_ONCE = 300;
  private static final int AT_ONCE_IF_LARGE = 6;

  private final MountStore store;
  private final Clock clock;
  private final Logger log;

  KvUpgrade(MountStore store, Clock clock, Logger log) {
    this.store = store;
    this.clock = clock;
    this.log = log;
  }

  /** Refuses a request while the upgrade runs. */
  static void refuseMeanwhile(MountStorage storage) {
    if (storage.get(MARK).isPresent()) {
      throw RefusedException.invalid(
          "Upgrading from non-versioned to versioned data. This backend will be unavailable for a"
              + " brief period and will resume service shortly.");
    }
  }

  /** Stages the beginning; returns the warnings for the operator. */
  List<String> begin(MountStorage storage) {
    storage.put(MARK, Value.Obj.EMPTY);
    return List.of(
        "Upgrading mount from version 1 to version 2. This mount will be unavailable for a brief"
            + " period and will resume service shortly.");
  }

  /** Carries out the rest of the upgrade, if one was begun. Blocks. */
  void proceed(String mount, MountTransaction work) {
    if (work.storage().get(MARK).isEmpty()) {
      return;
    }
    long moved = 0;
    int some;
    do {
      some = moveSome(mount);
      moved += Math.max(some, 0);
    } while (some > 0);
    if (some == 0 && end(mount)) {
      log.info("secrets upgraded to versions, mount={}, secrets={}", mount, moved);
    }
  }

  /** Moves the next secrets; returns how many, or a negative number when they were not moved. */
  private int moveSome(String mount) {
    MountTransaction step = store.begin(mount);
    List<String> paths = new KvV1Store(step.storage()).first(AT_ONCE);
    if (paths.isEmpty()) {
      return 0;
    }
    try {
      paths.forEach(path -> move(step.storage(), path));
      return isDurable(step) ? paths.size() : -1;
    } catch (RefusedException tooMuch) {
      MountTransaction smaller = store.begin(mount);
      List<String> few = paths.subList(0, Math.min(AT_ONCE_IF_LARGE, paths.size()));
      few.forEach(path -> move(smaller.storage(), path));
      return isDurable(smaller) ? few.size() : -1;
    }
  }

  private boolean end(String mount) {
    MountTransaction end = store.begin(mount);
    if (!new KvV1Store(end.storage()).first(1).isEmpty()) {
      return false;
    }
    end.storage().delete(MARK);
    return isDurable(end);
  }

  private void move(MountStorage storage, String path) {
    KvV1Store plain = new KvV1Store(storage);
    KvV2Store versioned = new KvV2Store(storage);
    plain
        .get(path)
        .ifPresent(
            data -> {
              SecretMetadata none = SecretMetadata.created(clock.instant());
              SecretMetadata first = none.added(clock.instant(), KeySettings.DEFAULT);
              versioned.put(path, none, first);
              versioned.putData(path, first.current(), data);
              plain.delete(path);
            });
  }

  private boolean isDurable(MountTransaction work) {
    CommitOutcome outcome = store.commit(work).toCompletableFuture().join();
    if (outcome != CommitOutcome.COMMITTED) {
      log.info("the upgrade of secrets goes on later: {}", outcome);
    }
    return outcome == CommitOutcome.COMMITTED;
  }
}
