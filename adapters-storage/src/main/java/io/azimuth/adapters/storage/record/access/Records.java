package io.azimuth.adapters.storage.record.access;

import io.azimuth.adapters.storage.barrier.RecordCipher;
import io.azimuth.adapters.storage.record.codec.RecordCodec;
import io.azimuth.adapters.storage.record.codec.RecordFormat;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.List;
import java.util.Optional;

/** Typed records over the reads and writes of one unit of work. */
public final class Records {

  private final RecordCipher cipher;
  private final ReadSet reads;
  private final WriteSet writes;
  private final DecodedRecords decoded;

  public Records(RecordCipher cipher, ReadSet reads, WriteSet writes, DecodedRecords decoded) {
    this.cipher = cipher;
    this.reads = reads;
    this.writes = writes;
    this.decoded = decoded;
  }

  public RecordCipher cipher() {
    return cipher;
  }

  public ReadSet reads() {
    return reads;
  }

  public WriteSet writes() {
    return writes;
  }

  public <T> Optional<T> find(Key key, RecordCodec<T> codec) {
    return reads.entry(key).map(entry -> read(entry, codec));
  }

  /** The same for records that are read over and over. */
  public <T> Optional<T> readCached(Key key, RecordCodec<T> codec) {
    return reads.entry(key).map(entry -> readCached(entry, codec));
  }

  public <T> T readCached(Entry entry, RecordCodec<T> codec) {
    return decoded.get(entry, codec, () -> read(entry, codec));
  }

  public <T> List<T> all(Key prefix, RecordCodec<T> codec) {
    return reads.all(prefix).stream().map(entry -> read(entry, codec)).toList();
  }

  /** What follows the prefix in every key that begins with it. */
  public List<String> names(Key prefix) {
    return reads.allKeys(prefix).stream().map(key -> RecordKeys.suffix(prefix, key)).toList();
  }

  public <T> T read(Entry entry, RecordCodec<T> codec) {
    return RecordFormat.read(codec, entry.key(), cipher.decrypt(entry));
  }

  public <T> void put(Key key, RecordCodec<T> codec, T thing) {
    writes.put(key, RecordFormat.write(codec, thing));
  }

  public void remove(Key key) {
    writes.delete(key);
  }
}
