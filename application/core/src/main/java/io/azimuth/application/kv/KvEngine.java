package io.azimuth.application.kv;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.Backend;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Map;

/** The secrets engine {@code kv}. Its option {@code version} chooses between KV v1 and KV v2. */
final class KvEngine implements SecretsEngine {

  static final String TYPE = "kv";

  private static final String VERSION = "version";
  private static final String PLAIN = "1";
  private static final String VERSIONED = "2";

  private final Backend plain;
  private final Backend versioned;
  private final KvUpgrade upgrade;

  KvEngine(KvV1Backend plain, KvV2Backend versioned, KvUpgrade upgrade) {
    this.plain = plain;
    this.versioned = versioned;
    this.upgrade = upgrade;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Map<String, Map<String, String>> otherNames() {
    return Map.of(
        "kv-v1", Map.of(VERSION, PLAIN),
        "kv-v2", Map.of(VERSION, VERSIONED),
        "generic", Map.of(VERSION, PLAIN));
  }

  @Override
  public List<Backend> backends() {
    return List.of(plain, versioned);
  }

  @Override
  public Backend backendFor(Map<String, String> options) {
    return version(options).equals(VERSIONED) ? versioned : plain;
  }

  @Override
  public void check(Map<String, String> options) {
    String version = version(options);
    if (!version.equals(PLAIN) && !version.equals(VERSIONED)) {
      throw RefusedException.invalid("invalid version provided: " + Quoted.escape(version));
    }
  }

  @Override
  public List<String> change(Mount mount, Map<String, String> options, MountTransaction work) {
    check(options);
    boolean isVersioned = backendFor(mount.settings().options()).equals(versioned);
    boolean becomesVersioned = backendFor(options).equals(versioned);
    if (isVersioned && !becomesVersioned) {
      throw RefusedException.invalid("cannot downgrade mount from version 2");
    }
    return !isVersioned && becomesVersioned ? upgrade.begin(work.storage()) : List.of();
  }

  @Override
  public void maintain(Mount mount, MountTransaction work) {
    if (backendFor(mount.settings().options()).equals(versioned)) {
      upgrade.proceed(mount.uuid(), work);
    }
  }

  private static String version(Map<String, String> options) {
    return options.getOrDefault(VERSION, PLAIN);
  }
}
