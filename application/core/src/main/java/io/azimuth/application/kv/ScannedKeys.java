package io.azimuth.application.kv;

import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.storage.BoundedNames;
import io.azimuth.spi.storage.MountStorage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys below a folder at any depth, relative to it. */
final class ScannedKeys {

  private static final int PAGE = 1_000;

  private ScannedKeys() {}

  /**
   * The first {@code limit} keys that come after the given one, in the order of their bytes.
   *
   * @throws RefusedException when there are more than one answer may hold; nothing is left out
   *     without a word
   */
  static List<String> below(
      MountStorage storage, String folder, Optional<String> after, int limit) {
    List<String> keys = new ArrayList<>();
    long bytes = 0;
    String last = folder + after.orElse("");
    while (keys.size() < limit) {
      List<String> page = storage.page(Optional.of(last), Math.min(PAGE, limit - keys.size()));
      for (String path : page) {
        if (!path.startsWith(folder)) {
          return keys;
        }
        String key = path.substring(folder.length());
        bytes += key.getBytes(StandardCharsets.UTF_8).length;
        if (keys.size() == BoundedNames.MOST || bytes > BoundedNames.MOST_BYTES) {
          throw RefusedException.invalid(
              "there are more than 50,000 keys or 1 MiB of them, too many for one scan: read them in"
                  + " parts, with limit and after, or scan a sub-folder");
        }
        keys.add(key);
      }
      if (page.size() < PAGE) {
        return keys;
      }
      last = page.get(page.size() - 1);
    }
    return keys;
  }
}
