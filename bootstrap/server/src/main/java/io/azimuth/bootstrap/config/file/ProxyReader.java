package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.process.Environment;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the proxy for requests to Azure from the file, or else from the environment. */
final class ProxyReader {

  private static final Set<String> HTTP = Set.of("http");
  private static final int DEFAULT_PORT = 80;

  private final BlockReader file;
  private final Environment environment;

  ProxyReader(BlockReader file, Environment environment) {
    this.file = file;
    this.environment = environment;
  }

  Optional<HostAndPort> proxy() {
    if (file.has("proxy")) {
      return ServiceUris.read(file, "proxy", HTTP).map(ProxyReader::hostAndPort);
    }
    file.markKnown("proxy");
    return environment.firstOf("HTTPS_PROXY", "https_proxy").flatMap(this::fromEnvironment);
  }

  List<String> noProxy() {
    if (file.has("no_proxy")) {
      return file.texts("no_proxy");
    }
    file.markKnown("no_proxy");
    return environment
        .firstOf("NO_PROXY", "no_proxy")
        .map(text -> Arrays.stream(text.split(",", -1)).map(String::strip))
        .map(parts -> parts.filter(part -> !part.isEmpty()).toList())
        .orElse(List.of());
  }

  private Optional<HostAndPort> fromEnvironment(String text) {
    Optional<String> wrong = ServiceUris.problemWith(text, HTTP);
    if (wrong.isPresent()) {
      file.problems().error(0, "the environment variable HTTPS_PROXY " + wrong.get());
      return Optional.empty();
    }
    return Optional.of(hostAndPort(URI.create(text)));
  }

  private static HostAndPort hostAndPort(URI uri) {
    String host = uri.getHost();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new HostAndPort(bare, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
  }
}
