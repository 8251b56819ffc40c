package io.azimuth.adapters.azure.simulator.federation;

import io.azimuth.adapters.azure.simulator.files.SimulatorFiles;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The cluster's tokens as pods see them: files that change. */
public final class PodTokens {

  private final ServiceAccountTokens tokens;
  private final Optional<Path> directory;
  private final Clock clock;

  public PodTokens(ServiceAccountTokens tokens, Optional<Path> directory, Clock clock) {
    this.tokens = tokens;
    this.directory = directory;
    this.clock = clock;
  }

  public SecretText of(String name) {
    return tokens.of(name).orElseThrow(() -> none(name));
  }

  /** Writes all files, when there is a directory. */
  public void write() throws IOException {
    for (Map.Entry<String, SecretText> pod : tokens.all().entrySet()) {
      write(pod.getKey(), pod.getValue());
    }
  }

  /** Replaces a token and its file. */
  public SecretText rotate(String name) throws IOException {
    SecretText fresh = tokens.rotate(name, clock.instant()).orElseThrow(() -> none(name));
    write(name, fresh);
    return fresh;
  }

  private void write(String name, SecretText token) throws IOException {
    if (directory.isPresent()) {
      SimulatorFiles.writeSecret(directory.get().resolve("pods").resolve(name + ".token"), token);
    }
  }

  private static IllegalArgumentException none(String name) {
    return new IllegalArgumentException("no such pod in the fleet: " + name);
  }
}
