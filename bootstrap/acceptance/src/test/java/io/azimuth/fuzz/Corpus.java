package io.azimuth.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The seeds of a target, and the inputs in {@code src/test/corpus/<target>} that the fuzzer once
 * found.
 */
final class Corpus {

  private static final Path FOUND = Path.of("src", "test", "corpus");

  private Corpus() {}

  static List<byte[]> of(String target) throws IOException {
    List<byte[]> inputs = new ArrayList<>(Targets.named(target).seeds());
    Path found = FOUND.resolve(target);
    if (Files.isDirectory(found)) {
      try (Stream<Path> files = Files.list(found)) {
        for (Path file : files.sorted().toList()) {
          inputs.add(Files.readAllBytes(file));
        }
      }
    }
    return inputs;
  }

  /** Writes the inputs as files, the form that the fuzzer reads. */
  static void write(List<byte[]> inputs, String prefix, Path directory) throws IOException {
    Files.createDirectories(directory);
    for (int i = 0; i < inputs.size(); i++) {
      Files.write(directory.resolve(prefix + "-" + i), inputs.get(i));
    }
  }
}
