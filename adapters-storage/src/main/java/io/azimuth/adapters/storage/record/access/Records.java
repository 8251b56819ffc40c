package io.azimuth.adapters.storage.record.access;

import io.azimuth.adapters.storage.barrier.RecordCipher;
import io.azimuth.adapters.storage.record.codec.RecordCodec;
import io.azimuth.adapters.storage.record.codec.RecordFormat;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Typed records over the reads and writes of one unit of work. */
public final class Records {

  private final RecordCipher cipher;
  private final ReadSet reads;
  private final WriteSet writes;
  private final DecodedRecords decoded;

  /** Reads from and writes to these sets. */
  public Records(RecordCipher cipher, ReadSet reads, WriteSet writes, DecodedRecords decoded) {
    this.cipher = cipher;
    this.reads = reads;
    this.writes = writes;
    this.decoded = decoded;
  }

  /** The cipher of all records. */
  public RecordCipher cipher() {
    return cipher;
  }

  /** What the unit of work has read. */
  public ReadSet reads() {
    return reads;
  }

  /** What the unit of work has staged. */
  public WriteSet writes() {
    return writes;
  }

  /** The record of the key, decoded; it becomes a precondition. */
  public <T> Optional<T> find(Key key, RecordCodec<T> codec) {
    return reads.entry(key).map(entry -> read(entry, codec));
  }

  /** The same as {@link #find}, for records that almost every request reads. */
  public <T> Optional<T> readCached(Key key, RecordCodec<T> codec) {
    return reads.entry(key).map(entry -> readCached(entry, codec));
  }

  /** The record of the entry, decoded now or kept from an earlier request. */
  public <T> T readCached(Entry entry, RecordCodec<T> codec) {
    return decoded.get(entry, codec, () -> read(entry, codec));
  }

  /** What the decoder makes of the record of the key, now or for an earlier request. */
  public <S, T> Optional<T> readCached(Key key, RecordCodec<S> codec, Function<S, T> decoder) {
    return reads
        .entry(key)
        .map(entry -> decoded.get(entry, decoder, () -> decoder.apply(read(entry, codec))));
  }

  /** All records whose keys begin with the prefix, decoded; they do not become preconditions. */
  public <T> List<T> all(Key prefix, RecordCodec<T> codec) {
    return reads.all(prefix).stream().map(entry -> read(entry, codec)).toList();
  }

  /** The part after the prefix of every key that begins with it. */
  public List<String> names(Key prefix) {
    return reads.allKeys(prefix).stream().map(key -> RecordKeys.suffix(prefix, key)).toList();
  }

  /** Decrypts and decodes the entry. */
  public <T> T read(Entry entry, RecordCodec<T> codec) {
    return RecordFormat.read(codec, entry.key(), cipher.decrypt(entry));
  }

  /**
   * Stages the record.
   *
   * @throws io.azimuth.spi.api.RefusedException when it, or all that is staged, is too much for one
   *     commit
   */
  public <T> void put(Key key, RecordCodec<T> codec, T thing) {
    writes.put(key, RecordFormat.write(codec, thing));
  }

  /** Stages the removal of the record. */
  public void remove(Key key) {
    writes.delete(key);
  }
}
