package io.azimuth.adapters.storage.measure;

import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The size of the files in a directory, and the room on its volume. */
public final class DirectoryRoom implements MetricSource {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryRoom.class);

  private final Path directory;

  public DirectoryRoom(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Measurement> measure() {
    try {
      return List.of(
          Measurement.gauge(
              "azimuth_store_size_bytes", "The files of the store.", Map.of(), (double) size()),
          Measurement.gauge(
              "azimuth_store_free_bytes",
              "Room on the volume of the store.",
              Map.of(),
              (double) Files.getFileStore(directory).getUsableSpace()));
    } catch (IOException e) {
      LOG.debug("the directory of the store cannot be measured", e);
      return List.of();
    }
  }

  private long size() throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        size += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
    }
    return size;
  }
}
