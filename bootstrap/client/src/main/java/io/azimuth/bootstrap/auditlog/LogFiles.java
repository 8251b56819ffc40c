package io.azimuth.bootstrap.auditlog;

import io.azimuth.bootstrap.client.ClientException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds audit files: those that are named, and all below directories. */
public final class LogFiles {

  private static final int MOST = 10_000;
  private static final int DEPTH = 8;
  private static final Set<String> UNREADABLE = Set.of(".xz", ".zst", ".bz2", ".lz4", ".zip");

  private final LogNotes notes;
  private final Set<Path> places = new HashSet<>();
  private final List<Path> found = new ArrayList<>();

  private LogFiles(LogNotes notes) {
    this.notes = notes;
  }

  /**
   * The files, each once.
   *
   * @param places files and directories
   * @throws ClientException if a place does not exist, or there are too many files
   */
  public static List<LogSource> in(List<Path> places, LogNotes notes) {
    LogFiles files = new LogFiles(notes);
    places.forEach(files::add);
    return files.found.stream().map(LogSource::of).toList();
  }

  private void add(Path place) {
    if (!Files.exists(place)) {
      throw new ClientException(place + ": there is no such file");
    }
    if (!Files.isDirectory(place)) {
      keep(place);
      return;
    }
    try {
      Files.walkFileTree(place, EnumSet.noneOf(FileVisitOption.class), DEPTH, new Visitor());
    } catch (IOException e) {
      notes.failed(place.toString(), e);
    }
  }

  private void keep(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (UNREADABLE.stream().anyMatch(name::endsWith)) {
      notes.failed(
          file.toString(), "only gzip can be read; decompress it and pass it as standard input");
      return;
    }
    if (places.add(file.toAbsolutePath().normalize())) {
      found.add(file);
    }
    if (found.size() > MOST) {
      throw new ClientException("there are more than " + MOST + " files");
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        keep(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      notes.failed(file.toString(), e);
      return FileVisitResult.CONTINUE;
    }
  }
}
