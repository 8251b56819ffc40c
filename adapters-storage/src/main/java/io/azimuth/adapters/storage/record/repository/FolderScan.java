package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.ReadSet;
import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.spi.engine.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lists the names directly below a prefix. If a page ends inside a folder, the next page begins
 * after that folder. So deeper names are never collected, and most of them are not read.
 */
final class FolderScan {

  private static final int PAGE = 200;

  private final ReadSet reads;
  private final Key prefix;
  private final List<String> names = new ArrayList<>();

  FolderScan(ReadSet reads, Key prefix) {
    this.reads = reads;
    this.prefix = prefix;
  }

  /** The names, and the folders with their slash, each once, in the order of their bytes. */
  List<String> names() {
    Optional<Key> last = Optional.empty();
    while (true) {
      List<Key> page = reads.keys(prefix, last, PAGE);
      page.forEach(this::add);
      if (page.size() < PAGE) {
        return List.copyOf(names);
      }
      last = Optional.of(afterFolder(page.get(PAGE - 1)));
    }
  }

  private void add(Key key) {
    String rest = RecordKeys.suffix(prefix, key);
    int slash = rest.indexOf('/');
    String name = slash < 0 ? rest : rest.substring(0, slash + 1);
    if (names.isEmpty() || !names.get(names.size() - 1).equals(name)) {
      names.add(name);
    }
  }

  // No text contains the byte 0xff, so this key comes after everything in the folder and before the
  // rest.
  private Key afterFolder(Key key) {
    byte[] bytes = key.bytes();
    int slash = prefix.length();
    while (slash < bytes.length && bytes[slash] != '/') {
      slash++;
    }
    if (slash == bytes.length) {
      return key;
    }
    byte[] end = Arrays.copyOf(bytes, slash + 2);
    end[slash + 1] = (byte) 0xff;
    return Key.of(end);
  }
}
