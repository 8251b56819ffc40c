package io.azimuth.azure.watch;

import io.azimuth.domain.azure.watch.WatchMemory;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Optional;

/**
 * What the next round of a mount must know, at whichever server.
 *
 * @param memory of what was revoked and doubted
 * @param rest where it begins in the tokens; empty for the first one
 */
record StoredMemory(WatchMemory memory, Optional<String> rest) {

  private static final String PATH = "resource-watch-memory";
  private static final String LOSSES = "losses";
  private static final String AT = "at";
  private static final String MACHINES = "machines";
  private static final String DOUBT = "doubt";
  private static final String SINCE = "since";
  private static final String CALM = "calm";
  private static final String REST = "rest";

  /** That of a mount; what cannot be read is left out. */
  static StoredMemory read(MountTransaction work) {
    StoredFields stored = new StoredFields(work.storage().get(PATH).orElse(Value.Obj.EMPTY));
    return new StoredMemory(
        new WatchMemory(
            stored.objects(LOSSES).stream().flatMap(it -> loss(it).stream()).toList(),
            stored.object(DOUBT).flatMap(StoredMemory::doubt)),
        stored.text(REST));
  }

  /** Stages this memory as the stored one. */
  void store(MountStorage storage) {
    Value.Builder value =
        Value.Obj.builder()
            .put(
                LOSSES,
                new Value.Items(memory.losses().stream().<Value>map(StoredMemory::value).toList()));
    memory.doubt().ifPresent(it -> value.put(DOUBT, value(it)));
    rest.ifPresent(it -> value.put(REST, it));
    storage.put(PATH, value.build());
  }

  private static Value.Obj value(WatchMemory.Loss loss) {
    return Value.Obj.builder().put(AT, loss.at().toString()).put(MACHINES, loss.machines()).build();
  }

  private static Value.Obj value(WatchMemory.Doubt doubt) {
    return Value.Obj.builder().put(SINCE, doubt.since().toString()).put(CALM, doubt.calm()).build();
  }

  private static Optional<WatchMemory.Loss> loss(StoredFields stored) {
    return stored
        .time(AT)
        .flatMap(at -> stored.number(MACHINES).map(it -> new WatchMemory.Loss(at, it)));
  }

  private static Optional<WatchMemory.Doubt> doubt(StoredFields stored) {
    return stored.time(SINCE).map(it -> new WatchMemory.Doubt(it, stored.flag(CALM)));
  }
}
