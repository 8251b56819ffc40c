package io.azimuth.bootstrap.configfile;

import io.azimuth.bootstrap.process.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads values that the file refers to: environment variables and other files. */
public final class ExternalValues {

  /** The size limit; keys and connection URLs are shorter. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final String ENV = "env://";
  private static final String FILE = "file://";

  private final Path directory;
  private final Environment environment;

  /** Relative paths are below the directory, variables in the environment. */
  public ExternalValues(Path directory, Environment environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** A value could not be read. The message omits the value itself. */
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    UnreadableException(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }

    /** What is wrong, without the value. */
    public String sentence() {
      return sentence;
    }
  }

  /** The directory of the configuration file. */
  public Path directory() {
    return directory;
  }

  /** The variables that the file may refer to. */
  public Environment environment() {
    return environment;
  }

  /** Resolves a relative path against the directory of the configuration file. */
  public Path resolve(String path) {
    return directory.resolve(path).normalize();
  }

  /** Whether the text refers to a variable or to a file. */
  public static boolean isReference(String text) {
    return text.startsWith(ENV) || text.startsWith(FILE);
  }

  /** The file that a reference names, if the text is a reference to a file. */
  public Optional<Path> fileOf(String text) {
    return text.startsWith(FILE)
        ? Optional.of(resolve(text.substring(FILE.length())))
        : Optional.empty();
  }

  /**
   * The bytes that the text refers to, or of the text itself if it is not a reference.
   *
   * @throws UnreadableException if there is no such variable or no readable file
   */
  public byte[] bytes(String text) throws UnreadableException {
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
