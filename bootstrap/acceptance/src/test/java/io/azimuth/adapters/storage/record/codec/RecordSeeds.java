package io.azimuth.adapters.storage.record.codec;

import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.store.EnabledDevices;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.identity.GroupAlias;
import io.azimuth.domain.identity.GroupType;
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
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of the larger kinds with all members set. */
final class RecordSeeds {

  private static final Instant CREATED = Instant.parse("2026-11-25T10:00:00.000000001Z");
  private static final Map<String, String> NOTES = Map.of("team", "blue");

  private RecordSeeds() {}

  static byte[] token() {
    return RecordFormat.write(
        TokenCodec.INSTANCE,
        new Token(
            TokenType.SERVICE,
            Optional.of(new Accessor("Acc3ss0r")),
            new TokenOrigin(
                new RevocationStamp("auth_azure_1a2b3c4d", 3, 2),
                "auth/azure/login",
                "azure-vm-1",
                NOTES,
                Optional.of("fleet"),
                NOTES),
            new TokenRights(
                List.of("default"),
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
            List.of(new Ancestor(new TokenHash("ab".repeat(32)), Optional.of("mark"))),
            Optional.of("own")));
  }

  static byte[] entity() {
    Alias alias =
        new Alias(
            "a-1",
            "m-1",
            "oid-1",
            "e-1",
            new Alias.Metadata(NOTES, NOTES, NOTES),
            List.of("e-0"),
            CREATED,
            CREATED);
    return RecordFormat.write(
        EntityCodec.INSTANCE,
        new Entity(
            "e-1",
            "entity_1",
            List.of("ops"),
            NOTES,
            false,
            List.of(alias),
            List.of("ga-1.2"),
            List.of("e-0"),
            CREATED,
            CREATED));
  }

  static byte[] group() {
    return RecordFormat.write(
        GroupCodec.INSTANCE,
        new Group(
            "g-2",
            "fleet",
            GroupType.EXTERNAL,
            List.of("ops"),
            NOTES,
            List.of(),
            List.of(),
            Optional.of(new GroupAlias("ga-1", "m-1", "dddd", 2, CREATED, CREATED)),
            1,
            CREATED,
            CREATED));
  }

  static byte[] mount() {
    return RecordFormat.write(
        MountCodec.INSTANCE,
        new Mount(
            new MountPath("auth/azure/"),
            "azure",
            "0d7c51ab-6a0b-4c1e-9d5e-2f1f0c8f3c11",
            "auth_azure_1a2b3c4d",
            "the fleet",
            new MountSettings(Duration.ofHours(1), Duration.ofDays(2), "unauth", "service"),
            7));
  }

  static byte[] auditDevice() {
    return RecordFormat.write(
        AuditDeviceCodec.INSTANCE,
        new AuditDeviceSpec(
            "main", "file", "to disk", Map.of("file_path", "a.log"), SecretText.of("s4lt")));
  }

  static byte[] epoch() {
    return RecordFormat.write(
        EpochCodec.INSTANCE, EnabledDevices.NONE.with("main", List.of("second")));
  }

  static byte[] data() {
    return RecordFormat.write(DataCodec.INSTANCE, Value.Obj.builder().put("a", 1).build());
  }
}
