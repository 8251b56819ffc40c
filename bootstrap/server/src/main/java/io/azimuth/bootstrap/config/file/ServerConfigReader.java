package io.azimuth.bootstrap.config.file;

import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.bootstrap.config.Acknowledgement;
import io.azimuth.bootstrap.config.ApiConfig;
import io.azimuth.bootstrap.config.AzureConfig;
import io.azimuth.bootstrap.config.DirectoryConfig;
import io.azimuth.bootstrap.config.ListenerBlock;
import io.azimuth.bootstrap.config.PluginBlocks;
import io.azimuth.bootstrap.config.SealBlocks;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.config.StorageBlock;
import io.azimuth.bootstrap.config.TracingBlock;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.Durations;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.bootstrap.configfile.FileCheck;
import io.azimuth.bootstrap.logging.LogConfig;
import io.azimuth.bootstrap.plugin.PinnedJars;
import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.hcl.HclSyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the whole configuration file. */
final class ServerConfigReader {

  /** Settings of Vault that have no effect here. */
  private static final List<String> IGNORED = List.of("disable_mlock", "cluster_addr");

  private final HclBody body;
  private final ExternalValues source;
  private final ConfigProblems problems;
  private final BlockReader file;

  ServerConfigReader(HclBody body, ExternalValues source, ConfigProblems problems) {
    this.body = body;
    this.source = source;
    this.problems = problems;
    this.file = new BlockReader("", 0, body, problems);
  }

  /** Reads the configuration; empty if a required part is missing or wrong. */
  Optional<ServerConfig> read() {
    List<ListenerBlock> listeners = new ListenerReader(source, problems).read(blocks("listener"));
    Optional<StorageBlock> storage = new StorageReader(source, problems).read(stores());
    SealBlocks seals = new SealReader(source, problems).read(blocks("seal"));
    AzureConfig azure = azure();
    PluginBlocks plugins = new PluginReader(source, problems).read(blocks("plugin"));
    DirectoryConfig directories = directories();
    ApiConfig api = new ApiReader(file).read();
    if (api.console() && listeners.stream().anyMatch(ListenerBlock::asksForAnyCertificate)) {
      file.warning(
          "ui",
          "browsers ask people which certificate to send at a listener with"
              + " tls_request_client_cert; let people use another listener");
    }
    LogConfig log = LogReader.read(file, source.environment());
    Duration shutdownDelay = shutdownDelay();
    boolean countsRequests = TelemetryReader.countsRequests(file);
    Optional<TracingBlock> tracing = TracingReader.read(file, source);
    List<Acknowledgement> acknowledged =
        new AcknowledgementReader(problems).read(blocks(AcknowledgementReader.BLOCK));
    warnOfIgnored();
    file.finish();
    if (problems.hasErrors()) {
      return Optional.empty();
    }
    return storage.map(
        engine ->
            new ServerConfig(
                listeners,
                engine,
                seals,
                azure,
                plugins,
                directories,
                api,
                new ServerConfig.Telemetry(log, countsRequests, tracing, acknowledged),
                shutdownDelay));
  }

  // "backend" is what Vault called it before, and still takes.
  private List<HclItem.Block> stores() {
    return Stream.concat(blocks("storage").stream(), blocks("backend").stream()).toList();
  }

  private List<HclItem.Block> blocks(String name) {
    file.markKnown(name);
    try {
      return body.labelled(name);
    } catch (HclSyntaxException e) {
      problems.error(e.position().line(), e.sentence());
      return List.of();
    }
  }

  private AzureConfig azure() {
    CloudReader clouds = new CloudReader(source, problems);
    clouds.read(blocks("cloud"));
    ProxyReader proxy = new ProxyReader(file, source.environment());
    return new AzureConfig(clouds.clouds(), clouds.local(), proxy.proxy(), proxy.noProxy());
  }

  private DirectoryConfig directories() {
    Optional<Path> audit = directory("audit_directory");
    audit
        .flatMap(path -> FileCheck.openToOthers(path, "0700"))
        .ifPresent(loose -> file.warning("audit_directory", loose));
    Optional<Path> plugins = directory("plugin_directory");
    plugins
        .filter(path -> !Files.isDirectory(path))
        .ifPresent(path -> file.error("plugin_directory", path + " is not a directory"));
    plugins
        .flatMap(FileCheck::writableByOthers)
        .ifPresent(loose -> file.warning("plugin_directory", loose));
    PinnedJars pinned = ChecksumReader.read(file, plugins.isPresent());
    return new DirectoryConfig(new AuditConfig(audit, socketAddresses()), plugins, pinned);
  }

  private List<String> socketAddresses() {
    List<String> good = new ArrayList<>();
    for (String address : file.texts("audit_socket_addresses")) {
      AuditConfig.problemWith(address)
          .ifPresentOrElse(
              problem -> file.error("audit_socket_addresses", problem), () -> good.add(address));
    }
    return good;
  }

  private Duration shutdownDelay() {
    Duration longest = ServerConfig.LONGEST_SHUTDOWN_DELAY;
    Duration delay = Durations.read(file, "shutdown_delay").orElse(Duration.ZERO);
    if (delay.compareTo(longest) > 0) {
      file.error("shutdown_delay", "must be at most " + Durations.format(longest));
      return longest;
    }
    return delay;
  }

  private Optional<Path> directory(String key) {
    Optional<Path> path = file.text(key).map(source::resolve);
    path.filter(Files::exists)
        .filter(existing -> !Files.isDirectory(existing))
        .ifPresent(existing -> file.error(key, existing + " is not a directory"));
    return path;
  }

  private void warnOfIgnored() {
    for (String key : IGNORED) {
      if (file.has(key)) {
        file.warning(key, "has no effect in Azimuth");
      }
      file.markKnown(key);
    }
  }
}
