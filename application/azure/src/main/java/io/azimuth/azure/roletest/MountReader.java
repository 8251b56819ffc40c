package io.azimuth.azure.roletest;

import io.azimuth.domain.azure.id.BuiltInIssuers;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.TokenTypeRule;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the block {@code mount}: of configuration and tuning what a login depends on. */
final class MountReader {

  private static final List<String> CONFIG =
      List.of(
          "tenant_id",
          "additional_tenants",
          "resource",
          "additional_audiences",
          "environment",
          "clock_skew_leeway",
          "attestation_issuers",
          "resolve_groups");

  private static final List<String> TUNING =
      List.of("path", "accessor", "default_lease_ttl", "max_lease_ttl", "token_type");

  private static final List<String> CLOUDS =
      List.of(BuiltInIssuers.PUBLIC, BuiltInIssuers.US_GOVERNMENT, BuiltInIssuers.CHINA);

  private final FileBlock block;

  MountReader(FileBlock block) {
    this.block = block;
  }

  Mount mount() {
    block.allowOnly(Stream.concat(CONFIG.stream(), TUNING.stream()).toList());
    String path = block.text("path").orElse("azure");
    Optional<MountPath> parsed = MountPath.parse(MountPath.AUTH + path);
    if (parsed.isEmpty()) {
      block.problem("path", Quoted.of(path) + " is not the path of a mount");
    }
    String uuid = RoleTestRecords.MOUNT;
    return new Mount(
        parsed.orElseGet(() -> new MountPath("auth/azure/")),
        "azure",
        uuid,
        block.text("accessor").orElseGet(() -> Mount.accessor("auth_azure", uuid)),
        "",
        settings(),
        0);
  }

  private MountSettings settings() {
    Optional<String> type = block.text("token_type");
    if (type.isPresent() && type.flatMap(TokenTypeRule::parse).isEmpty()) {
      block.problem("token_type", Quoted.of(type.get()) + " is not the token type of a mount");
    }
    return new MountSettings(
        block.duration("default_lease_ttl").orElse(Duration.ZERO),
        block.duration("max_lease_ttl").orElse(Duration.ZERO),
        "",
        type.orElse(MountSettings.DEFAULT.tokenType()));
  }

  /** The parameters of the configuration. */
  RoleTestPlan.Config config() {
    Value.Builder config = Value.Obj.builder();
    block
        .object()
        .members()
        .forEach(
            (name, value) -> {
              if (CONFIG.contains(name)) {
                config.put(name, value);
              }
            });
    return new RoleTestPlan.Config(config.build(), block);
  }

  /** The id of the tenant: a domain cannot be looked up. */
  String tenant() {
    if (!block.has("tenant_id")) {
      return "";
    }
    return block
        .parsed("tenant_id", TenantId::parse, "the id of a tenant (a GUID)")
        .map(TenantId::value)
        .orElse("");
  }

  String cloud() {
    return block.word("environment", CLOUDS).orElse(BuiltInIssuers.PUBLIC);
  }

  String audience() {
    return block.text("resource").orElse("");
  }
}
