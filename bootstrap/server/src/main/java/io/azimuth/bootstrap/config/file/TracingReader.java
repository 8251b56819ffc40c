package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.TracingBlock;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

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

  private static final String PATH = "/v1/traces";
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{0,4096}");
  private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9._/-]{1,128}");
  private static final Pattern ATTRIBUTE_VALUE = Pattern.compile("\\P{Cntrl}{0,256}");
  private static final int MOST_PAIRS = 32;

  private final BlockReader block;
  private final ExternalValues source;
  private final ConfigProblems problems;
  private final Environment environment;

  private TracingReader(BlockReader block, ExternalValues source) {
    this.block = block;
    this.source = source;
    this.problems = block.problems();
    this.environment = source.environment();
  }

  /** Where to send traces; empty when none are wanted. */
  static Optional<TracingBlock> read(BlockReader file, ExternalValues source) {
    Optional<BlockReader> block = file.block(BLOCK);
    if (block.isEmpty() && !isAskedFor(source.environment())) {
      return Optional.empty();
    }
    return new TracingReader(block.orElseGet(() -> file.empty(BLOCK)), source).read();
  }

  private static boolean isAskedFor(Environment environment) {
    return environment
            .firstOf("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
            .isPresent()
        && !environment.get("OTEL_SDK_DISABLED").filter("true"::equalsIgnoreCase).isPresent()
        && !environment.get("OTEL_TRACES_EXPORTER").filter("none"::equals).isPresent();
  }

  private Optional<TracingBlock> read() {
    Optional<URI> endpoint = endpoint();
    Map<String, SecretText> headers = headers();
    Optional<Path> authorities = authorities();
    boolean compressed = compressed();
    Sampling sampling = sampling();
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

  // The variable of traces alone is taken as it is, as OpenTelemetry has it.
  private Optional<URI> endpoint() {
    if (block.has(ENDPOINT)) {
      return ServiceUris.read(block, ENDPOINT, SCHEMES).map(TracingReader::forTraces);
    }
    block.markKnown(ENDPOINT);
    Optional<URI> own = address("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    Optional<URI> found =
        own.isPresent()
            ? own
            : address("OTEL_EXPORTER_OTLP_ENDPOINT").map(uri -> URI.create(below(uri, PATH)));
    if (found.isPresent()) {
      checkProtocol();
    }
    return found;
  }

  private Optional<URI> address(String variable) {
    return environment
        .get(variable)
        .filter(
            text -> {
              Optional<String> wrong = ServiceUris.problemWith(text, SCHEMES);
              wrong.ifPresent(sentence -> error(variable, sentence));
              return wrong.isEmpty();
            })
        .map(URI::create);
  }

  private void checkProtocol() {
    String variable = "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL";
    String used = environment.get(variable).isPresent() ? variable : "OTEL_EXPORTER_OTLP_PROTOCOL";
    environment
        .get(used)
        .filter(protocol -> !"http/protobuf".equals(protocol))
        .ifPresent(protocol -> error(used, "must be http/protobuf"));
  }

  private static URI forTraces(URI uri) {
    boolean bare = uri.getRawPath().isEmpty() || "/".equals(uri.getRawPath());
    return bare ? URI.create(below(uri, PATH)) : uri;
  }

  private static String below(URI uri, String path) {
    String address = uri.toString();
    return (address.endsWith("/") ? address.substring(0, address.length() - 1) : address) + path;
  }

  private Map<String, SecretText> headers() {
    Map<String, SecretText> headers = new LinkedHashMap<>();
    Map<String, String> pairs =
        block.has(HEADERS_FILE)
            ? headersOfFile()
            : pairs(
                environment
                    .firstOf("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS")
                    .orElse(""),
                HEADER_NAME,
                HEADER_VALUE,
                "OTEL_EXPORTER_OTLP_HEADERS",
                TracingReader::decoded);
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
    return pairs(
        content(file.get()).replace("\r", "").replace('\n', ','),
        HEADER_NAME,
        HEADER_VALUE,
        HEADERS_FILE,
        TracingReader::decoded);
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
    String variable = "OTEL_EXPORTER_OTLP_CERTIFICATE";
    return environment
        .firstOf("OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE", variable)
        .map(Path::of)
        .filter(
            file -> {
              Optional<String> wrong = FileCheck.unreadable(file);
              wrong.ifPresent(sentence -> error(variable, "names a file: " + sentence));
              return wrong.isEmpty();
            });
  }

  private boolean compressed() {
    String variable = "OTEL_EXPORTER_OTLP_TRACES_COMPRESSION";
    String used =
        environment.get(variable).isPresent() ? variable : "OTEL_EXPORTER_OTLP_COMPRESSION";
    String place = block.has(COMPRESSION) ? COMPRESSION : used;
    String name = block.text(COMPRESSION).or(() -> environment.get(used)).orElse("none");
    if (!name.equals("none") && !name.equals("gzip")) {
      error(place, "must be none or gzip");
    }
    return name.equals("gzip");
  }

  /** The settings of the environment for samples. */
  private record Sampling(double ratio, int callers) {}

  private Sampling sampling() {
    String variable = "OTEL_TRACES_SAMPLER";
    String name = environment.get(variable).orElse("parentbased_always_on");
    boolean asksCallers = name.startsWith("parentbased_");
    int callers = asksCallers ? TracingBlock.TRACES_PER_SECOND : 0;
    return switch (asksCallers ? name.substring("parentbased_".length()) : name) {
      case "always_on" -> new Sampling(1, callers);
      case "always_off" -> new Sampling(0, callers);
      case "traceidratio" -> new Sampling(ratioOfEnvironment(), callers);
      default -> {
        error(variable, "is none of OpenTelemetry's samplers");
        yield new Sampling(1, callers);
      }
    };
  }

  private double ratioOfEnvironment() {
    String variable = "OTEL_TRACES_SAMPLER_ARG";
    return environment
        .get(variable)
        .map(
            text ->
                share(text)
                    .orElseGet(
                        () -> {
                          error(variable, "must be a number from 0 to 1");
                          return 1.0;
                        }))
        .orElse(1.0);
  }

  private Optional<Double> ratio() {
    return block
        .text(RATIO)
        .flatMap(
            text -> {
              Optional<Double> share = share(text);
              if (share.isEmpty()) {
                block.error(RATIO, "must be a number from 0 to 1");
              }
              return share;
            });
  }

  private static Optional<Double> share(String text) {
    try {
      double share = Double.parseDouble(text);
      return share >= 0 && share <= 1 ? Optional.of(share) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
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
            .or(() -> environment.get("OTEL_SERVICE_NAME"))
            .orElseGet(() -> attributes.getOrDefault("service.name", "azimuth"));
    if (!ATTRIBUTE_VALUE.matcher(name).matches()) {
      block.error(SERVICE, "must be at most 256 characters without control characters");
    }
    return name;
  }

  private Map<String, String> attributes() {
    if (block.has(ATTRIBUTES)) {
      return pairs(
          String.join(",", block.texts(ATTRIBUTES)),
          ATTRIBUTE_NAME,
          ATTRIBUTE_VALUE,
          ATTRIBUTES,
          Function.identity());
    }
    block.markKnown(ATTRIBUTES);
    String variable = "OTEL_RESOURCE_ATTRIBUTES";
    return pairs(
        environment.get(variable).orElse(""),
        ATTRIBUTE_NAME,
        ATTRIBUTE_VALUE,
        variable,
        TracingReader::decoded);
  }

  /** Pairs as OpenTelemetry writes them: {@code name=value}, with commas between them. */
  private Map<String, String> pairs(
      String text, Pattern name, Pattern value, String place, Function<String, String> decoding) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      String[] halves = pair.split("=", 2);
      String key = halves[0].strip();
      String given = halves.length == 2 ? decoding.apply(halves[1].strip()) : "";
      if (halves.length != 2
          || !name.matcher(key).matches()
          || !value.matcher(given).matches()
          || pairs.size() == MOST_PAIRS) {
        error(place, "must be at most " + MOST_PAIRS + " pairs NAME=VALUE with commas between");
        return Map.of();
      }
      pairs.put(key, given);
    }
    return pairs;
  }

  /** Percent-encoding alone: a plus is a plus. A value that is not encoded stays as it is. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  // Of a key of the block, or of a variable. Never shows the value, which may be a secret.
  private void error(String place, String sentence) {
    if (place.startsWith("OTEL_")) {
      problems.error(0, "the environment variable " + place + " " + sentence);
    } else {
      block.error(place, sentence);
    }
  }
}
