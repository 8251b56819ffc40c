package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.ReadSet;
import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.storage.BoundedNames;
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
  private final BoundedNames names = new BoundedNames();

  FolderScan(ReadSet reads, Key prefix) {
    this.reads = reads;
    this.prefix = prefix;
  }

  /**
   * The names, and the folders with their slash, each once, in the order of their bytes.
   *
   * @param after begin after this key, and after its folder when it is in one
   * @param limit how many, at most; 1 or more
   */
  List<String> names(Optional<Key> after, int limit) {
    Optional<Key> last = after.map(this::afterFolder);
    while (true) {
      List<Key> page = reads.keys(prefix, last, PAGE);
      for (Key key : page) {
        names.add(name(key));
        if (names.size() == limit) {
          return names.all();
        }
      }
      if (page.size() < PAGE) {
        return names.all();
      }
      last = Optional.of(afterFolder(page.get(PAGE - 1)));
    }
  }

  /** The rest of every key that begins with the prefix, in the order of their bytes. */
  List<String> paths() {
    Optional<Key> last = Optional.empty();
    while (true) {
      List<Key> page = reads.keys(prefix, last, PAGE);
      page.forEach(key -> names.add(RecordKeys.suffix(prefix, key)));
      if (page.size() < PAGE) {
        return names.all();
      }
      last = Optional.of(page.get(PAGE - 1));
    }
  }

  private String name(Key key) {
    String rest = RecordKeys.suffix(prefix, key);
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash + 1);
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
