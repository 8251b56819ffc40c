package io.azimuth.application.identity.backend;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.identity.Entity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads entities in pages, so that only the current page is in memory. */
final class EntityPages {

  private static final int SIZE = 500;

  private EntityPages() {}

  /** Passes all entities to the consumer. */
  static void all(UnitOfWork work, Consumer<Entity> consumer) {
    each(work, Optional.empty(), Integer.MAX_VALUE, consumer);
  }

  /** Passes the entities of a page of ids to the consumer, in order of their id. */
  static void byId(UnitOfWork work, ListPage page, Consumer<Entity> consumer) {
    each(work, page.after(), page.limit(), consumer);
  }

  private static void each(
      UnitOfWork work, Optional<String> after, int limit, Consumer<Entity> consumer) {
    Optional<String> last = after;
    int left = limit;
    List<Entity> page;
    int size;
    do {
      size = Math.min(SIZE, left);
      page = work.identities().entities(last, size);
      page.forEach(consumer);
      left -= page.size();
      last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1).id());
    } while (page.size() == size && left > 0);
  }
}
