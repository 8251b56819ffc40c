package io.azimuth.product.storage;

import io.azimuth.adapters.storage.mapdb.MapDbEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Damages the files of a stopped server as a broken disk does. */
final class DamagedStore {

  private DamagedStore() {}

  /** Changes a byte of the longest value below that prefix, and returns its key. */
  static Key flipByteOfLongest(Path store, String prefix) throws IOException {
    Entry longest = longest(store, prefix);
    Path main = store.resolve("store.db");
    String file = Files.readString(main, StandardCharsets.ISO_8859_1);
    int at = file.indexOf(new String(longest.value(), StandardCharsets.ISO_8859_1));
    if (at < 0) {
      throw new AssertionError("the value is not in one piece in " + main);
    }
    try (RandomAccessFile opened = new RandomAccessFile(main.toFile(), "rw")) {
      int last = at + longest.value().length - 1;
      opened.seek(last);
      opened.write(file.charAt(last) ^ 1);
    }
    return longest.key();
  }

  private static Entry longest(Path store, String prefix) {
    try (KeyValueEngine engine =
        new MapDbEngineFactory()
            .open(
                new PluginSettings(Map.of("path", store.toString()), store),
                new PluginContext(
                    Clock.systemUTC(), LoggerFactory.getLogger(DamagedStore.class)))) {
      return engine.scan(Key.of(prefix), Optional.empty(), 1_000).stream()
          .max(Comparator.comparingInt(entry -> entry.value().length))
          .orElseThrow();
    }
  }
}
