package io.azimuth.application.identity;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.identity.GroupGraph;
import io.azimuth.domain.identity.Memberships;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.TemplateSubject;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The groups as of the epoch of a unit of work. They are read once an epoch, not at each request.
 * The external groups of an entity are in its own record, which each request reads anyway.
 */
@Singleton
public final class GroupGraphs {

  private final EpochCache<String, GroupGraph> cache = new EpochCache<>();

  @Inject
  GroupGraphs() {}

  /** The graph of all groups. */
  public GroupGraph of(UnitOfWork work) {
    return cache.get(work, "", () -> new GroupGraph(work.identities().groups()));
  }

  public Memberships of(UnitOfWork work, Entity entity) {
    return of(work).of(entity);
  }

  /** The entity and its groups as templates of tokens see them. */
  public TemplateSubject subject(UnitOfWork work, Entity entity) {
    return subject(work, entity, alias -> Map.of());
  }

  /**
   * The entity and its groups as templates of policies see them for that token: its alias also has
   * what the login of this token brought for it alone.
   */
  public TemplateSubject subject(UnitOfWork work, Entity entity, TokenOrigin token) {
    return subject(
        work,
        entity,
        alias ->
            alias.mountAccessor().equals(token.mount().accessor())
                ? token.readByTemplates()
                : Map.of());
  }

  private TemplateSubject subject(
      UnitOfWork work, Entity entity, Function<Alias, Map<String, String>> own) {
    Map<String, TemplateSubject.Alias> aliases = new LinkedHashMap<>();
    for (Alias alias : entity.aliases()) {
      Map<String, String> metadata = new HashMap<>(alias.metadata().proved());
      metadata.putAll(own.apply(alias));
      aliases.put(
          alias.mountAccessor(),
          new TemplateSubject.Alias(
              alias.id(), alias.name(), metadata, alias.metadata().allCustom()));
    }
    List<TemplateSubject.Group> groups =
        of(work, entity)
            .all()
            .map(group -> new TemplateSubject.Group(group.id(), group.name(), group.metadata()))
            .toList();
    return new TemplateSubject(entity.id(), entity.name(), entity.metadata(), aliases, groups);
  }

  /**
   * The entity without the alias, and without the external groups that logins with this alias
   * proved: no later login proves them again.
   */
  public Entity without(UnitOfWork work, Entity entity, Alias alias, Instant now) {
    return entity
        .without(alias.id(), now)
        .inExternalGroups(of(work).afterLogin(entity, alias.mountAccessor(), List.of()), now);
  }

  /**
   * The sorted policies that an entity adds to its tokens: its own and those of its groups,
   * including inherited ones. Root never comes from an entity.
   */
  public List<String> policies(UnitOfWork work, Optional<Entity> entity) {
    if (entity.isEmpty()) {
      return List.of();
    }
    TreeSet<String> names = new TreeSet<>(entity.get().policies());
    of(work, entity.get()).all().map(Group::policies).forEach(names::addAll);
    names.removeIf(name -> AsciiCase.equal(name.strip(), PolicyName.ROOT.value()));
    return List.copyOf(names);
  }
}
