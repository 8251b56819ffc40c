package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.configfile.ConfigProblem;
import io.azimuth.bootstrap.process.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes configuration files and the files that they name, and loads them. */
public final class ConfigFiles {

  public static final String MINIMUM =
      """
      listener "tcp" {
        tls_disable = true
      }
      storage "inmem" {}
      """;

  private final Path directory;
  private Map<String, String> variables = Map.of();

  public ConfigFiles(Path directory) {
    this.directory = directory;
  }

  public ConfigFiles with(Map<String, String> environment) {
    this.variables = environment;
    return this;
  }

  public Path path(String name) {
    return directory.resolve(name);
  }

  /** Writes a file that only its owner can read. */
  public Path write(String name, byte[] content) {
    try {
      Path file = directory.resolve(name);
      Files.write(file, content);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path write(String name, String content) {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public LoadedConfig load(String name, String content) {
    return new ConfigLoader(Environment.of(variables)).load(write(name, content));
  }

  LoadedConfig hcl(String content) {
    return load("azimuth.hcl", content);
  }

  /** The configuration of a file without problems. */
  public ServerConfig good(String content) {
    LoadedConfig loaded = hcl(content);
    if (!loaded.problems().all().isEmpty()) {
      throw new AssertionError(loaded.problems().all().toString());
    }
    return loaded.config().orElseThrow();
  }

  /** The errors, without the directory before the file's name. */
  public List<String> errors(String content) {
    return shortened(hcl(content).problems().errors());
  }

  /** The warnings in the same form; fails if the configuration has errors. */
  public List<String> warnings(String content) {
    LoadedConfig loaded = hcl(content);
    if (loaded.problems().hasErrors()) {
      throw new AssertionError(loaded.problems().all().toString());
    }
    return shortened(loaded.problems().warnings());
  }

  private List<String> shortened(List<ConfigProblem> problems) {
    return problems.stream()
        .map(problem -> problem.toString().replace(directory + "/", ""))
        .toList();
  }

  public static byte[] key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }
}
