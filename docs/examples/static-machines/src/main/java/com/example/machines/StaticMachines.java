package com.example.machines;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.azure.spi.ResourceQuestion;
import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.CloudPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * The machines of a file. Each question looks whether the file has changed; then it is read again,
 * whole. While its content is wrong, the last good content counts.
 */
final class StaticMachines implements CloudPlugin, ResourceSource {

  private final Path file;
  private final Logger logger;
  private volatile Content content = new Content("never read", Map.of(), Optional.empty());

  /**
   * What was read.
   *
   * @param stamp tells this version of the file from others
   * @param machines the last good content
   * @param problem why this version is not what counts
   */
  private record Content(
      String stamp, Map<ResourceId, ResourceFacts> machines, Optional<String> problem) {}

  StaticMachines(Path file, Logger logger) {
    this.file = file;
    this.logger = logger;
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return type == ResourceSource.class ? Optional.of(type.cast(this)) : Optional.empty();
  }

  @Override
  public void start() {
    refreshIfChanged();
    if (content.problem().isPresent()) {
      throw new ServiceException(ErrorCode.RESOURCE_MANAGER_UNUSABLE, content.problem().get());
    }
  }

  @Override
  public DirectoryAnswer find(ResourceQuestion question, Duration limit) {
    refreshIfChanged();
    ResourceFacts facts = content.machines().get(question.id());
    return facts == null ? new DirectoryAnswer.Absent() : new DirectoryAnswer.Found(facts);
  }

  @Override
  public Optional<String> problem() {
    return content.problem();
  }

  // The stamp is older than the content: a change in between is noticed by the next question.
  private synchronized void refreshIfChanged() {
    String now = stamp();
    if (now.equals(content.stamp())) {
      return;
    }
    try {
      Map<ResourceId, ResourceFacts> machines = MachinesFile.read(file);
      content = new Content(now, machines, Optional.empty());
      logger.info("machines were read from {}: {}", file, machines.size());
    } catch (MachinesFile.UnusableFileException e) {
      String problem = "the file of machines " + file + " is not used: " + e.getMessage();
      content = new Content(now, content.machines(), Optional.of(problem));
      logger.error("{}; the {} machines of before count", problem, content.machines().size());
    }
  }

  private String stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException e) {
      return "not there";
    }
  }
}
