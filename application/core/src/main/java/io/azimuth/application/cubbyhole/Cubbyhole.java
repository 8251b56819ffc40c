package io.azimuth.application.cubbyhole;

import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The entries of one token, at {@code <hash>/<time of its issue>/<path>}. The time is part of the
 * key because a token with a chosen id can be created again: the new one must not find the entries
 * of the old one. Their size is recorded at {@code <hash>/<time of its issue>}.
 */
final class Cubbyhole {

  private final MountStorage storage;
  private final String prefix;
  private final String use;

  Cubbyhole(MountStorage storage, TokenHash hash, Token token) {
    this.storage = storage;
    this.use = use(hash, token);
    this.prefix = use + "/";
  }

  /** Whether the path is that of a record of the token. */
  static boolean owns(TokenHash hash, Token token, String path) {
    String use = use(hash, token);
    return path.equals(use) || path.startsWith(use + "/");
  }

  private static String use(TokenHash hash, Token token) {
    Instant issued = token.lifetime().createdAt();
    return hash.hex() + "/" + issued.getEpochSecond() + "." + issued.getNano();
  }

  Optional<Value.Obj> get(String path) {
    return storage.get(prefix + path);
  }

  /**
   * Stages an entry.
   *
   * @throws io.azimuth.spi.api.RefusedException when the token would have too much
   */
  void put(String path, Value.Obj data) {
    Optional<CubbyholeUse> recorded = recordedUse();
    CubbyholeUse before = recorded.orElseGet(this::countedUse);
    CubbyholeUse others = get(path).map(old -> before.without(path, old)).orElse(before);
    CubbyholeUse after = others.with(path, data);
    if (!recorded.equals(Optional.of(after))) {
      storage.put(use, after.toRecord());
    }
    storage.put(prefix + path, data);
  }

  /** Stages the removal of an entry, if there is one. */
  void delete(String path) {
    Optional<Value.Obj> old = get(path);
    if (old.isEmpty()) {
      return;
    }
    storage.delete(prefix + path);
    recordedUse()
        .map(before -> before.without(path, old.get()))
        .ifPresent(
            after -> {
              if (after.entries() == 0) {
                storage.delete(use);
              } else {
                storage.put(use, after.toRecord());
              }
            });
  }

  private Optional<CubbyholeUse> recordedUse() {
    return storage.get(use).map(CubbyholeUse::of);
  }

  // Earlier versions recorded none. That there is none is a precondition of the write, so of
  // several first writes at once one counts for the others.
  private CubbyholeUse countedUse() {
    CubbyholeUse counted = CubbyholeUse.NONE;
    if (paths(1).isEmpty()) {
      return counted;
    }
    for (String path : paths(CubbyholeUse.MOST_ENTRIES + 1)) {
      Optional<Value.Obj> data = get(path);
      if (data.isPresent()) {
        counted = counted.with(path, data.get());
      }
    }
    return counted;
  }

  private List<String> paths(int limit) {
    return storage.page(Optional.of(prefix), limit).stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .toList();
  }

  List<String> below(String folder) {
    return storage.folder(prefix + folder);
  }
}
