package io.azimuth.application.identity;

import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.IdentityRules;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.TokenGrant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds or creates the entity of a login. */
@Singleton
public final class Identities {

  private final SecretGenerator secrets;
  private final GroupGraphs groups;

  @Inject
  Identities(SecretGenerator secrets, GroupGraphs groups) {
    this.secrets = secrets;
    this.groups = groups;
  }

  /**
   * The entity that the alias of the grant names on this mount, created if it does not exist. Of
   * the external groups of this mount it is in those that the login proved and in no others.
   *
   * @throws RefusedException when the entity is disabled, or in too many groups
   */
  public Entity resolve(CoreCall call, TokenGrant grant) {
    Optional<Entity> known = known(call, grant.alias());
    Entity named =
        named(
            call,
            known.orElseGet(() -> generated(call)),
            grant.alias(),
            alias -> alias.after(grant.aliasMetadata(), grant.aliasCustomMetadata(), call.now()));
    Entity joined =
        named.inExternalGroups(
            groups.of(call.work()).afterLogin(named, call.mount().accessor(), grant.groups()),
            call.now());
    RefusedException.orRefuse(IdentityRules.size(joined));
    return kept(call.work().identities(), known, joined);
  }

  /**
   * The entity that the alias names on the mount of the call, created if it does not exist.
   *
   * @param metadata of the alias
   * @throws RefusedException when the entity is disabled
   */
  public Entity resolve(CoreCall call, String name, Map<String, String> metadata) {
    Optional<Entity> known = known(call, name);
    return kept(
        call.work().identities(),
        known,
        named(
            call,
            known.orElseGet(() -> generated(call)),
            name,
            alias -> alias.after(metadata, Map.of(), call.now())));
  }

  private static Optional<Entity> known(CoreCall call, String name) {
    String accessor = call.mount().accessor();
    Optional<Entity> known =
        call.work()
            .identities()
            .entityAliased(accessor, name)
            .filter(
                entity -> entity.aliasOn(accessor).filter(a -> !a.name().equals(name)).isEmpty());
    if (known.filter(Entity::disabled).isPresent()) {
      throw new RefusedException(ErrorCategory.PERMISSION_DENIED, "permission denied");
    }
    return known;
  }

  private static Entity kept(IdentityRecords records, Optional<Entity> known, Entity now) {
    if (known.isEmpty()) {
      records.add(now);
    } else if (!known.get().equals(now)) {
      records.put(now);
    }
    return now;
  }

  /**
   * Notes that the entity is given a token, which most tokens need no write for.
   *
   * @param entity as it is stored or staged
   * @param batchEnd when the token ends, if it is a batch token
   */
  public void given(CoreCall call, Entity entity, Optional<Instant> batchEnd) {
    Entity after = entity.given(call.now(), batchEnd);
    if (!after.equals(entity)) {
      call.work().identities().put(after);
    }
  }

  /**
   * A new entity of an operator's with a generated name that is free, not staged yet. It stays when
   * it is unused.
   */
  public Entity fresh(CoreCall call) {
    String id = secrets.uuid();
    String shortName = shortName(id);
    boolean taken = call.work().identities().entityNamed(shortName).isPresent();
    String name = taken ? "entity_" + id : shortName;
    return new Entity(id, name, List.of(), Map.of(), false, call.now());
  }

  // If the name is in use, the commit conflicts and the request begins again with another name.
  private Entity generated(CoreCall call) {
    String id = secrets.uuid();
    return Entity.ofLogin(id, shortName(id), call.now());
  }

  private static String shortName(String id) {
    return "entity_" + id.substring(0, 8);
  }

  private Entity named(CoreCall call, Entity entity, String name, UnaryOperator<Alias> afterLogin) {
    String accessor = call.mount().accessor();
    Alias alias =
        afterLogin.apply(
            entity
                .aliasOn(accessor)
                .filter(known -> known.name().equals(name))
                .orElseGet(
                    () ->
                        new Alias(
                            secrets.uuid(), accessor, name, entity.id(), Map.of(), call.now())));
    return entity.alias(alias.id()).equals(Optional.of(alias))
        ? entity
        : entity.with(alias, call.now());
  }
}
