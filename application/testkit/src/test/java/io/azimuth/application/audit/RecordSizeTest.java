package io.azimuth.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.AuditExceptions;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.Values;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stranger costs at most five times as many bytes of records as he sends, and 2.5 KB. */
class RecordSizeTest {

  private static final int FIXED = 2_500;
  private static final int MOST_TIMES = 5;
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00.123456789Z");

  private final SaltedHash hash = new SaltedHash(SecretText.of("salt"));
  private final AuditRecordLayout layout =
      new AuditRecordLayout(hash, new RecordOptions(true, false));

  private static AuditedExchange exchange(
      String path, AuditedParameters parameters, List<AuditedHeader> headers) {
    ApiRequest request =
        new ApiRequest(
            "01234567-89ab-cdef-0123-456789abcdef",
            Operation.WRITE,
            path,
            Optional.of(SecretText.of("azs.forged")),
            new ClientAddress(InetAddress.getLoopbackAddress(), 54_711),
            Value.Obj.EMPTY,
            RequestBody.NONE,
            ApiRequest.Directives.NONE);
    MountSettings settings =
        new MountSettings(
            Duration.ZERO,
            Duration.ZERO,
            "",
            "default-service",
            new AuditExceptions(List.of("vm_name"), List.of()));
    Mount mount =
        new Mount(
            new MountPath("auth/azure/"), "azure", "uuid", "auth_azure_12345678", "", settings, 0);
    return new AuditedExchange(
        new AuditedRequest(request, Optional.of(mount), parameters, Optional.empty(), headers),
        Optional.empty(),
        AuditRecordLayoutTest.NO_REASONS,
        Optional.empty());
  }

