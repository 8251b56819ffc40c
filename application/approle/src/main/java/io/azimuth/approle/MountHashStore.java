package io.azimuth.approle;

import io.azimuth.domain.mount.MountHash;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.EpochCache;
import io.azimuth.spi.storage.MountTransaction;
import java.util.HexFormat;
import java.util.Optional;

/** The key of each mount. The first role that is written makes it; it never changes. */
final class MountHashStore {

  private static final String PATH = "hash";
  private static final String KEY = "key";
  private static final int BYTES = 32;

  private final EpochCache<String, Optional<MountHash>> cache = new EpochCache<>();
  private final SecretGenerator secrets;

  MountHashStore(SecretGenerator secrets) {
    this.secrets = secrets;
  }

  /** The hash of the mount; empty while no role was ever written. */
  Optional<MountHash> find(MountTransaction work) {
    return cache.get(work, work.mountUuid(), () -> findStored(work));
  }

  /**
   * The hash of the mount, made if there is none; for the write of a role, which ends the epoch.
   */
  MountHash findOrMake(MountTransaction work) {
    return findStored(work).orElseGet(() -> make(work));
  }

  private MountHash make(MountTransaction work) {
    byte[] key = secrets.bytes(BYTES);
    work.storage().put(PATH, Value.Obj.builder().put(KEY, HexFormat.of().formatHex(key)).build());
    return new MountHash(SecretBytes.of(key));
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
