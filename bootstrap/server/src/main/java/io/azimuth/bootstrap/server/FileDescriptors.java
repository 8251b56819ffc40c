package io.azimuth.bootstrap.server;

import com.sun.management.UnixOperatingSystemMXBean;
import io.azimuth.bootstrap.config.ListenerBlock;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/** How many file descriptors the process may have, and how many its listeners need. */
public final class FileDescriptors {

  /** What the process has open beside connections: jars, the store, audit files, Azure. */
  private static final long OTHERS = 200;

  /** A socket, and the pipe of the native engine. */
  private static final long WITH_TLS = 3;

  private FileDescriptors() {}

  /** A sentence for the log when the limit of this process is too low for its listeners. */
  public static Optional<String> problem(List<ListenerBlock> listeners) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? problem(system.getMaxFileDescriptorCount(), listeners)
        : Optional.empty();
  }

  static Optional<String> problem(long limit, List<ListenerBlock> listeners) {
    long needed =
        OTHERS
            + listeners.stream()
                .mapToLong(it -> it.limits().connections() * (it.tls().isPresent() ? WITH_TLS : 1))
                .sum();
    return limit >= needed
        ? Optional.empty()
        : Optional.of(
            "the limit of file descriptors is "
                + limit
                + ", and max_connections of the listeners needs "
                + needed
                + ": raise the limit (ulimit -n, LimitNOFILE), or lower max_connections");
  }
}
