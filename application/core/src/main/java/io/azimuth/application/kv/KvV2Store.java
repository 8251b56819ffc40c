package io.azimuth.application.kv;

import io.azimuth.domain.kv.KeySettings;
import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.storage.MountStorage;
import java.util.List;
import java.util.Optional;

/**
 * Secrets with versions in the storage of a mount: the settings of all at {@code config}, the
 * metadata of each at {@code meta/<path>}, what is secret at {@code data/<version>/<path>}.
 */
final class KvV2Store {

  private static final String CONFIG = "config";
  private static final String METADATA = "meta/";
  private static final String DATA = "data/";

  private final MountStorage storage;

  KvV2Store(MountStorage storage) {
    this.storage = storage;
  }

  /**
   * Those of the mount that is called.
   *
   * @throws RefusedException while they are made of secrets without versions
   */
  static KvV2Store of(Call call) {
    KvUpgrade.refuseMeanwhile(call.storage());
    return new KvV2Store(call.storage());
  }

  /** What the mount says of all its secrets, where it says something. */
  Optional<KeySettings> settings() {
    return storage.get(CONFIG).map(MetadataCodec::settings);
  }

  KeySettings settingsOrDefault() {
    return settings().orElse(KeySettings.DEFAULT);
  }

  void put(KeySettings settings) {
    storage.put(CONFIG, MetadataCodec.encode(settings));
  }

  Optional<SecretMetadata> metadata(String path) {
    return storage.get(METADATA + path).map(MetadataCodec::metadata);
  }

  /** Stages the metadata, and the removal of the data of versions that are not kept any more. */
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

  /** What is secret in the version; null is a value, too. */
  Optional<Value> data(SecretMetadata metadata, String path, int number) {
    int version = number == 0 ? metadata.current() : number;
    return storage.get(data(path, version)).flatMap(SecretData::of);
  }

  void putData(String path, int number, Value data) {
    storage.put(data(path, number), SecretData.record(data));
  }

  /** Stages the removal of all of it. */
  void remove(String path, SecretMetadata metadata) {
    metadata.versions().keySet().forEach(number -> storage.delete(data(path, number)));
    storage.delete(METADATA + path);
  }

  List<String> below(String folder) {
    return storage.folder(METADATA + folder);
  }

  private static String data(String path, int number) {
    return DATA + number + "/" + path;
  }
}
