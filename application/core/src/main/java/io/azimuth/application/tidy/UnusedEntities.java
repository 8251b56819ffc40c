package io.azimuth.application.tidy;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.sweep.WorkPauses;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.identity.Entity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the entities that may be removed: made by logins alone, given no token for long, in no
 * internal group, and without a token. Each is found together with its state: while it is unchanged
 * it has no token, because to be given one changes an entity that was given none for long.
 */
@Singleton
final class UnusedEntities {

  private static final int PAGE = 500;

  /** So many are kept in memory while all tokens are read; the others come after them. */
  private static final int MOST_AT_ONCE = 5_000;

  private final Store store;
  private final GroupGraphs groups;
  private final TokenScan tokens;
  private final Clock clock;

  @Inject
  UnusedEntities(Store store, GroupGraphs groups, TokenScan tokens, Clock clock) {
    this.store = store;
    this.groups = groups;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Passes all of them to the visitor, some at a time. Blocks. */
  void forEach(TidyRun run, Consumer<List<Entity>> visitor) {
    WorkPauses pauses = WorkPauses.begin();
    Map<String, Entity> found = new LinkedHashMap<>();
    Optional<String> after = Optional.empty();
    List<Entity> page;
    do {
      UnitOfWork work = store.begin();
      page = work.identities().entities(after, PAGE);
      page.stream()
          .filter(entity -> mayGo(work, entity, run))
          .forEach(entity -> found.put(entity.id(), entity));
      run.lookedAt(page.size());
      pauses.take();
      if (found.size() >= MOST_AT_ONCE || page.size() < PAGE) {
        visitor.accept(withoutTokens(found, run, pauses));
        found.clear();
      }
      after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1).id());
    } while (page.size() == PAGE);
  }

  /** Whether it may be removed if it has no token. */
  boolean mayGo(UnitOfWork work, Entity entity, TidyRun run) {
    return entity.isUnused(run.unusedFor(), clock.instant())
        && groups.of(work).internalOf(entity.id()).isEmpty();
  }

  // Every record of a token counts, also of a dead one: it is swept soon, and the next run finds
  // the entity without it.
  private List<Entity> withoutTokens(Map<String, Entity> found, TidyRun run, WorkPauses pauses) {
    if (found.isEmpty()) {
      return List.of();
    }
    int before = found.size();
    tokens.forEach(
        page -> {
          page.forEach(one -> one.token().rights().entityId().ifPresent(found::remove));
          pauses.take();
        });
    run.withTokens(before - found.size());
    return List.copyOf(found.values());
  }
}
