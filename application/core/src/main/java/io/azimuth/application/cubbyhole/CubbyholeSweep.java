package io.azimuth.application.cubbyhole;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.MountStorage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Removes the entries of tokens that no longer exist. They cannot be read any more; this frees the
 * space.
 */
@Singleton
public final class CubbyholeSweep {

  private static final int PAGE = 200;
  private static final int HASH_DIGITS = 64;

  private final Store store;
  private final MountTables tables;

  @Inject
  CubbyholeSweep(Store store, MountTables tables) {
    this.store = store;
    this.tables = tables;
  }

  /** Goes through all entries once, page by page, and returns how many were removed. Blocks. */
  public long run() {
    long removed = 0;
    for (Mount mount : tables.of(store.begin()).mounts()) {
      if (mount.type().equals(CubbyholeBackend.TYPE)) {
        removed += sweep(mount.uuid());
      }
    }
    return removed;
  }

  private long sweep(String mount) {
    long removed = 0;
    Optional<String> after = Optional.empty();
    while (true) {
      UnitOfWork work = store.begin();
      MountStorage storage = work.storage(mount);
      List<String> page = storage.page(after, PAGE);
      List<String> gone = page.stream().filter(path -> !hasOwner(work, path)).toList();
      gone.forEach(storage::delete);
      removed += isDurable(work) ? gone.size() : 0;
      if (page.size() < PAGE) {
        return removed;
      }
      after = Optional.of(page.get(page.size() - 1));
    }
  }

  // Read by its key: if the token is created again meanwhile, the removal meets a conflict.
  private static boolean hasOwner(UnitOfWork work, String path) {
    if (path.length() < HASH_DIGITS) {
      return false;
    }
    return TokenHash.parse(path.substring(0, HASH_DIGITS))
        .flatMap(hash -> work.tokens().find(hash).filter(token -> keeps(hash, token, path)))
        .isPresent();
  }

  private static boolean keeps(TokenHash hash, Token token, String path) {
    return !token.isReleased() && Cubbyhole.owns(hash, token, path);
  }

  // After a conflict the next run removes it.
  private boolean isDurable(UnitOfWork work) {
    return store.commit(work).toCompletableFuture().join() == CommitOutcome.COMMITTED;
  }
}
