package com.example.etcd;

import io.azimuth.spi.engine.Key;
import io.etcd.jetcd.ByteSequence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The keys of etcd below one prefix: the entries below {@code entry/}, and a few of our own. */
final class EtcdKeys {

  private final String prefix;
  private final byte[] entries;

  EtcdKeys(String prefix) {
    this.prefix = prefix;
    this.entries = (prefix + "entry/").getBytes(StandardCharsets.UTF_8);
  }

  /** A key beside the entries. */
  ByteSequence own(String name) {
    return ByteSequence.from(prefix + name, StandardCharsets.UTF_8);
  }

  ByteSequence of(Key key) {
    return ByteSequence.from(joined(key.bytes(), 0));
  }

  /** The first key that may follow this one. */
  ByteSequence after(Key key) {
    return ByteSequence.from(joined(key.bytes(), 1));
  }

  /** The first entry of all. */
  ByteSequence first() {
    return ByteSequence.from(entries);
  }

  /** The first key behind all entries that begin with these bytes. */
  ByteSequence behind(byte[] start) {
    byte[] all = joined(start, 0);
    int last = all.length - 1;
    while (all[last] == (byte) 0xff) { // ends at the slash of "entry/" at the latest
      last--;
    }
    all[last]++;
    return ByteSequence.from(Arrays.copyOf(all, last + 1));
  }

  Key entry(ByteSequence key) {
    return Key.of(Arrays.copyOfRange(key.getBytes(), entries.length, key.size()));
  }

  private byte[] joined(byte[] key, int zeros) {
    byte[] all = Arrays.copyOf(entries, entries.length + key.length + zeros);
    System.arraycopy(key, 0, all, entries.length, key.length);
    return all;
  }
}
