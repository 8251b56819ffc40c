package io.azimuth.bootstrap.command.client.mount;

import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings of a mount that a command sends: when it is enabled, or tuned later. */
public final class MountSettingOptions {

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  private @Nullable String description;

  @Option(
      names = "--default-lease-ttl",
      paramLabel = "DURATION",
      description = "The lifetime of what asks for none; system: the server's.")
  private @Nullable String defaultLeaseTtl;

  @Option(
      names = "--max-lease-ttl",
      paramLabel = "DURATION",
      description = "The longest lifetime; system: the server's.")
  private @Nullable String maxLeaseTtl;

  @Option(
      names = "--listing-visibility",
      paramLabel = "WORD",
      description = "unauth: everyone may know of the mount; hidden: callers with a right there.")
  private @Nullable String listingVisibility;

  @Option(
      names = "--token-type",
      paramLabel = "TYPE",
      description = "Of logins: default-service, default-batch, service or batch.")
  private @Nullable String tokenType;

  @Option(
      names = "--identity-token-key",
      paramLabel = "NAME",
      description = "The key that signs the identity tokens of the mount.")
  private @Nullable String identityTokenKey;

  @Option(
      names = "--audit-non-hmac-request-keys",
      split = ",",
      paramLabel = "NAME",
      description = "A parameter that audit devices write in clear; may come several times.")
  private @Nullable List<String> requestKeys;

  @Option(
      names = "--audit-non-hmac-response-keys",
      split = ",",
      paramLabel = "NAME",
      description = "The same for members of answers.")
  private @Nullable List<String> responseKeys;

  @Option(
      names = "--options",
      paramLabel = "KEY=VALUE",
      description = "An option of the backend; may come several times.")
  private Map<String, String> backendOptions = new LinkedHashMap<>();

  /** Creates options that picocli fills later. */
  public MountSettingOptions() {}

  /**
   * The body of a request that enables a mount.
   *
   * @param type the type of its backend
   * @param further options of the backend that have an option of their own
   */
  public Value enabling(String type, Map<String, String> further) {
    Value.Builder body = Value.Obj.builder().put("type", type);
    body.put("description", Optional.ofNullable(description).orElse(""));
    Value.Obj config = settings().build();
    if (!config.members().isEmpty()) {
      body.put("config", config);
    }
    putOptions(body, further);
    return body.build();
  }

  /**
   * The body of a request that tunes a mount.
   *
   * @param further options of the backend that have an option of their own
   */
  public Value.Obj tuning(Map<String, String> further) {
    Value.Builder body = settings();
    body.putIfPresent("description", Optional.ofNullable(description));
    putOptions(body, further);
    return body.build();
  }

  private Value.Builder settings() {
    Value.Builder config = Value.Obj.builder();
    config.putIfPresent("default_lease_ttl", Optional.ofNullable(defaultLeaseTtl));
    config.putIfPresent("max_lease_ttl", Optional.ofNullable(maxLeaseTtl));
    config.putIfPresent("listing_visibility", Optional.ofNullable(listingVisibility));
    config.putIfPresent("token_type", Optional.ofNullable(tokenType));
    config.putIfPresent("identity_token_key", Optional.ofNullable(identityTokenKey));
    Optional.ofNullable(requestKeys)
        .ifPresent(names -> config.put("audit_non_hmac_request_keys", names));
    Optional.ofNullable(responseKeys)
        .ifPresent(names -> config.put("audit_non_hmac_response_keys", names));
    return config;
  }

  private void putOptions(Value.Builder body, Map<String, String> further) {
    Map<String, String> all = new LinkedHashMap<>(backendOptions);
    all.putAll(further);
    if (!all.isEmpty()) {
      body.put("options", Value.of(all));
    }
  }
}
