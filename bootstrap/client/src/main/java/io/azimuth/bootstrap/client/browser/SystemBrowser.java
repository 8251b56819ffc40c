package io.azimuth.bootstrap.client.browser;

import io.azimuth.bootstrap.process.Environment;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of the desktop, by the program that opens pages there. */
public final class SystemBrowser implements Browser {

  private static final List<String> PROGRAMS =
      File.separatorChar == '\\' ? List.of("rundll32.exe") : List.of("xdg-open", "open");

  private final Environment environment;

  /** A browser that is found on the {@code PATH} of this environment. */
  public SystemBrowser(Environment environment) {
    this.environment = environment;
  }

  @Override
  public boolean open(URI page) {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return false;
    }
    ProcessBuilder start = new ProcessBuilder(command(program.get(), page));
    start.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      start.start().getOutputStream().close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  // In ASCII, as the user has read it.
  static List<String> command(Path program, URI page) {
    String address = page.toASCIIString();
    return File.separatorChar == '\\'
        ? List.of(program.toString(), "url.dll,FileProtocolHandler", address)
        : List.of(program.toString(), address);
  }

  private Optional<Path> program() {
    List<Path> directories =
        Stream.of(environment.firstOf("PATH", "Path").orElse("").split(File.pathSeparator, -1))
            .flatMap(directory -> path(directory).stream())
            .toList();
    return PROGRAMS.stream()
        .flatMap(name -> directories.stream().map(directory -> directory.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  // A relative entry would run a program of the directory in which the user is.
  private static Optional<Path> path(String directory) {
    try {
      return Optional.of(Path.of(directory)).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
