package io.azimuth.bootstrap.command.client.agent;

import io.azimuth.bootstrap.client.ClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file with the number of the agent's process, for as long as it runs. */
final class PidFile implements AutoCloseable {

  private final Path file;

  private PidFile(Path file) {
    this.file = file;
  }

  static PidFile write(Path file) {
    try {
      Files.writeString(file, ProcessHandle.current().pid() + "\n", StandardCharsets.UTF_8);
      return new PidFile(file);
    } catch (IOException e) {
      throw new ClientException("pid_file: " + file + " cannot be written", e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ClientException("pid_file: " + file + " cannot be removed", e);
    }
  }
}
