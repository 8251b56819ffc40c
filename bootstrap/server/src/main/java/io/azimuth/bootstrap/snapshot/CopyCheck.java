package io.azimuth.bootstrap.snapshot;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.scrub.UnreadableEntries;
import io.azimuth.bootstrap.plugin.PluginException;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the entries that are copied from a stopped store can be read. Without the keys, which
 * people may hold, nothing can be checked.
 */
final class CopyCheck implements AutoCloseable {

  private static final Key CORE = Key.of("core/");
  private static final int MOST_CORE_ENTRIES = 100;
  private static final String FLAG = "; with --keep-unreadable everything is copied as it is";

  private final Optional<Barrier> barrier;
  private final Optional<String> unchecked;
  private final boolean keepUnreadable;
  private final UnreadableEntries unreadable = new UnreadableEntries();

  private CopyCheck(Optional<Barrier> barrier, Optional<String> unchecked, boolean keepUnreadable) {
    this.barrier = barrier;
    this.unchecked = unchecked;
    this.keepUnreadable = keepUnreadable;
  }

  /**
   * A check with the seal of that configuration.
   *
   * @throws SnapshotFailedException if it does not open the store and not all may be copied
   */
  static CopyCheck of(
      KeyValueEngine engine,
      StartupPlan plan,
      boolean keepUnreadable,
      Clock clock,
      SecretGenerator secrets) {
    Map<Key, byte[]> core = core(engine);
    if (core.isEmpty()) { // never initialised
      return new CopyCheck(Optional.empty(), Optional.empty(), keepUnreadable);
    }
    try {
      Optional<Barrier> opened = new OfflineBarrier(clock, secrets).open(core, plan.seals(secrets));
      Optional<String> byPeople =
          opened.isPresent() ? Optional.empty() : Optional.of("people hold its key shares");
      return new CopyCheck(opened, byPeople, keepUnreadable);
    } catch (ServiceException e) {
      return without(e.detail(), keepUnreadable);
    } catch (PluginException | SnapshotFailedException e) {
      return without(String.valueOf(e.getMessage()), keepUnreadable);
    }
  }

  private static Map<Key, byte[]> core(KeyValueEngine engine) {
    Map<Key, byte[]> core = new HashMap<>();
    for (Entry entry : engine.scan(CORE, Optional.empty(), MOST_CORE_ENTRIES)) {
      core.put(entry.key(), entry.value());
    }
    return core;
  }

  private static CopyCheck without(String why, boolean keepUnreadable) {
    if (!keepUnreadable) {
      throw new SnapshotFailedException(
          "nothing was copied: whether the entries can be read is not known: " + why + FLAG);
    }
    return new CopyCheck(Optional.empty(), Optional.of(why), true);
  }

  /** Looks at an entry that is copied. */
  void look(Entry entry) {
    if (barrier.filter(it -> !it.isReadable(entry)).isPresent()) {
      unreadable.add(entry.key());
    }
  }

  /**
   * All entries were looked at.
   *
   * @throws SnapshotFailedException if some cannot be read and may not be copied
   */
  void end() {
    if (!unreadable.isEmpty() && !keepUnreadable) {
      throw new SnapshotFailedException("nothing was copied: " + unreadable.sentence() + FLAG);
    }
  }

  /** What the operator should know of a copy that is made. */
  List<String> warnings() {
    if (!unreadable.isEmpty()) {
      return List.of(unreadable.sentence() + "; all entries were copied as they are");
    }
    return unchecked
        .map(why -> List.of("whether the entries can be read was not checked: " + why))
        .orElse(List.of());
  }

  /** Removes the keys from memory. */
  @Override
  public void close() {
    barrier.ifPresent(Barrier::seal);
  }
}
