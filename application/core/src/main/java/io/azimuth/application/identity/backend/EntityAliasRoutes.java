package io.azimuth.application.identity.backend;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.identity.Alias;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The aliases of entities, their names within auth methods: {@code entity-alias}. */
@Singleton
final class EntityAliasRoutes {

  private static final List<Field<?>> WRITTEN =
      List.of(
          IdentityFields.ID,
          IdentityFields.NAME,
          IdentityFields.CANONICAL_ID,
          IdentityFields.MOUNT_ACCESSOR,
          IdentityFields.CUSTOM_METADATA);

  private final EntityAliasWrites writes;
  private final IdentityViews views;
  private final GroupGraphs groups;

  @Inject
  EntityAliasRoutes(EntityAliasWrites writes, IdentityViews views, GroupGraphs groups) {
    this.writes = writes;
    this.views = views;
    this.groups = groups;
  }

  List<Route> routes() {
    IdentityResourceKind<Alias> aliases =
        new IdentityResourceKind<>(
            "entity-alias",
            new IdentityResourceKind.Writes(
                WRITTEN, IdentityViews.WRITTEN_ALIAS, call -> answer(writes.write(call))),
            new IdentityResourceKind.View<>(IdentityViews.OF_ALIAS, views::alias),
            new IdentityResourceKind.View<>(IdentityViews.OF_ALIAS_INFO, views::aliasInfo),
            this::remove);
    return Stream.of(
            List.of(aliases.writing()),
            aliases.by("id", ":id", Alias::id, EntityAliasRoutes::named, EntityAliasRoutes::each))
        .flatMap(List::stream)
        .toList();
  }

  private static void each(UnitOfWork work, ListPage page, Consumer<Alias> consumer) {
    EntityPages.all(work, entity -> entity.aliases().forEach(consumer));
  }

  private static Answer answer(Alias alias) {
    return Answer.data(
        Value.Obj.builder().put("id", alias.id()).put("canonical_id", alias.entityId()).build());
  }

  private static Optional<Alias> named(CoreCall call) {
    String id = call.fields().captured("id");
    return call.work().identities().entityOfAlias(id).flatMap(entity -> entity.alias(id));
  }

  private void remove(CoreCall call, Alias alias) {
    UnitOfWork work = call.work();
    work.identities()
        .entity(alias.entityId())
        .map(owner -> groups.without(work, owner, alias, call.now()).kept())
        .ifPresent(work.identities()::put);
  }
}
