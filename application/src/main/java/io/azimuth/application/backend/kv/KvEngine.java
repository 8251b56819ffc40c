package io.azimuth.application.backend.kv;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.Backend;
import io.azimuth.application.route.SecretsEngine;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.text.Quoted;
import java.util.List;
import java.util.Map;

/** The secrets engine {@code kv}; its option {@code version} decides between its two forms. */
final class KvEngine implements SecretsEngine {

  static final String TYPE = "kv";

  private static final String VERSION = "version";
  private static final String PLAIN = "1";
  private static final String VERSIONED = "2";

  private final Backend plain;
  private final Backend versioned;
  private final Upgrade upgrade;

  KvEngine(PlainForm plain, VersionedForm versioned, Upgrade upgrade) {
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
  public List<Backend> forms() {
    return List.of(plain, versioned);
  }

  @Override
  public Backend form(Map<String, String> options) {
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
  public List<String> change(Mount mount, Map<String, String> options, UnitOfWork work) {
    check(options);
    boolean isVersioned = form(mount.settings().options()).equals(versioned);
    boolean becomesVersioned = form(options).equals(versioned);
    if (isVersioned && !becomesVersioned) {
      throw RefusedException.invalid("cannot downgrade mount from version 2");
    }
    return !isVersioned && becomesVersioned ? upgrade.begin(work.storage(mount.uuid())) : List.of();
  }

  @Override
  public void maintain(Mount mount, UnitOfWork work) {
    if (form(mount.settings().options()).equals(versioned)) {
      upgrade.proceed(mount.uuid(), work);
    }
  }

  private static String version(Map<String, String> options) {
    return options.getOrDefault(VERSION, PLAIN);
  }
}
