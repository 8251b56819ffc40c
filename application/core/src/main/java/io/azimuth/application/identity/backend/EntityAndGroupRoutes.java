package io.azimuth.application.identity.backend;

import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The routes of entities, groups and their aliases. */
@Singleton
public final class EntityAndGroupRoutes implements IdentityRoutes {

  private final List<Route> routes;

  @Inject
  EntityAndGroupRoutes(
      EntityRoutes entities,
      MergeRoutes merges,
      EntityAliasRoutes aliases,
      GroupRoutes groups,
      GroupAliasRoutes groupAliases,
      LookupRoutes lookups) {
    this.routes =
        Stream.of(
                entities.routes(),
                merges.routes(),
                aliases.routes(),
                groups.routes(),
                groupAliases.routes(),
                lookups.routes())
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public List<Route> routes() {
    return routes;
  }
}
