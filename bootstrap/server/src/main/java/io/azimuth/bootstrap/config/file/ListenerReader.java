package io.azimuth.bootstrap.config.file;

import io.azimuth.adapters.http.config.ForwardingConfig;
import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.adapters.http.tls.TlsEngine;
import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.config.ListenerBlock;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.bootstrap.configfile.FileCheck;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.network.Cidr;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code listener} blocks. */
final class ListenerReader {

  static final String DEFAULT_ADDRESS = "127.0.0.1:8200";
  private static final String OPEN_TO_OTHERS =
      "other machines reach this address, and tokens and secrets pass without encryption; set"
          + " tls_cert_file and tls_key_file, unless a proxy or a network does it";
  private static final List<String> TLS_KEYS =
      List.of("tls_cert_file", "tls_key_file", "tls_client_ca_file", "tls_engine");

  private static final String REQUEST_CLIENT_CERT = "tls_request_client_cert";

  private static final String PROXIES = "x_forwarded_for_authorized_addrs";
  private static final List<String> FORWARDING_KEYS =
      List.of(
          "x_forwarded_for_hop_skips",
          "x_forwarded_for_reject_not_present",
          "x_forwarded_for_reject_not_authorized",
          CertificateForwardingReader.FORM);

  private final ExternalValues source;
  private final ConfigProblems problems;

  ListenerReader(ExternalValues source, ConfigProblems problems) {
    this.source = source;
    this.problems = problems;
  }

  List<ListenerBlock> read(List<HclItem.Block> blocks) {
    if (blocks.isEmpty()) {
      problems.error(0, "there is no listener block; add: listener \"tcp\" { … }");
    }
    List<ListenerBlock> listeners = new ArrayList<>();
    for (HclItem.Block block : blocks) {
      BlockReader reader = BlockReader.of(block, problems);
      if (block.labels().equals(List.of("tcp"))) {
        read(reader, listeners).ifPresent(listeners::add);
        reader.finish();
      } else {
        problems.error(
            block.position().line(),
            "listener \"%s\": the only kind is \"tcp\"".formatted(block.labels().get(0)));
      }
    }
    return listeners;
  }

  private Optional<ListenerBlock> read(BlockReader block, List<ListenerBlock> before) {
    Optional<HostAndPort> address = address(block, before);
    boolean withoutTls = block.flag("tls_disable", false);
    Optional<TlsConfig> tls = withoutTls ? noTls(block) : tls(block);
    if (withoutTls && address.filter(it -> !it.isLoopback()).isPresent()) {
      block.warning("tls_disable", OPEN_TO_OTHERS);
    }
    ForwardingConfig forwarding = forwarding(block);
    ListenerLimits limits = new LimitsReader(block).read();
    boolean openMetrics = TelemetryReader.opensMetrics(block);
    return address.map(bound -> new ListenerBlock(bound, tls, forwarding, limits, openMetrics));
  }

  private static ForwardingConfig forwarding(BlockReader block) {
    List<Cidr> proxies = ranges(block, PROXIES);
    ForwardingConfig forwarding =
        new ForwardingConfig(
            proxies,
            hops(block),
            block.flag("x_forwarded_for_reject_not_present", false),
            block.flag("x_forwarded_for_reject_not_authorized", false),
            CertificateForwardingReader.read(block));
    if (proxies.isEmpty()) {
      FORWARDING_KEYS.stream()
          .filter(block::has)
          .forEach(key -> block.warning(key, "has no effect without " + PROXIES));
    }
    return forwarding;
  }

  private static Optional<Integer> hops(BlockReader block) {
    String key = "x_forwarded_for_hop_skips";
    return block
        .text(key)
        .flatMap(
            text -> {
              if (text.matches("[0-9]{1,3}")) {
                return Optional.of(Integer.valueOf(text));
              }
              block.error(key, "must be a number from 0 to 999");
              return Optional.empty();
            });
  }

  private static List<Cidr> ranges(BlockReader block, String key) {
    List<Cidr> ranges = new ArrayList<>();
    for (String text : block.texts(key)) {
      Optional<Cidr> range = Cidr.parse(text);
      if (range.isEmpty()) {
        block.error(key, "each must be an address or a range like 10.0.0.0/8");
      }
      range.ifPresent(ranges::add);
    }
    return ranges;
  }

  private Optional<HostAndPort> address(BlockReader block, List<ListenerBlock> before) {
    String text = block.text("address").orElse(DEFAULT_ADDRESS);
    Optional<HostAndPort> address = HostAndPort.parse(text);
    if (address.isEmpty()) {
      block.error("address", "must be host:port with a port from 0 to 65535");
    }
    address
        .filter(one -> before.stream().anyMatch(other -> other.address().conflictsWith(one)))
        .ifPresent(one -> block.error("address", one + " is taken by a listener above"));
    return address;
  }

  private static Optional<TlsConfig> noTls(BlockReader block) {
    for (String key : TLS_KEYS) {
      if (block.text(key).isPresent()) {
        block.warning(key, "has no effect with tls_disable = true");
      }
    }
    if (block.flag(REQUEST_CLIENT_CERT, false)) {
      block.warning(REQUEST_CLIENT_CERT, "has no effect with tls_disable = true");
    }
    return Optional.empty();
  }

  private Optional<TlsConfig> tls(BlockReader block) {
    Optional<Path> certificate = required(block, "tls_cert_file");
    Optional<Path> key = required(block, "tls_key_file");
    Optional<Path> clients = file(block, "tls_client_ca_file");
    TlsEngine engine = engine(block);
    boolean asks = block.flag(REQUEST_CLIENT_CERT, false);
    if (asks && block.has("tls_client_ca_file")) {
      block.warning(
          REQUEST_CLIENT_CERT, "has no effect beside tls_client_ca_file, which demands one");
    }
    key.flatMap(file -> FileCheck.openToOthers(file, "0600"))
        .ifPresent(loose -> block.warning("tls_key_file", loose));
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new TlsConfig(certificate.get(), key.get(), clients, engine, asks));
  }

  private static TlsEngine engine(BlockReader block) {
    Optional<String> name = block.text("tls_engine");
    Optional<TlsEngine> engine = name.flatMap(TlsEngine::parse);
    if (name.isPresent() && engine.isEmpty()) {
      block.error("tls_engine", "must be auto, native or jdk");
    }
    return engine.orElse(TlsEngine.AUTO);
  }

  private Optional<Path> required(BlockReader block, String key) {
    if (!block.has(key)) {
      block.missing(key, "set it, or tls_disable = true");
    }
    return file(block, key);
  }

  private Optional<Path> file(BlockReader block, String key) {
    return FileCheck.readable(block, key, source);
  }
}
