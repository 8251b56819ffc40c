package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.ConfigText;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.hcl.HclBody;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the configuration file and collects all its errors. */
public final class ConfigLoader {

  private final Environment environment;

  /** Creates a loader that reads {@code env://} values and overrides from this environment. */
  public ConfigLoader(Environment environment) {
    this.environment = environment;
  }

  /** Reads the file: as JSON if its name ends in {@code .json}, or else as HCL. */
  public LoadedConfig load(Path file) {
    ConfigProblems problems = new ConfigProblems(file);
    Optional<ServerConfig> config =
        ConfigText.parse(file, problems).flatMap(body -> read(file, body, problems));
    return new LoadedConfig(problems.hasErrors() ? Optional.empty() : config, problems);
  }

  private Optional<ServerConfig> read(Path file, HclBody body, ConfigProblems problems) {
    Path directory = file.toAbsolutePath().normalize().getParent();
    if (directory == null) {
      throw new IllegalArgumentException("a file lies in a directory");
    }
    return new ServerConfigReader(body, new ExternalValues(directory, environment), problems)
        .read();
  }
}
