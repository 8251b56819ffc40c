package io.azimuth.application.kv;

import io.azimuth.spi.storage.BoundedNames;
import io.azimuth.spi.storage.MountStorage;
import java.util.List;
import java.util.Optional;

/** The keys below a folder at any depth, relative to it. */
final class ScannedKeys {

  private static final int PAGE = 1_000;
  private static final String TOO_MANY =
      "there are more than 50,000 keys or 1 MiB of them, too many for one scan: read them in parts,"
          + " with limit and after, or scan a sub-folder";

  private ScannedKeys() {}

  /**
   * The first {@code limit} keys that come after the given one, in the order of their bytes.
   *
   * @throws io.azimuth.spi.api.RefusedException when there are more than one answer may hold;
   *     nothing is left out without a word
   */
  static List<String> below(
      MountStorage storage, String folder, Optional<String> after, int limit) {
    BoundedNames keys = new BoundedNames(TOO_MANY);
    String last = folder + after.orElse("");
    while (keys.size() < limit) {
      List<String> page = storage.page(Optional.of(last), Math.min(PAGE, limit - keys.size()));
      for (String path : page) {
        if (!path.startsWith(folder)) {
          return keys.all();
        }
        keys.add(path.substring(folder.length()));
      }
      if (page.size() < PAGE) {
        return keys.all();
      }
      last = page.get(page.size() - 1);
    }
    return keys.all();
  }
}
