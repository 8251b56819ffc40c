package io.azimuth.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.config.file.ConfigFiles;
import io.azimuth.bootstrap.config.file.ConfigState;
import io.azimuth.bootstrap.config.file.EffectiveConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The block {@code tracing} and the variables of OpenTelemetry. */
class TracingConfigTest {

  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String VARIABLE = "azimuth.hcl: the environment variable ";

  @TempDir private Path directory;
  private ConfigFiles files;

  @BeforeEach
  void prepare() {
    files = new ConfigFiles(directory);
  }

  private static String block(String... lines) {
    return ConfigFiles.MINIMUM + "tracing {\n  " + String.join("\n  ", lines) + "\n}\n";
  }

  private TracingBlock of(Map<String, String> variables) {
    return files.with(variables).good(ConfigFiles.MINIMUM).telemetry().tracing().orElseThrow();
  }

  private static Map<String, String> with(String... more) {
    Map<String, String> variables = new HashMap<>(Map.of(ENDPOINT, "https://localhost:4318"));
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return variables;
  }

  @Test
  void nothingIsTracedUnlessAskedFor() {
    assertThat(files.good(ConfigFiles.MINIMUM).telemetry().tracing()).isEmpty();
    assertThat(
            files
                .with(with("OTEL_SDK_DISABLED", "true"))
                .good(ConfigFiles.MINIMUM)
                .telemetry()
                .tracing())
        .isEmpty();
    assertThat(
            files
                .with(with("OTEL_TRACES_EXPORTER", "none"))
                .good(ConfigFiles.MINIMUM)
                .telemetry()
                .tracing())
        .isEmpty();
  }

  @Test
  void theBlockIsRead() {
    files.write("headers", "authorization=Bearer%20zsecretz\nx-tenant=a=b\n");
    files.write("ca.pem", "");

    ServerConfig config =
        files.good(
            block(
                "otlp_endpoint = \"https://collector:4318\"",
                "otlp_headers_file = \"headers\"",
                "otlp_ca_cert_file = \"ca.pem\"",
                "otlp_compression = \"gzip\"",
                "sample_ratio = 0.25",
                "traces_per_second = 7",
                "caller_traces_per_second = 0",
                "service_name = \"a\"",
                "resource_attributes = [\"deployment.environment.name=prod\"]"));

    TracingBlock tracing = config.telemetry().tracing().orElseThrow();
    assertThat(tracing.endpoint()).isEqualTo(URI.create("https://collector:4318/v1/traces"));
    assertThat(tracing.headers().get("authorization").expose()).isEqualTo("Bearer zsecretz");
    assertThat(tracing.headers().get("x-tenant").expose()).isEqualTo("a=b");
    assertThat(tracing.authorities()).contains(files.path("ca.pem"));
    assertThat(tracing.compressed()).isTrue();
    assertThat(tracing.sampleRatio()).isEqualTo(0.25);
    assertThat(tracing.mostTraces()).isEqualTo(7);
    assertThat(tracing.callerTraces()).isZero();
    assertThat(tracing.serviceName()).isEqualTo("a");
    assertThat(tracing.attributes()).containsOnly(Map.entry("deployment.environment.name", "prod"));
    assertThat(EffectiveConfig.lines(config))
        .contains(
            "tracing.otlp_endpoint = https://collector:4318/v1/traces",
            "tracing.otlp_headers[authorization] = (hidden)",
            "tracing.otlp_compression = gzip",
            "tracing.sample_ratio = 0.25",
            "tracing.traces_per_second = 7")
        .noneMatch(line -> line.contains("zsecretz"));
    assertThat(ConfigState.of(config, List.of()).toString()).doesNotContain("zsecretz");
  }

  @Test
  void theEnvironmentFillsWhatTheBlockLeavesOut() {
    TracingBlock tracing =
        files
            .with(
                with(
                    "OTEL_SERVICE_NAME",
                    "of-variable",
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "a=1,b=%2C",
                    "OTEL_RESOURCE_ATTRIBUTES",
                    "service.name=x,k=v",
                    "OTEL_EXPORTER_OTLP_COMPRESSION",
                    "gzip",
                    "OTEL_TRACES_SAMPLER",
                    "always_off"))
            .good(block("service_name = \"of-block\"", "sample_ratio = 1"))
            .telemetry()
            .tracing()
            .orElseThrow();

    assertThat(tracing.endpoint()).isEqualTo(URI.create("https://localhost:4318/v1/traces"));
    assertThat(tracing.serviceName()).isEqualTo("of-block");
    assertThat(tracing.headers().get("b").expose()).isEqualTo(",");
    assertThat(tracing.attributes()).containsEntry("k", "v");
    assertThat(tracing.compressed()).isTrue();
    assertThat(tracing.sampleRatio()).isEqualTo(1);
    assertThat(tracing.callerTraces()).isZero();
  }

