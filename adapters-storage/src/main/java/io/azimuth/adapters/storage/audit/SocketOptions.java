package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.spi.api.RefusedException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The options of a socket device.
 *
 * @param address of the collector
 * @param datagrams whether each record is a datagram; otherwise a line of a stream
 * @param writeTimeout how long one record may take in all
 */
record SocketOptions(SocketAddress address, boolean datagrams, Duration writeTimeout) {

  private static final String ADDRESS = "address";
  private static final String SOCKET_TYPE = "socket_type";
  private static final String WRITE_TIMEOUT = "write_timeout";

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  static SocketOptions of(Map<String, String> options, AuditConfig allowed) {
    FileAuditOptions.checkNames(options, Set.of(ADDRESS, SOCKET_TYPE, WRITE_TIMEOUT));
    RecordOptions.of(options);
    if (!options.containsKey(ADDRESS)) {
      throw RefusedException.invalid("address is required");
    }
    String type = options.getOrDefault(SOCKET_TYPE, "tcp");
    if (!Set.of("tcp", "udp", "unix").contains(type)) {
      throw RefusedException.invalid("socket_type must be tcp, udp or unix");
    }
    SocketAddress address =
        RefusedException.orRefuse(CollectorAddress.parse(options.getOrDefault(ADDRESS, "")));
    if (type.equals("unix") != address instanceof UnixDomainSocketAddress) {
      throw RefusedException.invalid(
          "address must be a path with socket_type=unix, otherwise an IP address with a port");
    }
    refuseElsewhere(address, allowed);
    return new SocketOptions(address, type.equals("udp"), timeout(options));
  }

  private static void refuseElsewhere(SocketAddress address, AuditConfig allowed) {
    boolean here =
        address instanceof InetSocketAddress network
            ? network.getAddress().isLoopbackAddress()
            : isBelow(((UnixDomainSocketAddress) address), allowed);
    if (!here && !allowed.isListed(address)) {
      throw RefusedException.invalid(
          "address must be a loopback address, a socket below audit_directory, or listed in"
              + " audit_socket_addresses of the server's configuration");
    }
  }

  private static boolean isBelow(UnixDomainSocketAddress address, AuditConfig allowed) {
    return allowed
        .directory()
        .map(directory -> directory.toAbsolutePath().normalize())
        .filter(directory -> address.getPath().startsWith(directory))
        .isPresent();
  }

  private static Duration timeout(Map<String, String> options) {
    Duration timeout =
        RefusedException.orRefuse(GoDuration.parse(options.getOrDefault(WRITE_TIMEOUT, "2s")));
    if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw RefusedException.invalid("write_timeout must be from 10ms to 10s");
    }
    return timeout;
  }
}