  private int written(AuditedExchange exchange, Answer answer) {
    String both =
        JsonText.of(layout.render(exchange, NOW), JsonForm.RECORD)
            + '\n'
            + JsonText.of(layout.render(exchange.answered(answer), NOW), JsonForm.RECORD)
            + '\n';
    return both.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Answer refused(String path) {
    return new Answer.Refused(
        Refusal.of(
            ErrorCategory.NOT_FOUND,
            "no handler for route \"" + path + "\". route entry not found."));
  }

  private void assertProportionate(String path, Map<String, ?> parameters) {
    Value.Obj sent = Values.of(parameters);
    int bytes = (path + JsonText.of(sent)).getBytes(StandardCharsets.UTF_8).length;
    AuditedParameters known = AuditedParameters.all(sent);

    assertThat(written(exchange(path, known, List.of()), refused(path)))
        .as("%.20s of %d characters", path, path.length())
        .isLessThanOrEqualTo(MOST_TIMES * bytes + FIXED);
  }

  private static List<String> many(String text, int count) {
    return Collections.nCopies(count, text);
  }

  @Test
  void knownParametersOfAnyShapeAreInProportion() {
    Map<String, String> fields =
        IntStream.range(0, 7).boxed().collect(Collectors.toMap(i -> "parameter_" + i, i -> "x"));

    assertProportionate("auth/azure/login", Map.of());
    assertProportionate("auth/azure/login", fields);
    for (int count : new int[] {1, 10, 100, 1_000, 10_000}) {
      assertProportionate("auth/azure/login", Map.of("role", many("a", count)));
      assertProportionate("auth/azure/login", Map.of("role", many("azs.a", count)));
      assertProportionate("auth/azure/login", Map.of("vm_name", many("azs.a", count)));
      assertProportionate("auth/azure/login", Map.of("role", many("", count), "jwt", "x"));
      assertProportionate("auth/azure/login", Map.of("role", "a".repeat(count)));
      assertProportionate("auth/azure/login", Map.of("vm_name", "azs.a,".repeat(count)));
      assertProportionate(
          "auth/azure/login",
          Map.of(
              "role",
              IntStream.range(0, count)
                  .boxed()
                  .collect(Collectors.toMap(i -> "azs." + i, i -> Map.of()))));
    }
  }

  @Test
  void aPathIsInProportionWhateverItHolds() {
    for (String piece :
        List.of("a", "a/", "azs.a/", "azs.a,", "eyJ.,", "\"", "ä", "\uD83D\uDE00")) {
      for (int count : new int[] {1, 4, 5, 64, 85, 128, 170, 256, 300, 2_000, 14_000}) {
        assertProportionate(piece.repeat(count), Map.of());
      }
    }
  }

  @Test
  void theRecordOfTheAnswerHasTheBeginningOfALongPath() {
    AuditedExchange sent = exchange("a".repeat(5_000), AuditedParameters.NONE, List.of());
    AuditedExchange shorter = exchange("a".repeat(1_000), AuditedParameters.NONE, List.of());

    assertThat(path(sent)).hasSize(5_000);
    assertThat(path(sent.answered(new Answer.Empty()))).isEqualTo("a".repeat(128) + "…");
    assertThat(path(shorter.answered(new Answer.Empty()))).hasSize(1_000);
  }

  private String path(AuditedExchange exchange) {
    Value.Obj request = (Value.Obj) layout.render(exchange, NOW).members().get("request");
    return ((Value.Text) request.members().get("path")).text();
  }

  @Test
  void unknownParametersAreCountedAndNotCopied() {
    Value.Obj sent =
        Values.of(Map.of("role", "web", "p", many("a", 50_000), "q", Map.of("name", "value")));
    AuditedParameters parameters = AuditedParameters.of(sent, "role"::equals);

    Value.Obj record = layout.render(exchange("auth/azure/login", parameters, List.of()), NOW);

    Value.Obj request = (Value.Obj) record.members().get("request");
    assertThat(request.members())
        .containsEntry("data", Values.of(Map.of("role", hash.of("web"))))
        .containsEntry(
            "unknown_parameters",
            Values.of(Map.of("count", 2, "bytes", parameters.unknownBytes())));
    assertThat(parameters.unknownBytes()).isBetween(200_000L, 200_100L);
    assertThat(JsonText.of(record)).doesNotContain("value", "[").hasSizeLessThan(1_000);
  }

  @Test
  void theRecordOfTheAnswerRepeatsNoParameters() {
    AuditedExchange sent =
        exchange(
            "auth/azure/login",
            AuditedParameters.of(Values.of(Map.of("role", "web", "p", 1)), "role"::equals),
            List.of(new AuditedHeader("user-agent", false, List.of("curl"))));

    Value.Obj asked = (Value.Obj) layout.render(sent, NOW).members().get("request");
    Value.Obj answered =
        (Value.Obj) layout.render(sent.answered(new Answer.Empty()), NOW).members().get("request");

    assertThat(asked.members()).containsKeys("data", "headers", "unknown_parameters");
    assertThat(answered.members())
        .containsOnlyKeys(
            "id",
            "operation",
            "path",
            "namespace",
            "remote_address",
            "remote_port",
            "mount_point",
            "mount_type",
            "mount_accessor",
            "client_token");
  }

  @Test
  void dataWithoutRoomIsOneHashOfItsText() {
    Value.Obj sent = Values.of(Map.of("role", many("a", 1_000)));
    String text = JsonText.of(sent);

    Value.Obj record = layout.render(exchange("p", AuditedParameters.all(sent), List.of()), NOW);

    assertThat(((Value.Obj) record.members().get("request")).members())
        .containsEntry("data", Values.of(Map.of("whole", hash.of(text))))
        .containsEntry("data_bytes", Value.of(text.length()));
  }

  @Test
  void anAnswerForStrangersIsShort() {
    Answer keys = Answer.data(Values.of(Map.of("keys", many("a", 100))));

    assertThat(written(exchange("identity/oidc/keys", AuditedParameters.NONE, List.of()), keys))
        .isLessThanOrEqualTo(FIXED);
  }

  @Test
  void aHeaderThatComesOftenIsOneHash() {
    AuditedHeader header = new AuditedHeader("x", true, many("a", 1_000));

    Value.Obj record = layout.render(exchange("p", AuditedParameters.NONE, List.of(header)), NOW);

    assertThat(JsonText.of(record)).hasSizeLessThan(1_000);
  }
}
