package io.azimuth.application.kv;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.kv.KeySettings;
import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.domain.kv.SecretVersion;
import io.azimuth.spi.api.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Metadata and settings in their stored form. */
final class MetadataCodec {

  private static final String CURRENT = "current";
  private static final String OLDEST = "oldest";
  private static final String CREATED = "created";
  private static final String UPDATED = "updated";
  private static final String SETTINGS = "settings";
  private static final String MAX_VERSIONS = "max_versions";
  private static final String CAS_REQUIRED = "cas_required";
  private static final String METADATA_CAS_REQUIRED = "metadata_cas_required";
  private static final String METADATA_VERSION = "metadata_version";
  private static final String DELETE_AFTER = "delete_after";
  private static final String CUSTOM = "custom";
  private static final String VERSIONS = "versions";
  private static final String DELETED = "deleted";
  private static final String DESTROYED = "destroyed";

  private MetadataCodec() {}

  static Value.Obj encode(SecretMetadata metadata) {
    Value.Builder versions = Value.Obj.builder();
    metadata
        .versions()
        .forEach((number, version) -> versions.put(Integer.toString(number), encode(version)));
    return Value.Obj.builder()
        .put(CURRENT, metadata.current())
        .put(OLDEST, metadata.oldest())
        .put(METADATA_VERSION, metadata.metadataVersion())
        .put(CREATED, metadata.createdAt().toString())
        .put(UPDATED, metadata.updatedAt().toString())
        .put(SETTINGS, encode(metadata.settings()))
        .put(CUSTOM, Value.of(metadata.custom()))
        .put(VERSIONS, versions.build())
        .build();
  }

  private static Value.Obj encode(SecretVersion version) {
    Value.Builder record = Value.Obj.builder().put(CREATED, version.createdAt().toString());
    record.putIfPresent(DELETED, version.deletesAt().map(Instant::toString));
    return (version.destroyed() ? record.put(DESTROYED, true) : record).build();
  }

  static Value.Obj encode(KeySettings settings) {
    return Value.Obj.builder()
        .put(MAX_VERSIONS, settings.maxVersions())
        .put(CAS_REQUIRED, settings.casRequired())
        .put(METADATA_CAS_REQUIRED, settings.metadataCasRequired())
        .put(DELETE_AFTER, settings.deleteVersionAfter().toSeconds())
        .build();
  }

  /** The metadata in the record; throws {@link ServiceException} when the record is damaged. */
  static SecretMetadata metadata(Value.Obj record) {
    try {
      TreeMap<Integer, SecretVersion> versions = new TreeMap<>();
      object(record, VERSIONS)
          .members()
          .forEach(
              (number, version) ->
                  versions.put(Integer.valueOf(number), version((Value.Obj) version)));
      Map<String, String> custom = new TreeMap<>();
      object(record, CUSTOM)
          .members()
          .forEach((name, value) -> custom.put(name, ((Value.Text) value).text()));
      return new SecretMetadata(
          number(record, CURRENT),
          number(record, OLDEST),
          record.get(METADATA_VERSION).isPresent() ? number(record, METADATA_VERSION) : 0,
          instant(record, CREATED),
          instant(record, UPDATED),
          readSettings(object(record, SETTINGS)),
          custom,
          versions);
    } catch (IllegalArgumentException | ClassCastException | DateTimeException e) {
      throw damaged(e);
    }
  }

  /** The settings in the record; throws {@link ServiceException} when the record is damaged. */
  static KeySettings settings(Value.Obj record) {
    try {
      return readSettings(record);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw damaged(e);
    }
  }

  private static KeySettings readSettings(Value.Obj record) {
    return new KeySettings(
        number(record, MAX_VERSIONS),
        ((Value.Bool) member(record, CAS_REQUIRED)).on(),
        record.get(METADATA_CAS_REQUIRED).map(it -> ((Value.Bool) it).on()).orElse(false),
        Duration.ofSeconds(Long.parseLong(((Value.Num) member(record, DELETE_AFTER)).literal())));
  }

  private static SecretVersion version(Value.Obj record) {
    Optional<Instant> deleted =
        record.get(DELETED).map(value -> StoredInstant.parse(((Value.Text) value).text()));
    return new SecretVersion(instant(record, CREATED), deleted, record.get(DESTROYED).isPresent());
  }

  private static Value member(Value.Obj record, String name) {
    Optional<Value> value = record.get(name);
    return value.orElseThrow(() -> new IllegalArgumentException(name));
  }

  private static Value.Obj object(Value.Obj record, String name) {
    return (Value.Obj) member(record, name);
  }

  private static int number(Value.Obj record, String name) {
    return Integer.parseInt(((Value.Num) member(record, name)).literal());
  }

  private static Instant instant(Value.Obj record, String name) {
    return StoredInstant.parse(((Value.Text) member(record, name)).text());
  }

  private static ServiceException damaged(RuntimeException cause) {
    return new ServiceException(
        ErrorCode.RECORD_UNREADABLE, "the metadata of a secret is damaged", cause);
  }
}
