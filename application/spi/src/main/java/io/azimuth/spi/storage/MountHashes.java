package io.azimuth.spi.storage;

import io.azimuth.domain.mount.MountHash;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Value;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Keeps the key with which each mount hashes what its storage must not hold in clear. It is made
 * once, by a write that ends the epoch, and never changes. Safe for use by many threads.
 */
public final class MountHashes {

  private static final String KEY = "key";
  private static final int BYTES = 32;

  private final EpochCache<String, Optional<MountHash>> cache = new EpochCache<>();
  private final String path;
  private final IntFunction<byte[]> random;

  /**
   * The keys at one path of each mount.
   *
   * @param random makes that many random bytes
   */
  public MountHashes(String path, IntFunction<byte[]> random) {
    this.path = Objects.requireNonNull(path, "path");
    this.random = Objects.requireNonNull(random, "random");
  }

  /** The hash of the mount; empty while it has no key. */
  public Optional<MountHash> find(MountTransaction work) {
    return cache.get(work, work.mountUuid(), () -> findStored(work));
  }

  /** The hash of the mount, with a key that is made if there is none. */
  public MountHash findOrMake(MountTransaction work) {
    return findStored(work).orElseGet(() -> make(work));
  }

  private MountHash make(MountTransaction work) {
    byte[] key = random.apply(BYTES);
    work.storage().put(path, Value.Obj.builder().put(KEY, HexFormat.of().formatHex(key)).build());
    return new MountHash(SecretBytes.of(key));
  }

  private Optional<MountHash> findStored(MountTransaction work) {
    return work.storage()
        .get(path)
        .flatMap(stored -> stored.get(KEY))
        .filter(Value.Text.class::isInstance)
        .map(key -> HexFormat.of().parseHex(((Value.Text) key).text()))
        .map(key -> new MountHash(SecretBytes.of(key)));
  }
}
