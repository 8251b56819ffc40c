package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.PairList;
import io.azimuth.bootstrap.config.TracingBlock;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.FileCheck;
import io.azimuth.bootstrap.process.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads OpenTelemetry's environment variables for traces. A variable that cannot be used is a
 * problem of the configuration; its value, which may be a secret, is not repeated.
 */
final class TracingVariables {

  /** How the traces may be sent. */
  static final Set<String> COMPRESSIONS = Set.of("none", "gzip");

  /** The schemes that the address of a collector may have. */
  static final Set<String> SCHEMES = Set.of("http", "https");

  private static final String PATH = "/v1/traces";

  private final Environment environment;
  private final ConfigProblems problems;

  TracingVariables(Environment environment, ConfigProblems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** Whether traces are wanted. */
  static boolean askForTraces(Environment environment) {
    return environment
            .firstOf("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
            .isPresent()
        && !environment.get("OTEL_SDK_DISABLED").filter("true"::equalsIgnoreCase).isPresent()
        && !environment.get("OTEL_TRACES_EXPORTER").filter("none"::equals).isPresent();
  }

  /** The address of the traces below that of a collector. */
  static URI below(URI collector) {
    String address = collector.toString();
    return URI.create(
        (address.endsWith("/") ? address.substring(0, address.length() - 1) : address) + PATH);
  }

  // The variable of traces alone is taken as it is, as OpenTelemetry has it.
  Optional<URI> endpoint() {
    Optional<URI> own = address("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    Optional<URI> found =
        own.isPresent() ? own : address("OTEL_EXPORTER_OTLP_ENDPOINT").map(TracingVariables::below);
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
    String used = used("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL");
    environment
        .get(used)
        .filter(protocol -> !"http/protobuf".equals(protocol))
        .ifPresent(protocol -> error(used, "must be http/protobuf"));
  }

  Map<String, String> headers() {
    return pairs(
        PairList.HEADERS, used("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS"));
  }

  Map<String, String> attributes() {
    return pairs(PairList.ATTRIBUTES, "OTEL_RESOURCE_ATTRIBUTES");
  }

  private Map<String, String> pairs(PairList kind, String variable) {
    Optional<Map<String, String>> pairs = kind.parse(environment.get(variable).orElse(""));
    if (pairs.isEmpty()) {
      error(variable, PairList.FORM);
    }
    return pairs.orElseGet(Map::of);
  }

  Optional<Path> authorities() {
    String variable =
        used("OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE", "OTEL_EXPORTER_OTLP_CERTIFICATE");
    return environment
        .get(variable)
        .map(Path::of)
        .filter(
            file -> {
              Optional<String> wrong = FileCheck.unreadable(file);
              wrong.ifPresent(sentence -> error(variable, "names a file: " + sentence));
              return wrong.isEmpty();
            });
  }

  boolean compressed() {
    String used = used("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "OTEL_EXPORTER_OTLP_COMPRESSION");
    String name = environment.get(used).orElse("none");
    if (!COMPRESSIONS.contains(name)) {
      error(used, "must be none or gzip");
    }
    return name.equals("gzip");
  }

  /**
   * Which requests are recorded.
   *
   * @param ratio of requests, from 0 to 1
   * @param callers the most traces in a second that callers may ask for
   */
  record Sampling(double ratio, int callers) {}

  Sampling sampling() {
    String variable = "OTEL_TRACES_SAMPLER";
    String name = environment.get(variable).orElse("parentbased_always_on");
    boolean asksCallers = name.startsWith("parentbased_");
    int callers = asksCallers ? TracingBlock.TRACES_PER_SECOND : 0;
    return switch (asksCallers ? name.substring("parentbased_".length()) : name) {
      case "always_on" -> new Sampling(1, callers);
      case "always_off" -> new Sampling(0, callers);
      case "traceidratio" -> new Sampling(ratio(), callers);
      default -> {
        error(variable, "is none of OpenTelemetry's samplers");
        yield new Sampling(1, callers);
      }
    };
  }

  private double ratio() {
    String variable = "OTEL_TRACES_SAMPLER_ARG";
    Optional<String> text = environment.get(variable);
    Optional<Double> share = text.flatMap(TracingVariables::share);
    if (text.isPresent() && share.isEmpty()) {
      error(variable, "must be a number from 0 to 1");
    }
    return share.orElse(1.0);
  }

  /** A number from 0 to 1; empty when it is none. */
  static Optional<Double> share(String text) {
    try {
      double share = Double.parseDouble(text);
      return share >= 0 && share <= 1 ? Optional.of(share) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  Optional<String> serviceName() {
    return environment.get("OTEL_SERVICE_NAME");
  }

  /** The variable of traces alone goes before the one of all signals. */
  private String used(String ofTraces, String ofAll) {
    return environment.get(ofTraces).isPresent() ? ofTraces : ofAll;
  }

  private void error(String variable, String sentence) {
    problems.error(0, "the environment variable " + variable + " " + sentence);
  }
}
