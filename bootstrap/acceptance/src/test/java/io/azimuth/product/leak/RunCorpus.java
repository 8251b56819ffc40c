package io.azimuth.product.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The directory with the logs and audit files of all tests of a build, and all secrets that they
 * used. At the end of the build, {@link LeakCheck} searches the texts for the secrets. Nothing is
 * kept unless the property {@code azimuth.corpus} names the directory.
 */
public final class RunCorpus {

  private static final String TEXTS = ".txt";
  private static final String SECRETS = ".secrets";
  private static final String STARTS = ".start";

  private final Path directory;

  RunCorpus(Path directory) {
    this.directory = directory;
  }

  /** The corpus of this build, if it keeps one. */
  public static Optional<RunCorpus> ofBuild() {
    return Optional.ofNullable(System.getProperty("azimuth.corpus"))
        .filter(name -> !name.isEmpty())
        .map(name -> new RunCorpus(Path.of(name)));
  }

  /** Keeps a log, or the file of an audit device. */
  public void keep(String text) {
    write(TEXTS, List.of(text));
  }

  /** Keeps secrets that no text may contain, each without line breaks. */
  public void keep(Collection<String> secrets) {
    write(SECRETS, secrets.stream().flatMap(String::lines).toList());
  }

  /** Notes that this class set a server up in a JVM of tests. */
  public void noteStart(String who) {
    write(STARTS, List.of(who));
  }

  /** The classes that set servers up in JVMs of tests, one for each server. */
  List<String> starts() throws IOException {
    List<String> starts = new ArrayList<>();
    for (Path file : files(STARTS)) {
      starts.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
    }
    return starts;
  }

  private void write(String kind, List<String> lines) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(UUID.randomUUID() + kind), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of the texts. */
  List<Path> texts() throws IOException {
    return files(TEXTS);
  }

  Collection<String> secrets() throws IOException {
    Collection<String> all = new TreeSet<>();
    for (Path file : files(SECRETS)) {
      all.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
    }
    return all;
  }

  private List<Path> files(String kind) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(kind)).sorted().toList();
    }
  }

  /** Deletes everything. */
  void clear() throws IOException {
    for (String kind : List.of(TEXTS, SECRETS, STARTS)) {
      for (Path file : files(kind)) {
        Files.delete(file);
      }
    }
  }
}
