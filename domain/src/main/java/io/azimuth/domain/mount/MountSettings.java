package io.azimuth.domain.mount;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an operator may set on a mount.
 *
 * @param defaultTtl the lifetime of tokens that ask for none; zero means the system's
 * @param maxTtl the longest lifetime of tokens; zero means the system's
 * @param listingVisibility empty, {@code hidden} or {@code unauth}
 * @param tokenType which kind of token a login gives, as the API spells it
 * @param auditExceptions what the audit log shows in clear
 * @param identityTokenKey the name of the key that signs its identity tokens; empty is the default
 * @param options of its backend by name, such as the {@code version} of a {@code kv} engine
 * @param echoed the settings without effect, which clients read back
 */
public record MountSettings(
    Duration defaultTtl,
    Duration maxTtl,
    String listingVisibility,
    String tokenType,
    AuditExceptions auditExceptions,
    String identityTokenKey,
    Map<String, String> options,
    EchoedSettings echoed) {

  /** The listing visibility of a mount that is listed without a token. */
  public static final String VISIBLE_TO_ALL = "unauth";

  /** All settings at the system's defaults. */
  public static final MountSettings DEFAULT =
      new MountSettings(Duration.ZERO, Duration.ZERO, "", "default-service");

  public MountSettings {
    Objects.requireNonNull(listingVisibility, "listingVisibility");
    Objects.requireNonNull(tokenType, "tokenType");
    Objects.requireNonNull(auditExceptions, "auditExceptions");
    Objects.requireNonNull(identityTokenKey, "identityTokenKey");
    Objects.requireNonNull(echoed, "echoed");
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    if (defaultTtl.isNegative() || maxTtl.isNegative()) {
      throw new IllegalArgumentException("lifetimes are not negative");
    }
  }

  /** Settings without options. */
  public MountSettings(
      Duration defaultTtl,
      Duration maxTtl,
      String listingVisibility,
      String tokenType,
      AuditExceptions auditExceptions,
      String identityTokenKey) {
    this(
        defaultTtl,
        maxTtl,
        listingVisibility,
        tokenType,
        auditExceptions,
        identityTokenKey,
        Map.of(),
        EchoedSettings.NONE);
  }

  /** These settings with other options. */
  public MountSettings withOptions(Map<String, String> newOptions) {
    return new MountSettings(
        defaultTtl,
        maxTtl,
        listingVisibility,
        tokenType,
        auditExceptions,
        identityTokenKey,
        newOptions,
        echoed);
  }

  /** These settings with other settings without effect. */
  public MountSettings withEchoed(EchoedSettings newEchoed) {
    return new MountSettings(
        defaultTtl,
        maxTtl,
        listingVisibility,
        tokenType,
        auditExceptions,
        identityTokenKey,
        options,
        newEchoed);
  }

  /** Settings with the default key for identity tokens. */
  public MountSettings(
      Duration defaultTtl,
      Duration maxTtl,
      String listingVisibility,
      String tokenType,
      AuditExceptions auditExceptions) {
    this(defaultTtl, maxTtl, listingVisibility, tokenType, auditExceptions, "");
  }

  /** Settings without exceptions of the audit log. */
  public MountSettings(
      Duration defaultTtl, Duration maxTtl, String listingVisibility, String tokenType) {
    this(defaultTtl, maxTtl, listingVisibility, tokenType, AuditExceptions.NONE);
  }
}
