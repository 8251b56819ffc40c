package io.azimuth.bootstrap.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signals that a process ignores, as Linux lists them in {@code /proc/PID/status}. A process
 * inherits them from the one that started it.
 */
public final class IgnoredSignals {

  private static final Pattern MASK = Pattern.compile("(?m)^SigIgn:\\s*([0-9a-fA-F]{1,16})\\s*$");
  private static final int HEXADECIMAL = 16;

  /** The bit of signal N is N - 1, and SIGHUP is signal 1 on all systems of POSIX. */
  private static final long HANGUP = 1;

  private final long mask;

  private IgnoredSignals(long mask) {
    this.mask = mask;
  }

  /** Those of this process; empty on systems without {@code /proc}. */
  public static Optional<IgnoredSignals> ofProcess() {
    return read(Path.of("/proc/self/status"));
  }

  /** Those of the process with that id; empty if there is none, or no {@code /proc}. */
  public static Optional<IgnoredSignals> of(long pid) {
    return read(Path.of("/proc", Long.toString(pid), "status"));
  }

  private static Optional<IgnoredSignals> read(Path status) {
    try {
      return parse(Files.readString(status));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a status of Linux.
   *
   * @return empty if the text has no mask of ignored signals
   */
  static Optional<IgnoredSignals> parse(String status) {
    Matcher line = MASK.matcher(status);
    return line.find()
        ? Optional.of(new IgnoredSignals(Long.parseUnsignedLong(line.group(1), HEXADECIMAL)))
        : Optional.empty();
  }

  /** Whether SIGHUP is among them. */
  public boolean hasHangup() {
    return (mask & HANGUP) != 0;
  }
}
