package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.barrier.RecordCipher;
import io.azimuth.application.port.engine.Entry;
import io.azimuth.application.port.engine.Key;
import java.util.List;
import java.util.Optional;

/** Typed records over the reads and writes of one unit of work. */
final class Records {

  private final RecordCipher cipher;
  private final Reads reads;
  private final Writes writes;
  private final DecodedRecords decoded;

  Records(RecordCipher cipher, Reads reads, Writes writes, DecodedRecords decoded) {
    this.cipher = cipher;
    this.reads = reads;
    this.writes = writes;
    this.decoded = decoded;
  }

  RecordCipher cipher() {
    return cipher;
  }

  Reads reads() {
    return reads;
  }

  Writes writes() {
    return writes;
  }

  <T> Optional<T> find(Key key, Codec<T> codec) {
    return reads.entry(key).map(entry -> read(entry, codec));
  }

  /** The same for records that are read over and over. */
  <T> Optional<T> recall(Key key, Codec<T> codec) {
    return reads.entry(key).map(entry -> recall(entry, codec));
  }

  <T> T recall(Entry entry, Codec<T> codec) {
    return decoded.get(entry, codec, () -> read(entry, codec));
  }

  <T> List<T> all(Key prefix, Codec<T> codec) {
    return reads.all(prefix).stream().map(entry -> read(entry, codec)).toList();
  }

  /** What follows the prefix in every key that begins with it. */
  List<String> names(Key prefix) {
    return reads.allKeys(prefix).stream().map(key -> Keys.behind(prefix, key)).toList();
  }

  <T> T read(Entry entry, Codec<T> codec) {
    return RecordFormat.read(codec, entry.key(), cipher.decrypt(entry));
  }

  <T> void put(Key key, Codec<T> codec, T thing) {
    writes.put(key, RecordFormat.write(codec, thing));
  }

  void remove(Key key) {
    writes.delete(key);
  }
}
