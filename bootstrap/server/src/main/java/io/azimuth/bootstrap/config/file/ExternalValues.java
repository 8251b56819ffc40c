package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.process.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads values that the file refers to: environment variables and other files. */
final class ExternalValues {

  /** The size limit; keys and connection URLs are shorter. */
  static final int MAX_BYTES = 64 * 1024;

  private static final String ENV = "env://";
  private static final String FILE = "file://";

  private final Path directory;
  private final Environment environment;

  ExternalValues(Path directory, Environment environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** A value could not be read. The message omits the value itself. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    UnreadableException(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  Path directory() {
    return directory;
  }

  Environment environment() {
    return environment;
  }

  /** Resolves a relative path against the directory of the configuration file. */
  Path resolve(String path) {
    return directory.resolve(path).normalize();
  }

  static boolean isReference(String text) {
    return text.startsWith(ENV) || text.startsWith(FILE);
  }

  /** The file that a reference names, if the text is a reference to a file. */
  Optional<Path> fileOf(String text) {
    return text.startsWith(FILE)
        ? Optional.of(resolve(text.substring(FILE.length())))
        : Optional.empty();
  }

  /** The bytes that the text refers to, or of the text itself if it is not a reference. */
  byte[] bytes(String text) throws UnreadableException {
    Optional<Path> file = fileOf(text);
    if (file.isPresent()) {
      return bytesOf(file.get());
    }
    if (text.startsWith(ENV)) {
      String name = text.substring(ENV.length());
      return environment
          .get(name)
          .orElseThrow(
              () -> new UnreadableException("the environment variable " + name + " is not set"))
          .getBytes(StandardCharsets.UTF_8);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytesOf(Path file) throws UnreadableException {
    Optional<String> unreadable = FileCheck.unreadable(file);
    if (unreadable.isPresent()) {
      throw new UnreadableException(unreadable.get());
    }
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UnreadableException("the file " + file + " is larger than 64 KiB");
      }
      return bytes;
    } catch (IOException e) {
      throw new UnreadableException("the file " + file + " cannot be read");
    }
  }
}
