package io.azimuth.adapters.storage.record.access;

import io.azimuth.adapters.storage.barrier.RecordCipher;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a unit of work has staged. */
public final class WriteSet {

  private static final int MAX_PLAINTEXT = Batch.MAX_VALUE_BYTES - RecordCipher.OVERHEAD;

  private final Map<Key, Optional<byte[]>> records = new LinkedHashMap<>();
  private final Map<Key, byte[]> asIs = new LinkedHashMap<>();
  private final Set<Key> absent = new HashSet<>();
  private long bytes;

  /**
   * Stages a record. The commit encrypts it.
   *
   * @throws RefusedException when it, or all that is staged, is too much for one commit
   */
  public void put(Key key, byte[] plaintext) {
    if (plaintext.length > MAX_PLAINTEXT) {
      throw new RefusedException(ErrorCategory.TOO_LARGE, "the record would have more than 1 MiB");
    }
    stage(key, Optional.of(plaintext));
  }

  void delete(Key key) {
    stage(key, Optional.empty());
  }

  private void stage(Key key, Optional<byte[]> write) {
    Optional<byte[]> earlier = records.put(key, write);
    if (earlier == null) {
      bytes += key.length();
    }
    bytes += stored(write) - (earlier == null ? 0 : stored(earlier));
    if (size() > Batch.MAX_ENTRIES) {
      throw tooMuch("1,000 records");
    }
    if (bytes > Batch.MAX_BYTES) {
      throw tooMuch("8 MiB");
    }
  }

  private static long stored(Optional<byte[]> write) {
    return write.map(plaintext -> plaintext.length + RecordCipher.OVERHEAD).orElse(0);
  }

  private static RefusedException tooMuch(String what) {
    return new RefusedException(
        ErrorCategory.TOO_LARGE,
        "this would change more than " + what + " at once: do it in smaller steps");
  }

  /** Stages bytes that are not encrypted. */
  public void putAsIs(Key key, byte[] value) {
    asIs.put(key, value);
  }

  /** Requires at the commit that nothing is stored under the key. */
  public void demandAbsent(Key key) {
    absent.add(key);
  }

  /** The number of staged writes. */
  public int size() {
    return records.size() + asIs.size();
  }

  /** Adds all writes to a batch. The records are encrypted. */
  public void addTo(Batch.Builder batch, RecordCipher cipher) {
    asIs.forEach(batch::put);
    absent.forEach(batch::requireAbsent);
    records.forEach(
        (key, write) ->
            write.ifPresentOrElse(
                plaintext -> batch.put(key, cipher.encrypt(key, plaintext)),
                () -> batch.delete(key)));
  }
}
