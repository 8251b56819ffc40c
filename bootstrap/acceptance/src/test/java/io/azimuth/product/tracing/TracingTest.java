package io.azimuth.product.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traces of a whole server, as a collector gets them. */
@Tag("slow")
final class TracingTest {

  private static final String PARENT = "00f067aa0ba902b7";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static TestCollector collector;
  private static TestingServer server;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    collector = TestCollector.start();
    Files.writeString(
        directory.resolve("headers"), "x-tenant=lab\nauthorization=Bearer%20collector-secret\n");
    server =
        TestingServer.in(directory)
            .config(
                """
                tracing {
                  otlp_endpoint            = "%s"
                  otlp_headers_file        = "headers"
                  otlp_compression         = "gzip"
                  sample_ratio             = 0
                  caller_traces_per_second = 1000
                  service_name             = "azimuth-test"
                  resource_attributes      = ["deployment.environment.name=lab"]
                }
                """
                    .formatted(collector.address()))
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
    collector.close();
  }

  private static String parent(String trace, String flags) {
    return "00-" + trace + "-" + PARENT + "-" + flags;
  }

  private static TestingClient traced(String traceparent) {
    return server.anonymous().with("traceparent", traceparent).with("tracestate", "v=1");
  }

  private static List<Span> spans(String trace) {
    return collector.spans().stream()
        .filter(span -> hex(span.getTraceId().toByteArray()).equals(trace))
        .toList();
  }

  /** The spans of that trace, once the request's own has ended, which is the last one. */
  private static List<Span> finished(String trace) {
    Waiting.until(
        PATIENCE,
        () -> spans(trace).stream().anyMatch(span -> span.getKind() == SpanKind.SPAN_KIND_SERVER));
    return spans(trace);
  }

  private static Span only(List<Span> spans, String name) {
    return spans.stream()
        .filter(span -> span.getName().equals(name))
        .reduce((a, b) -> a)
        .orElseThrow(() -> new AssertionError(name + " is not in " + spans));
  }

  private static Map<String, String> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, TracingTest::text));
  }

  private static String text(KeyValue attribute) {
    return switch (attribute.getValue().getValueCase()) {
      case STRING_VALUE -> attribute.getValue().getStringValue();
      case INT_VALUE -> String.valueOf(attribute.getValue().getIntValue());
      case ARRAY_VALUE ->
          attribute.getValue().getArrayValue().getValuesList().stream()
              .map(value -> value.getStringValue())
              .collect(Collectors.joining(","));
      default -> attribute.getValue().toString();
    };
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String id(Span span) {
    return hex(span.getSpanId().toByteArray());
  }

  private static String parentOf(Span span) {
    return hex(span.getParentSpanId().toByteArray());
  }

  @Test
  @AboutAzure
  void aLoginIsTracedFromTheCallerToAzure() {
    String trace = "a0000000000000000000000000000001";
    ResourceFixture azure = ResourceFixture.on(server).role("bound_resource_groups", "rg-web");
    String jwt = azure.jwt("web-1");
    TestingClient caller = traced(parent(trace, "01"));
    Reply reply = azure.mount().login(caller, ResourceFixture.ROLE, jwt);
    for (int i = 0; reply.status() == 503 && i < 5; i++) { // the SDK's first use may take long
      reply = azure.mount().login(caller, ResourceFixture.ROLE, jwt);
    }
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    String mount = azure.mount().at("");

    Waiting.until(
        PATIENCE,
        () ->
            spans(trace).stream()
                .anyMatch(
                    span ->
                        "200".equals(attributes(span).get("http.response.status_code"))
                            && span.getKind() == SpanKind.SPAN_KIND_SERVER));
    List<Span> all = spans(trace);
    Span request =
        all.stream()
            .filter(span -> span.getKind() == SpanKind.SPAN_KIND_SERVER)
            .filter(span -> "200".equals(attributes(span).get("http.response.status_code")))
            .findFirst()
            .orElseThrow();
    assertThat(request.getName()).isEqualTo("POST /v1/" + mount + "login");
    assertThat(parentOf(request)).isEqualTo(PARENT);
    assertThat(attributes(request))
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.route", "/v1/" + mount + "login")
        .containsEntry("client.address", "127.0.0.1")
        .containsEntry("azimuth.mount", mount)
        .containsEntry("azimuth.mount_type", "azure")
        .containsEntry("azimuth.request_id", reply.body().path("request_id").asText());
    Span login =
        all.stream()
            .filter(span -> span.getName().equals("azure login"))
            .filter(span -> parentOf(span).equals(id(request)))
            .findFirst()
            .orElseThrow();
    assertThat(attributes(login))
        .containsEntry("azimuth.mount", mount)
        .containsEntry("azimuth.role", ResourceFixture.ROLE)
        .containsEntry("azimuth.login.outcome", "granted");
    Span commit =
        all.stream()
            .filter(span -> span.getName().equals("commit"))
            .filter(span -> parentOf(span).equals(id(request)))
            .findFirst()
            .orElseThrow();
    assertThat(attributes(commit)).containsEntry("azimuth.commit.outcome", "committed");
    List<String> logins =
        all.stream().filter(it -> it.getName().equals("azure login")).map(TracingTest::id).toList();
    List<Span> calls =
        all.stream().filter(it -> it.getKind() == SpanKind.SPAN_KIND_CLIENT).toList();
    assertThat(calls)
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            call -> {
              assertThat(logins).contains(parentOf(call));
              assertThat(call.getName()).matches("(GET|POST) 127\\.0\\.0\\.1");
              assertThat(attributes(call))
                  .containsEntry("server.address", "127.0.0.1")
                  .containsKeys("http.request.method", "server.port");
            });
    List<String> ids = calls.stream().map(TracingTest::id).toList();
    Map<SimulatorEndpoint, String> seen = server.azure().traceParents();
    assertThat(seen).containsKeys(SimulatorEndpoint.TOKEN, SimulatorEndpoint.RESOURCE_MANAGER);
    assertThat(seen.get(SimulatorEndpoint.TOKEN)).matches("00-" + trace + "-.{16}-01");
    assertThat(seen.get(SimulatorEndpoint.RESOURCE_MANAGER))
        .satisfies(it -> assertThat(ids).contains(it.substring(36, 52)));
  }

  @Test
  @AboutAzure
  void aRefusalIsTracedWithItsReasonsAndTheLogNamesTheTrace() {
    String trace = "a0000000000000000000000000000002";
    ResourceFixture azure = ResourceFixture.on(server);
    azure
        .mount()
        .role("narrow", "bound_service_principal_ids", "bbbbbbbb-0000-4000-8000-00000000dead");

    Reply reply = azure.mount().login(traced(parent(trace, "01")), "narrow", azure.jwt("web-1"));

    assertThat(reply.status()).isEqualTo(403);
    List<Span> all = finished(trace);
    assertThat(attributes(only(all, "azure login")))
        .containsEntry("azimuth.login.outcome", "refused")
        .containsEntry("azimuth.login.reasons", "principal_not_bound")
        .containsEntry("azimuth.role", "narrow");
    Span request = only(all, "POST /v1/" + azure.mount().at("login"));
    assertThat(attributes(request)).containsEntry("http.response.status_code", "403");
    assertThat(request.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(server.log())
        .containsPattern(
            "login refused, mount=.*, role=narrow, principal=\\S+, .*"
                + "reasons=\\[principal_not_bound].* span_id=[0-9a-f]{16} trace_id="
                + trace);
  }

  @Test
  void noTokenNoAccessorAndNoPathOfASecretIsExported() {
    String trace = "a0000000000000000000000000000003";
    Reply created = server.root().write("auth/token/create", Map.of("policies", "default"));
    String accessor = created.auth().path("accessor").asText();
    server
        .root()
        .write("sys/mounts/hidden", Map.of("type", "kv", "options", Map.of("version", "2")));

    server
        .root()
        .with("traceparent", parent(trace, "01"))
        .write("hidden/data/path-of-a-secret", Map.of("data", Map.of("k", "value-of-a-secret")));
    server.root().with("traceparent", parent(trace, "01")).get("auth/token/lookup/" + accessor);
    server
        .root()
        .with("traceparent", parent(trace, "01"))
        .write("auth/token/lookup", Map.of("token", created.clientToken()));
    server
        .root()
        .with("traceparent", parent(trace, "01"))
        .write("auth/token/lookup-accessor", Map.of("accessor", accessor));
    JwtMount mount = JwtMount.enable(server, "jwt");
    mount.login(traced(parent(trace, "01")), "role-of-a-stranger", mount.jwt());
    Waiting.until(
        PATIENCE,
        () ->
            spans(trace).stream()
                    .filter(span -> span.getKind() == SpanKind.SPAN_KIND_SERVER)
                    .count()
                == 5);

    only(spans(trace), "POST /v1/hidden/data/{path}");
    assertThat(collector.text())
        .doesNotContain(
            created.clientToken(),
            server.rootToken(),
            accessor,
            "path-of-a-secret",
            "value-of-a-secret",
            "role-of-a-stranger",
            "eyJ");
  }

  @Test
  void withoutAWishOfTheCallerNothingIsRecordedAndTheTraceIsPassedOn() {
    String trace = "a0000000000000000000000000000004";
    String last = "a0000000000000000000000000000005";

    assertThat(server.anonymous().get("sys/seal-status").status()).isEqualTo(200);
    server.anonymous().with("traceparent", parent(trace, "00")).get("sys/seal-status");
    server.anonymous().with("traceparent", "00-garbage-01").get("sys/seal-status");
    server.anonymous().with("traceparent", parent(last, "01")).get("sys/seal-status");

    Span request = only(finished(last), "GET /v1/sys/seal-status");
    assertThat(attributes(request)).containsEntry("http.response.status_code", "200");
    assertThat(spans(trace)).isEmpty();
    assertThat(collector.spans())
        .allMatch(span -> hex(span.getTraceId().toByteArray()).startsWith("a000"));
  }

  @Test
  void theCollectorLearnsWhoSends() {
    String trace = "a0000000000000000000000000000006";
    server.anonymous().with("traceparent", parent(trace, "01")).get("sys/seal-status");
    finished(trace);

    Map<String, String> resource =
        collector.resource().orElseThrow().getAttributesList().stream()
            .collect(Collectors.toMap(KeyValue::getKey, TracingTest::text));
    assertThat(resource)
        .containsEntry("service.name", "azimuth-test")
        .containsEntry("deployment.environment.name", "lab")
        .containsKeys("service.version", "service.instance.id");
    assertThat(collector.headers())
        .allSatisfy(
            headers -> {
              assertThat(headers.getFirst("x-tenant")).isEqualTo("lab");
              assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer collector-secret");
              assertThat(headers.getFirst("Content-Encoding")).isEqualTo("gzip");
            });
    assertThat(server.log()).doesNotContain("Bearer collector-secret");
    Reply state = server.root().get("sys/config/state/sanitized");
    assertThat(state.data().path("tracing").path("otlp_endpoint").asText())
        .isEqualTo(collector.address() + "/v1/traces");
    assertThat(state.text()).doesNotContain("collector-secret");
  }
}
