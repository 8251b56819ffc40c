package io.azimuth.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Servers on one store. */
final class MeasuredCluster implements AutoCloseable {

  private final List<MeasuredServer> servers = new ArrayList<>();

  /** Starts so many servers with the same configuration, one after the other. */
  static MeasuredCluster start(Servers distribution, Path config, int count)
      throws IOException, InterruptedException {
    MeasuredCluster cluster = new MeasuredCluster();
    for (int i = 0; i < count; i++) {
      cluster.servers.add(distribution.azimuth(config, true));
      cluster.servers.get(i).address();
    }
    return cluster;
  }

  List<InetSocketAddress> addresses() throws IOException, InterruptedException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (MeasuredServer server : servers) {
      addresses.add(server.address());
    }
    return addresses;
  }

  /** The processor time of all servers in microseconds, without that of the JVM's compilers. */
  double work() throws IOException {
    double sum = 0;
    for (MeasuredServer server : servers) {
      sum += server.work().sum();
    }
    return sum;
  }

  /** The whole processor time of all servers in microseconds. */
  double cpu() {
    return servers.stream().map(MeasuredServer::cpu).mapToDouble(Duration::toNanos).sum() / 1e3;
  }

  @Override
  public void close() throws IOException {
    for (MeasuredServer server : servers) {
      server.close();
    }
  }
}
