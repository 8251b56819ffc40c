package io.azimuth.adapters.storage.record;

import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.domain.claim.CertificateDigest;
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
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Ancestor;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One record of each kind: once with all optional parts, once without any. */
public final class Samples {

  public static final Instant CREATED = Instant.parse("2026-11-25T10:00:00.000000001Z");
  public static final TokenHash HASH = hash('a');
  public static final TokenHash PARENT = hash('b');
  public static final TokenHash GRANDPARENT = hash('c');

  public static final Token FULL_TOKEN =
      new Token(
          TokenType.SERVICE,
          Optional.of(new Accessor("Acc3ss0r")),
          new TokenOrigin(
              new RevocationStamp("auth_azure_1a2b3c4d", 3),
              "auth/azure/login",
              "azure-vm-1",
              Map.of("subscription", "s-1"),
              Optional.of("fleet"),
              Map.of("role", "web")),
          new TokenRights(
              List.of("default", "web"),
              Optional.of("e-1"),
              List.of(Cidr.parse("10.0.0.0/8").orElseThrow()),
              5),
          new TokenLifetime(
              CREATED,
              Duration.ofHours(1),
              Duration.ofDays(1),
              Duration.ofMinutes(10),
              true,
              Optional.of(CREATED.plusSeconds(3_600)),
              Optional.of(CREATED.plusSeconds(60))),
          List.of(PARENT, GRANDPARENT));

  /** A token that is bound to a certificate. */
  public static final Token BOUND_TOKEN =
      bound(
          new Token(
              TokenType.SERVICE,
              Optional.of(new Accessor("B0und")),
              FULL_TOKEN.origin(),
              new TokenRights(List.of("default"), Optional.empty(), List.of(), 0),
              TokenLifetime.of(CREATED, Duration.ofMinutes(5), false),
              List.of()));

  /** A lease whose secret could not be ended once. */
  public static final Lease LEASE =
      new Lease(
          "lab/creds/web/x",
          "u-1",
          new RevocationStamp("lab_1a2b3c4d", 1, 2),
          new LeaseHolder(PARENT, Optional.empty()),
          LeaseTerm.of(CREATED, Duration.ofMinutes(1), Duration.ofHours(2), true)
              .renewed(CREATED.plusSeconds(60), Duration.ofMinutes(59)),
          LeaseState.ISSUED,
          FailedAttempts.NONE.another(CREATED, "away"),
          Map.of("key_id", "k"));

  public static final Token ROOT_TOKEN =
      new Token(
          TokenType.SERVICE,
          Optional.of(new Accessor("R00t")),
          new TokenOrigin(
              new RevocationStamp("auth_token_00000000", 0),
              "auth/token/root",
              "root",
              Map.of(),
              Optional.empty(),
              Map.of()),
          new TokenRights(List.of("root"), Optional.empty(), List.of(), 0),
          TokenLifetime.endless(CREATED),
          List.of());

  /** A root token of that mount. */
  static Token endless(String accessor) {
    return new Token(
        ROOT_TOKEN.type(),
        ROOT_TOKEN.accessor(),
        new TokenOrigin(
            new RevocationStamp(accessor, 0),
            "auth/token/root",
            "root",
            Map.of(),
            Optional.empty(),
            Map.of()),
        ROOT_TOKEN.rights(),
        ROOT_TOKEN.lifetime(),
        List.of());
  }

  /** A token with a chosen id whose grandparent has one, too. */
  public static final Token MARKED_TOKEN =
      new Token(
          ROOT_TOKEN.type(),
          ROOT_TOKEN.accessor(),
          ROOT_TOKEN.origin(),
          ROOT_TOKEN.rights(),
          ROOT_TOKEN.lifetime(),
          List.of(Ancestor.generated(PARENT), new Ancestor(GRANDPARENT, Optional.of("theirs"))),
          Optional.of("own"));

  public static final Token BATCH_TOKEN =
      new Token(
          TokenType.BATCH,
          Optional.empty(),
          ROOT_TOKEN.origin(),
          new TokenRights(List.of("default"), Optional.empty(), List.of(), 0),
          TokenLifetime.of(CREATED, Duration.ofMinutes(5), false),
          List.of());

  /** A batch token whose grandparent has a chosen id. */
  public static final Token MARKED_BATCH_TOKEN =
      new Token(
          BATCH_TOKEN.type(),
          BATCH_TOKEN.accessor(),
          BATCH_TOKEN.origin(),
          BATCH_TOKEN.rights(),
          BATCH_TOKEN.lifetime(),
          MARKED_TOKEN.line(),
          Optional.empty());

