package io.azimuth.application.kv;

import io.azimuth.domain.kv.KeySettings;
import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.storage.MountStorage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * KV v2 secrets in the storage of a mount: the settings of all secrets at {@code config}, the
 * metadata of each at {@code meta/<path>}, its data at {@code data/<version>/<path>}.
 */
final class KvV2Store {

  private static final String CONFIG = "config";
  private static final String METADATA = "meta/";
  private static final String DATA = "data/";

  // The same objects each time: what they make of a record is kept.
  private static final Function<Value.Obj, SecretMetadata> METADATA_DECODER =
      MetadataCodec::metadata;
  private static final Function<Value.Obj, KeySettings> SETTINGS_DECODER = MetadataCodec::settings;

  private final MountStorage storage;

  KvV2Store(MountStorage storage) {
    this.storage = storage;
  }

  /**
   * The secrets of the called mount.
   *
   * @throws RefusedException while the mount is upgraded from KV v1
   */
  static KvV2Store of(Call call) {
    KvUpgrade.refuseMeanwhile(call.storage());
    return new KvV2Store(call.storage());
  }

  /** The settings of the mount for all its secrets, if there are any. */
  Optional<KeySettings> settings() {
    return storage.getDecoded(CONFIG, SETTINGS_DECODER);
  }

  KeySettings settingsOrDefault() {
    return settings().orElse(KeySettings.DEFAULT);
  }

  void put(KeySettings settings) {
    storage.put(CONFIG, MetadataCodec.encode(settings));
  }

  Optional<SecretMetadata> metadata(String path) {
    return storage.getDecoded(METADATA + path, METADATA_DECODER);
  }

  /** Stages the metadata, and the removal of the data of versions that are no longer kept. */
  void put(String path, SecretMetadata before, SecretMetadata after) {
    storage.put(METADATA + path, MetadataCodec.encode(after));
    before
        .versions()
        .forEach(
            (number, version) -> {
              boolean kept = after.version(number).filter(now -> !now.destroyed()).isPresent();
              if (!kept && !version.destroyed()) {
                storage.delete(data(path, number));
              }
            });
  }

  /** The data of the version; null is a possible value. */
  Optional<Value> data(SecretMetadata metadata, String path, int number) {
    int version = number == 0 ? metadata.current() : number;
    return storage.get(data(path, version)).flatMap(SecretData::of);
  }

  void putData(String path, int number, Value data) {
    storage.put(data(path, number), SecretData.record(data));
  }

  /** Stages the removal of the metadata and of all data. */
  void remove(String path, SecretMetadata metadata) {
    metadata.versions().keySet().forEach(number -> storage.delete(data(path, number)));
    storage.delete(METADATA + path);
  }

  List<String> allBelow(String folder, Optional<String> after, int limit) {
    return ScannedKeys.below(storage, METADATA + folder, after, limit);
  }

  List<String> below(String folder, Optional<String> after, int limit) {
    return storage.folder(METADATA + folder, after, limit);
  }

  private static String data(String path, int number) {
    return DATA + number + "/" + path;
  }
}
