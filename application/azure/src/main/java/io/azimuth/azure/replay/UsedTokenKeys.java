package io.azimuth.azure.replay;

import io.azimuth.domain.mount.MountHash;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.EpochCache;
import io.azimuth.spi.storage.MountTransaction;
import java.util.HexFormat;
import java.util.Optional;

/** The key of each mount. The first role that takes tokens once makes it; it never changes. */
final class UsedTokenKeys {

  private static final String PATH = "used-token-key";
  private static final String KEY = "key";
  private static final int BYTES = 32;

  private final EpochCache<String, Optional<MountHash>> cache = new EpochCache<>();
  private final SecretGenerator secrets;

  UsedTokenKeys(SecretGenerator secrets) {
    this.secrets = secrets;
  }

  /** The hash of a mount with such a role. */
  MountHash find(MountTransaction work) {
    return cache
        .get(work, work.mountUuid(), () -> findStored(work))
        .orElseThrow(() -> new IllegalStateException("the mount has no key for used tokens"));
  }

  /** Makes the key of the mount if it has none; for the write of a role, which ends the epoch. */
  void makeIfNone(MountTransaction work) {
    if (findStored(work).isEmpty()) {
      String key = HexFormat.of().formatHex(secrets.bytes(BYTES));
      work.storage().put(PATH, Value.Obj.builder().put(KEY, key).build());
    }
  }

  private static Optional<MountHash> findStored(MountTransaction work) {
    return work.storage()
        .get(PATH)
        .flatMap(stored -> stored.get(KEY))
        .filter(Value.Text.class::isInstance)
        .map(key -> HexFormat.of().parseHex(((Value.Text) key).text()))
        .map(key -> new MountHash(SecretBytes.of(key)));
  }
}
