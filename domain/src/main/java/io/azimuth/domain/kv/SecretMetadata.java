package io.azimuth.domain.kv;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Everything about a secret except its data. Immutable.
 *
 * @param current the number of the latest version; 0 when there never was one. Numbers are not
 *     reused
 * @param oldest the lowest number that is kept; 0 as long as none was removed
 * @param metadataVersion how often settings or custom metadata were written
 * @param createdAt when the secret was first written
 * @param updatedAt when its latest version was written
 * @param settings the settings of this secret
 * @param custom its custom metadata; may be empty
 * @param versions those that are kept
 */
public record SecretMetadata(
    int current,
    int oldest,
    int metadataVersion,
    Instant createdAt,
    Instant updatedAt,
    KeySettings settings,
    Map<String, String> custom,
    SortedMap<Integer, SecretVersion> versions) {

  public SecretMetadata {
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(settings, "settings");
    custom = Collections.unmodifiableMap(new TreeMap<>(custom));
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    if (current < 0 || oldest < 0 || metadataVersion < 0) {
      throw new IllegalArgumentException("versions count from 1");
    }
    if (!versions.isEmpty() && (versions.firstKey() < 1 || versions.lastKey() > current)) {
      throw new IllegalArgumentException("no version is above the current one");
    }
  }

  /** A secret without versions. */
  public static SecretMetadata created(Instant now) {
    return new SecretMetadata(0, 0, 0, now, now, KeySettings.DEFAULT, Map.of(), new TreeMap<>());
  }

  /** The version of that number; 0 is the current one. */
  public Optional<SecretVersion> version(int number) {
    return Optional.ofNullable(versions.get(number == 0 ? current : number));
  }

  /**
   * This metadata with one more version; versions above the limit are removed.
   *
   * @param mount the settings of the mount
   */
  public SecretMetadata added(Instant now, KeySettings mount) {
    KeySettings rules = settings.on(mount);
    Duration lifetime = rules.deleteVersionAfter();
    int next = Math.addExact(current, 1);
    TreeMap<Integer, SecretVersion> kept = new TreeMap<>(versions);
    kept.put(
        next,
        new SecretVersion(
            now, lifetime.isZero() ? Optional.empty() : Optional.of(now.plus(lifetime)), false));
    int first = next - rules.maxVersions() + 1;
    kept.headMap(first).clear();
    return new SecretMetadata(
        next,
        Math.max(oldest, first > 1 ? first : 0),
        metadataVersion,
        createdAt,
        now,
        settings,
        custom,
        kept);
  }

  /** This metadata with these versions deleted; numbers that do not exist are ignored. */
  public SecretMetadata deleted(Collection<Integer> numbers, Instant now) {
    return changed(numbers, version -> version.deleted(now));
  }

  /** This metadata with these versions readable again. */
  public SecretMetadata undeleted(Collection<Integer> numbers) {
    return changed(numbers, SecretVersion::undeleted);
  }

  /** This metadata with these versions destroyed. */
  public SecretMetadata destroyed(Collection<Integer> numbers) {
    return changed(numbers, SecretVersion::asDestroyed);
  }

  /** The next version of this metadata, with other settings and custom metadata. */
  public SecretMetadata with(KeySettings newSettings, Map<String, String> newCustom) {
    return new SecretMetadata(
        current,
        oldest,
        Math.addExact(metadataVersion, 1),
        createdAt,
        updatedAt,
        newSettings,
        newCustom,
        versions);
  }

  private SecretMetadata changed(Collection<Integer> numbers, UnaryOperator<SecretVersion> change) {
    TreeMap<Integer, SecretVersion> changed = new TreeMap<>(versions);
    numbers.forEach(
        number -> changed.computeIfPresent(number, (n, version) -> change.apply(version)));
    return new SecretMetadata(
        current, oldest, metadataVersion, createdAt, updatedAt, settings, custom, changed);
  }
}
