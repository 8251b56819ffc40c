package com.example.etcd;

import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.LastingPort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.helpers.NOPLogger;

/** Members of the real etcd on loopback, each a process with a directory of its own. */
final class EtcdCluster implements AutoCloseable {

  /** As README.md demands them. */
  static final List<String> LIMITS =
      List.of(
          "--max-txn-ops=10000",
          "--max-request-bytes=16777216",
          "--quota-backend-bytes=4294967296");

  private final Path directory;
  private final List<String> options;
  private final String scheme;
  private final List<Integer> clients = new ArrayList<>();
  private final List<Integer> peers = new ArrayList<>();
  private final List<Process> members = new ArrayList<>();

  EtcdCluster(Path directory, int size, List<String> options) throws IOException {
    this(directory, size, options, "http");
  }

  /** Members that clients reach with that scheme. */
  EtcdCluster(Path directory, int size, List<String> options, String scheme) throws IOException {
    this.scheme = scheme;
    this.directory = Files.createDirectories(directory);
    this.options = options;
    for (int i = 0; i < size; i++) {
      clients.add(LastingPort.find());
      peers.add(LastingPort.find());
    }
    for (int i = 0; i < size; i++) {
      members.add(launch(i));
    }
  }

  private Process launch(int number) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("etcd");
    command.add("--name=m" + number);
    command.add("--data-dir=" + directory.resolve("m" + number));
    command.add("--listen-client-urls=" + client(number));
    command.add("--advertise-client-urls=" + client(number));
    command.add("--listen-peer-urls=" + url(peers.get(number)));
    command.add("--initial-advertise-peer-urls=" + url(peers.get(number)));
    command.add(
        "--initial-cluster="
            + IntStream.range(0, peers.size())
                .mapToObj(i -> "m" + i + "=" + url(peers.get(i)))
                .collect(Collectors.joining(",")));
    command.add("--logger=zap");
    command.addAll(options);
    File log = directory.resolve("m" + number + ".log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  private String client(int number) {
    return scheme + "://127.0.0.1:" + clients.get(number);
  }

  /** Where the first member takes clients. */
  String address() {
    return client(0);
  }

  /** Kills the member at once, as {@code kill -9} does. */
  void kill(int number) {
    members.get(number).destroyForcibly().onExit().join();
  }

  /** Starts the member again, on the directory that it had. */
  void restart(int number) throws IOException {
    members.set(number, launch(number));
  }

  int size() {
    return members.size();
  }

  PluginSettings settings(String prefix) {
    String endpoints = clients.stream().map(EtcdCluster::url).collect(Collectors.joining(","));
    return new PluginSettings(Map.of("endpoints", endpoints, "prefix", prefix), directory);
  }

  /** An engine of the plugin, once the members have a leader. */
  KeyValueEngine open(String prefix) {
    return open(settings(prefix));
  }

  /** The same with other settings. */
  KeyValueEngine open(PluginSettings settings) {
    return Patience.until(() -> openOnce(settings));
  }

  /** An engine of the plugin, if it can be opened now. */
  KeyValueEngine openOnce(PluginSettings settings) {
    return new EtcdEngine(new EtcdSettings(settings), Duration.ZERO, NOPLogger.NOP_LOGGER);
  }

  @Override
  public void close() {
    for (int i = 0; i < members.size(); i++) {
      kill(i);
    }
  }
}
