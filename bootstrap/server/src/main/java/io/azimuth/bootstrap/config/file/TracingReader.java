package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.PairList;
import io.azimuth.bootstrap.config.TracingBlock;
import io.azimuth.bootstrap.config.file.TracingVariables.Sampling;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.bootstrap.configfile.FileCheck;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the {@code tracing} block. What it leaves out is taken from OpenTelemetry's environment
 * variables; an endpoint in them enables tracing without a block.
 */
final class TracingReader {

  private static final String BLOCK = "tracing";
  private static final String ENDPOINT = "otlp_endpoint";
  private static final String HEADERS_FILE = "otlp_headers_file";
  private static final String AUTHORITIES = "otlp_ca_cert_file";
  private static final String COMPRESSION = "otlp_compression";
  private static final String RATIO = "sample_ratio";
  private static final String MOST = "traces_per_second";
  private static final String CALLERS = "caller_traces_per_second";
  private static final String SERVICE = "service_name";
  private static final String ATTRIBUTES = "resource_attributes";

  private final BlockReader block;
  private final ExternalValues source;
  private final ConfigProblems problems;
  private final TracingVariables variables;

  private TracingReader(BlockReader block, ExternalValues source) {
    this.block = block;
    this.source = source;
    this.problems = block.problems();
    this.variables = new TracingVariables(source.environment(), problems);
  }

  /** Where to send traces; empty when none are wanted. */
  static Optional<TracingBlock> read(BlockReader file, ExternalValues source) {
    Optional<BlockReader> block = file.block(BLOCK);
    if (block.isEmpty() && !TracingVariables.askForTraces(source.environment())) {
      return Optional.empty();
    }
    return new TracingReader(block.orElseGet(() -> file.empty(BLOCK)), source).read();
  }

  private Optional<TracingBlock> read() {
    Optional<URI> endpoint = endpoint();
    Map<String, SecretText> headers = headers();
    Optional<Path> authorities = authorities();
    boolean compressed = compressed();
    Sampling sampling = variables.sampling();
    double ratio = ratio().orElse(sampling.ratio());
    int most = number(MOST, 1).orElse(TracingBlock.TRACES_PER_SECOND);
    int callers = number(CALLERS, 0).orElse(sampling.callers());
    Map<String, String> attributes = attributes();
    String service = service(attributes);
    block.finish();
    if (endpoint.isEmpty() && !problems.hasErrors()) {
      block.missing(ENDPOINT, "the address of a collector, such as http://localhost:4318");
    }
    endpoint
        .filter(uri -> "http".equals(uri.getScheme()) && !headers.isEmpty())
        .ifPresent(uri -> block.warning(ENDPOINT, "the headers are sent without encryption"));
    if (problems.hasErrors()) {
      return Optional.empty();
    }
    return endpoint.map(
        uri ->
            new TracingBlock(
                uri, headers, authorities, compressed, ratio, most, callers, service, attributes));
  }

  private Optional<URI> endpoint() {
    if (block.has(ENDPOINT)) {
      return ServiceUris.read(block, ENDPOINT, TracingVariables.SCHEMES)
          .map(TracingReader::forTraces);
    }
    block.markKnown(ENDPOINT);
    return variables.endpoint();
  }

  private static URI forTraces(URI uri) {
    boolean bare = uri.getRawPath().isEmpty() || "/".equals(uri.getRawPath());
    return bare ? TracingVariables.below(uri) : uri;
  }

  private Map<String, SecretText> headers() {
    Map<String, SecretText> headers = new LinkedHashMap<>();
    Map<String, String> pairs = block.has(HEADERS_FILE) ? headersOfFile() : variables.headers();
    block.markKnown(HEADERS_FILE);
    pairs.forEach((name, value) -> headers.put(name, SecretText.of(value)));
    return headers;
  }

  private Map<String, String> headersOfFile() {
    Optional<Path> file = FileCheck.readable(block, HEADERS_FILE, source);
    if (file.isEmpty() || FileCheck.unreadable(file.get()).isPresent()) {
      return Map.of();
    }
    FileCheck.openToOthers(file.get(), "0600")
        .ifPresent(sentence -> block.warning(HEADERS_FILE, sentence));
    String text = content(file.get()).replace("\r", "").replace('\n', ',');
    return pairs(HEADERS_FILE, PairList.HEADERS.parse(text));
  }

  private String content(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(ExternalValues.MAX_BYTES + 1);
      if (bytes.length <= ExternalValues.MAX_BYTES) {
        return new String(bytes, StandardCharsets.UTF_8);
      }
      block.error(HEADERS_FILE, "the file is too long");
    } catch (IOException e) {
      block.error(HEADERS_FILE, "the file cannot be read");
    }
    return "";
  }

  private Optional<Path> authorities() {
    if (block.has(AUTHORITIES)) {
      return FileCheck.readable(block, AUTHORITIES, source);
    }
    block.markKnown(AUTHORITIES);
    return variables.authorities();
  }

  private boolean compressed() {
    Optional<String> name = block.text(COMPRESSION);
    if (name.isEmpty()) {
      return variables.compressed();
    }
    if (!TracingVariables.COMPRESSIONS.contains(name.get())) {
      block.error(COMPRESSION, "must be none or gzip");
    }
    return name.get().equals("gzip");
  }

  private Optional<Double> ratio() {
    return block
        .text(RATIO)
        .flatMap(
            text -> {
              Optional<Double> share = TracingVariables.share(text);
              if (share.isEmpty()) {
                block.error(RATIO, "must be a number from 0 to 1");
              }
              return share;
            });
  }

  private Optional<Integer> number(String key, int least) {
    int most = TracingBlock.MOST_TRACES_PER_SECOND;
    return block
        .text(key)
        .flatMap(
            text -> {
              if (text.matches("[0-9]{1,5}")
                  && Integer.parseInt(text) >= least
                  && Integer.parseInt(text) <= most) {
                return Optional.of(Integer.valueOf(text));
              }
              block.error(key, "must be a number from " + least + " to " + most);
              return Optional.empty();
            });
  }

  private String service(Map<String, String> attributes) {
    String name =
        block
            .text(SERVICE)
            .or(variables::serviceName)
            .orElseGet(() -> attributes.getOrDefault("service.name", "azimuth"));
    if (!PairList.ATTRIBUTES.takes(name)) {
      block.error(SERVICE, "must be at most 256 characters without control characters");
    }
    return name;
  }

  private Map<String, String> attributes() {
    if (block.has(ATTRIBUTES)) {
      String text = String.join(",", block.texts(ATTRIBUTES));
      return pairs(ATTRIBUTES, PairList.ATTRIBUTES.parsePlain(text));
    }
    block.markKnown(ATTRIBUTES);
    return variables.attributes();
  }

  private Map<String, String> pairs(String key, Optional<Map<String, String>> pairs) {
    if (pairs.isEmpty()) {
      block.error(key, PairList.FORM);
    }
    return pairs.orElseGet(Map::of);
  }
}