  /** The largest content of a batch token. */
  public static final Token FULL_BATCH_TOKEN =
      new Token(
          TokenType.BATCH,
          Optional.empty(),
          new TokenOrigin(
              new RevocationStamp("auth_azure_1a2b3c4d", 3, 9),
              "auth/azure/login",
              "azure-vm-1",
              Map.of("subscription", "s-1", "naïve", "ſ\uD83D\uDE00"),
              Optional.of("fleet"),
              Map.of()),
          new TokenRights(
              List.of("default", "web"),
              Optional.of("e-1"),
              List.of(Cidr.parse("10.0.0.0/8").orElseThrow(), Cidr.parse("::1").orElseThrow()),
              0),
          new TokenLifetime(
              CREATED,
              Duration.ofHours(1),
              Duration.ofDays(1),
              Duration.ZERO,
              false,
              Optional.of(CREATED.plusSeconds(3_600)),
              Optional.empty()),
          List.of(PARENT, GRANDPARENT));

  public static final Token RELEASED_TOKEN =
      new Token(
              TokenType.SERVICE,
              Optional.of(new Accessor("x")),
              FULL_BATCH_TOKEN.origin(),
              FULL_BATCH_TOKEN.rights(),
              FULL_BATCH_TOKEN.lifetime(),
              List.of(PARENT))
          .released(CREATED, Duration.ofDays(1));

  public static final Entity ENTITY =
      new Entity("e-1", "entity_1", List.of("ops"), Map.of("team", "blue"), true, CREATED);

  public static final Entity FULL_ENTITY =
      new Entity(
          "e-1",
          "entity_1",
          List.of("ops"),
          Map.of("team", "blue"),
          false,
          List.of(
              new Alias(
                  "a-1",
                  "auth_azure_1a2b3c4d",
                  "oid-1",
                  "e-1",
                  new Alias.Metadata(Map.of("vm", "one"), Map.of("cost", "7"), Map.of()),
                  List.of("e-0"),
                  CREATED,
                  CREATED.plusSeconds(1))),
          List.of("ga-1.2"),
          List.of("e-0"),
          CREATED,
          CREATED.plusSeconds(2));

  public static final Entity ENTITY_OF_ROLE =
      new Entity("e-1", "entity_1", List.of(), Map.of(), false, CREATED)
          .with(
              new Alias("a-1", "auth_azure_1a2b3c4d", "oid-1", "e-1", Map.of(), CREATED)
                  .after(Map.of(), Map.of("team", "shop"), CREATED),
              CREATED);

  public static final Entity ENTITY_OF_LOGIN =
      Entity.ofLogin("e-1", "entity_1", CREATED)
          .given(CREATED, Optional.of(CREATED.plus(Duration.ofHours(1))));

  public static final Group GROUP =
      new Group(
          "g-1",
          "ops",
          GroupType.INTERNAL,
          List.of("ops"),
          Map.of("team", "red"),
          List.of("e-1"),
          List.of("g-2"),
          Optional.empty(),
          3,
          CREATED,
          CREATED.plusSeconds(1));

  public static final Group EXTERNAL_GROUP =
      new Group(
          "g-2",
          "fleet",
          GroupType.EXTERNAL,
          List.of(),
          Map.of(),
          List.of(),
          List.of(),
          Optional.of(
              new GroupAlias(
                  "ga-1", "auth_azure_1a2b3c4d", "dddd", 2, CREATED, CREATED.plusSeconds(1))),
          1,
          CREATED,
          CREATED);

  public static final Mount MOUNT =
      new Mount(
          new MountPath("auth/azure/"),
          "azure",
          "0d7c51ab-6a0b-4c1e-9d5e-2f1f0c8f3c11",
          "auth_azure_1a2b3c4d",
          "the fleet",
          new MountSettings(Duration.ofHours(1), Duration.ofDays(2), "unauth", "service"),
          7);

  public static final AuditDeviceSpec AUDIT_DEVICE =
      new AuditDeviceSpec(
          "main", "file", "to disk", Map.of("file_path", "audit.log"), SecretText.of("s4lt"));

  private Samples() {}

  public static TokenHash hash(char digit) {
    return new TokenHash(String.valueOf(digit).repeat(64));
  }

  /** A token of that entity and those ancestors. */
  public static Token token(String accessor, Optional<String> entity, TokenHash... ancestors) {
    return new Token(
        TokenType.SERVICE,
        Optional.of(new Accessor(accessor)),
        FULL_TOKEN.origin(),
        new TokenRights(List.of("default"), entity, List.of(), 0),
        TokenLifetime.of(CREATED, Duration.ofHours(1), true),
        List.of(ancestors));
  }

  /** The same token, bound to a certificate. */
  public static Token bound(Token token) {
    return new Token(
        token.type(),
        token.accessor(),
        token.origin(),
        token.rights().boundTo(Optional.of(CertificateDigest.of(new byte[] {1}))),
        token.lifetime(),
        token.line(),
        token.mark());
  }
}
