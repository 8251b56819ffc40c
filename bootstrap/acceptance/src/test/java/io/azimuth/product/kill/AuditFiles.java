package io.azimuth.product.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of two audit devices of one server. They are rotated, made to fail, and read. */
final class AuditFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestingServer server;
  private final Path directory;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> answered = new HashSet<>();
  private final Map<String, Integer> paths = new HashMap<>(); // the number of answers for each path
  private int rotations;
  private int torn;

  private AuditFiles(TestingServer server) {
    this.server = server;
    this.directory = server.path("audit");
  }

  /** Enables the devices {@code one} and {@code two}. */
  static AuditFiles enable(TestingServer server) {
    for (String device : new String[] {"one", "two"}) {
      server
          .root()
          .write(
              "sys/audit/" + device,
              Map.of("type", "file", "options", Map.of("file_path", device + ".log")));
    }
    return new AuditFiles(server);
  }

  /** Does the same as logrotate: moves the files away and sends SIGHUP. */
  void rotate() {
    rotations++;
    move("one");
    move("two");
    server.reload();
  }

  /** Makes writes to this device fail after SIGHUP, with a directory in place of its file. */
  void breakDown(String device) {
    rotations++;
    move(device);
    create(directory.resolve(device + ".log"));
    server.reload();
  }

  /** Makes writes to this device succeed again. */
  void mend(String device) {
    Path file = directory.resolve(device + ".log");
    try {
      if (Files.isDirectory(file)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void move(String device) {
    try {
      Files.move(
          directory.resolve(device + ".log"), directory.resolve(device + ".log." + rotations));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(Path path) {
    try {
      Files.createDirectory(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fails unless the two devices together contain the request and the answer of every answered
   * request.
   */
  void verify(Witness witness, int kills) throws IOException {
    for (Path file : files()) {
      read(file);
    }
    assertThat(without(witness.ids(), answered)).as("answers without a record").isEmpty();
    assertThat(without(answered, asked)).as("answers without a record of the request").isEmpty();
    assertThat(torn).as("lines that a kill tore").isLessThanOrEqualTo(2 * kills);
    witness
        .paths()
        .forEach(
            (path, count) ->
                assertThat(paths.getOrDefault(path, 0)).as(path).isGreaterThanOrEqualTo(count));
  }

  private static Set<String> without(Collection<String> all, Set<String> recorded) {
    Set<String> missing = new TreeSet<>(all);
    missing.removeAll(recorded);
    return missing;
  }

  private Path[] files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().toArray(Path[]::new);
    }
  }

  private void read(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(this::read);
    }
  }

  private void read(String line) {
    try {
      note(JSON.readTree(line));
    } catch (IOException e) {
      torn++;
    }
  }

  private void note(JsonNode entry) {
    String id = entry.path("request").path("id").asText();
    if (entry.path("type").asText().equals("request")) {
      asked.add(id);
    } else if (answered.add(id)) { // the other device also contains it
      paths.merge(entry.path("request").path("path").asText(), 1, Integer::sum);
    }
  }

  @Override
  public String toString() {
    return rotations + " rotated or broken audit files, " + answered.size() + " answers in them";
  }
}
