package io.azimuth.application.backend.identity;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.identity.Entity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through entities in pages, so that none but the current one is held. */
final class EntityPages {

  private static final int SIZE = 500;

  private EntityPages() {}

  /** Shows all entities behind that id, at most so many. */
  static void each(UnitOfWork work, Optional<String> after, int limit, Consumer<Entity> consumer) {
    Optional<String> last = after;
    int left = limit;
    List<Entity> page;
    do {
      int size = Math.min(SIZE, left);
      page = work.identities().entities(last, size);
      page.forEach(consumer);
      left -= page.size();
      last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1).id());
    } while (page.size() == SIZE && left > 0);
  }
}