  @Test
  void theVariableOfTracesAloneIsTakenAsItIs() {
    assertThat(of(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://a:1/own")).endpoint())
        .isEqualTo(URI.create("http://a:1/own"));
    assertThat(of(with("OTEL_RESOURCE_ATTRIBUTES", "service.name=x")).serviceName()).isEqualTo("x");
    assertThat(of(with()).serviceName()).isEqualTo("azimuth");
    assertThat(of(with()).compressed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "parentbased_always_on, '', 1, 100",
    "parentbased_always_off, '', 0, 100",
    "parentbased_traceidratio, 0.5, 0.5, 100",
    "always_on, '', 1, 0",
    "always_off, '', 0, 0",
    "traceidratio, 0.125, 0.125, 0",
    "traceidratio, '', 1, 0"
  })
  void samplersOfOpenTelemetry(String name, String argument, double ratio, int callers) {
    TracingBlock tracing =
        of(with("OTEL_TRACES_SAMPLER", name, "OTEL_TRACES_SAMPLER_ARG", argument));

    assertThat(tracing.sampleRatio()).isEqualTo(ratio);
    assertThat(tracing.callerTraces()).isEqualTo(callers);
  }

  @Test
  void tellsAllProblemsOfTheBlock() {
    files.write("headers", "no pair");

    assertThat(
            files.errors(
                block(
                    "otlp_endpoint = \"collector:4318\"",
                    "otlp_headers_file = \"headers\"",
                    "otlp_ca_cert_file = \"missing.pem\"",
                    "sample_ratio = 1.5",
                    "traces_per_second = 0",
                    "caller_traces_per_second = 10001",
                    "resource_attributes = [\"=v\"]",
                    "otlp_compression = \"zip\"",
                    "otlp_endpont = \"x\"")))
        .containsExactly(
            "azimuth.hcl:6: tracing: otlp_endpoint: must be an address like http://host:port",
            "azimuth.hcl:7: tracing: otlp_headers_file: must be at most 32 pairs NAME=VALUE with"
                + " commas between",
            "azimuth.hcl:8: tracing: otlp_ca_cert_file: the file missing.pem does not exist",
            "azimuth.hcl:9: tracing: sample_ratio: must be a number from 0 to 1",
            "azimuth.hcl:10: tracing: traces_per_second: must be a number from 1 to 10000",
            "azimuth.hcl:11: tracing: caller_traces_per_second: must be a number from 0 to 10000",
            "azimuth.hcl:12: tracing: resource_attributes: must be at most 32 pairs NAME=VALUE"
                + " with commas between",
            "azimuth.hcl:13: tracing: otlp_compression: must be none or gzip",
            "azimuth.hcl:14: tracing: unknown key \"otlp_endpont\"; did you mean"
                + " \"otlp_endpoint\"?");
  }

  @Test
  void aBlockNeedsAnEndpoint() {
    assertThat(files.errors(block("sample_ratio = 1")))
        .containsExactly(
            "azimuth.hcl:5: tracing: otlp_endpoint is missing: the address of a collector, such as"
                + " http://localhost:4318");
  }

  @Test
  void tellsProblemsOfTheEnvironmentWithoutItsValues() {
    assertThat(
            files
                .with(
                    with(
                        "OTEL_EXPORTER_OTLP_PROTOCOL",
                        "grpc",
                        "OTEL_EXPORTER_OTLP_HEADERS",
                        "a=zsecretz%0Ax: y",
                        "OTEL_EXPORTER_OTLP_TRACES_COMPRESSION",
                        "zip",
                        "OTEL_TRACES_SAMPLER",
                        "jaeger_remote"))
                .errors(ConfigFiles.MINIMUM))
        .containsExactlyInAnyOrder(
            VARIABLE + "OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf",
            VARIABLE
                + "OTEL_EXPORTER_OTLP_HEADERS must be at most 32 pairs NAME=VALUE with commas"
                + " between",
            VARIABLE + "OTEL_EXPORTER_OTLP_TRACES_COMPRESSION must be none or gzip",
            VARIABLE + "OTEL_TRACES_SAMPLER is none of OpenTelemetry's samplers");
    assertThat(files.with(Map.of(ENDPOINT, "localhost")).errors(ConfigFiles.MINIMUM))
        .containsExactly(VARIABLE + ENDPOINT + " must be an address like http://host:port");
  }

  @Test
  void warnsOfHeadersThatOthersCanRead() throws Exception {
    Files.setPosixFilePermissions(
        files.write("headers", "a=b"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(
            files.warnings(
                block("otlp_endpoint = \"http://c:1\"", "otlp_headers_file = \"headers\"")))
        .containsExactly(
            "azimuth.hcl:6: warning: tracing: otlp_endpoint: the headers are sent without encryption",
            "azimuth.hcl:7: warning: tracing: otlp_headers_file: headers is open to others than its owner"
                + " (rw-r--r--); it should have mode 0600");
  }
}
