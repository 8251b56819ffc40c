package io.azimuth.testkit.contract.store;

import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.identity.GroupAlias;
import io.azimuth.domain.identity.GroupType;
import io.azimuth.domain.lease.FailedAttempts;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.lease.LeaseHolder;
import io.azimuth.domain.lease.LeaseState;
import io.azimuth.domain.lease.LeaseTerm;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records for the store's contract suite. */
final class StoreSamples {

  static final Instant CREATED = Instant.parse("2026-11-25T10:00:00Z");
  static final TokenHash HASH = hash('a');
  static final TokenHash PARENT = hash('b');
  static final TokenHash GRANDPARENT = hash('c');
  static final TokenHash UNUSED_HASH = hash('f');
  static final String METHOD = "auth_azure_1a2b3c4d";
  static final String MEMBERSHIP = "ga-1.2";
  static final Value.Obj DATA = Value.Obj.builder().put("a", 1).build();

  private StoreSamples() {}

  static TokenHash hash(char digit) {
    return new TokenHash(String.valueOf(digit).repeat(64));
  }

  /** A token without entity and ancestors whose uses are not counted. */
  static Token token(String name) {
    return token(name, Optional.empty(), 0);
  }

  /** A token of that entity and those ancestors; 0 uses are not counted. */
  static Token token(String name, Optional<String> entity, int uses, TokenHash... ancestors) {
    return new Token(
        TokenType.SERVICE,
        Optional.of(new Accessor("a" + name)),
        new TokenOrigin(
            new RevocationStamp(METHOD, 3),
            "auth/azure/login",
            name,
            Map.of("subscription", "s-1"),
            Optional.of("fleet"),
            Map.of()),
        new TokenRights(List.of("default"), entity, List.of(), uses),
        TokenLifetime.of(CREATED, Duration.ofHours(1), true),
        List.of(ancestors));
  }

  /** A token that carries itself. */
  static Token carried(Optional<String> entity, TokenHash... ancestors) {
    Token service = token("carried", entity, 0, ancestors);
    return new Token(
        TokenType.BATCH,
        Optional.empty(),
        service.origin(),
        service.rights(),
        TokenLifetime.of(CREATED, Duration.ofMinutes(5), false),
        service.ancestors());
  }

  static Entity entity(String id, String name, Alias... aliases) {
    Entity entity = new Entity(id, name, List.of(), Map.of(), false, CREATED);
    for (Alias alias : aliases) {
      entity = entity.with(alias.of(id, CREATED), CREATED);
    }
    return entity;
  }

  /** An entity that others were merged into. */
  static Entity heir(String id, String... merged) {
    return new Entity(
        id,
        "name of " + id,
        List.of(),
        Map.of(),
        false,
        List.of(),
        List.of(),
        List.of(merged),
        CREATED,
        CREATED);
  }

  /** The entity {@code e-1} with all that an entity is found by. */
  static Entity known() {
    return entity("e-1", "entity_1", alias("a-1", "oid-1"))
        .inExternalGroups(List.of(MEMBERSHIP), CREATED);
  }

  static Alias alias(String id, String name) {
    return new Alias(id, METHOD, name, "", Map.of(), CREATED);
  }

  static Group group(String id) {
    return Group.fresh(id, "name of " + id, GroupType.INTERNAL, CREATED);
  }

  static Group externalGroup(String id) {
    return Group.fresh(id, "name of " + id, GroupType.EXTERNAL, CREATED)
        .withAlias(
            Optional.of(new GroupAlias("ga-1", METHOD, "dddd", 2, CREATED, CREATED)), CREATED);
  }

  static Mount mount(String path) {
    return new Mount(new MountPath(path), "kv", "u", "kv_1", "", MountSettings.DEFAULT, 0);
  }

  /** A lease of a service token. */
  static Lease lease(String id) {
    return new Lease(
        id,
        "u",
        new RevocationStamp("kv_1", 3, 2),
        new LeaseHolder(HASH, Optional.empty()),
        LeaseTerm.of(CREATED, Duration.ofHours(1), Duration.ofHours(2), true),
        LeaseState.PENDING,
        FailedAttempts.NONE,
        Map.of("key_id", "k-1"));
  }

  static AuditDeviceSpec device(String path) {
    return new AuditDeviceSpec(
        path, "file", "to disk", Map.of("file_path", "audit.log"), SecretText.of("s4lt"));
  }
}
