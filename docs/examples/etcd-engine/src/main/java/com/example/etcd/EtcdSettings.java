package com.example.etcd;

import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.grpc.netty.GrpcSslContexts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** The keys of the block {@code storage "etcd"}; README.md explains them. */
final class EtcdSettings {

  private static final Set<String> KEYS =
      Set.of("endpoints", "prefix", "username", "password", "ca_file", "cert_file", "key_file");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private final PluginSettings values;
  private final List<URI> endpoints;

  EtcdSettings(PluginSettings values) {
    values.allowOnly(KEYS);
    this.values = values;
    this.endpoints =
        Stream.of(values.text("endpoints").orElse("").split(",", -1))
            .map(EtcdSettings::endpoint)
            .toList();
    if (endpoints.stream().map(URI::getScheme).distinct().count() > 1) {
      throw new InvalidSettingsException("endpoints", "must all be https://, or all http://");
    }
    requirePair("username", "password");
    requirePair("cert_file", "key_file");
  }

  private static URI endpoint(String text) {
    try {
      URI uri = URI.create(text.strip());
      boolean plain = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
      if (uri.getHost() != null
          && uri.getPort() > 0
          && (plain || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new InvalidSettingsException(
        "endpoints", "must be https://host:port, separated by commas; http:// on loopback only");
  }

  private void requirePair(String one, String other) {
    if (values.text(one).isPresent() != values.text(other).isPresent()) {
      throw new InvalidSettingsException(one, "belongs together with " + other);
    }
  }

  /** Where everything is kept in etcd. */
  String prefix() {
    return values.text("prefix").orElse("azimuth/");
  }

  /** A client for these members. It connects when it is used. */
  Client client(int mostReceived) {
    ClientBuilder client =
        Client.builder()
            .endpoints(endpoints)
            .connectTimeout(Duration.ofSeconds(2))
            .keepaliveTime(Duration.ofSeconds(10))
            .keepaliveTimeout(Duration.ofSeconds(5))
            .maxInboundMessageSize(mostReceived)
            .waitForReady(false);
    values.text("username").ifPresent(user -> client.user(bytes(user)));
    values.text("password").ifPresent(password -> client.password(bytes(password)));
    if (endpoints.get(0).getScheme().equals("https")) {
      client.authority(endpoints.get(0).getHost()).sslContext(tls());
    }
    return client.build();
  }

  private io.netty.handler.ssl.SslContext tls() {
    var tls = GrpcSslContexts.forClient();
    try {
      values.path("ca_file").ifPresent(file -> tls.trustManager(file.toFile()));
      values
          .path("cert_file")
          .ifPresent(
              file ->
                  tls.keyManager(file.toFile(), values.path("key_file").orElseThrow().toFile()));
      return tls.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new InvalidSettingsException("ca_file", "or cert_file or key_file cannot be used");
    }
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }
}
