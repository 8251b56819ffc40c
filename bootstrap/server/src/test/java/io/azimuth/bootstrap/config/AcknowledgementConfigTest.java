package io.azimuth.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.azimuth.bootstrap.config.file.ConfigFiles;
import io.azimuth.bootstrap.config.file.ConfigState;
import io.azimuth.bootstrap.config.file.EffectiveConfig;
import io.azimuth.bootstrap.configfile.ConfigProblem;
import io.azimuth.bootstrap.metrics.AcknowledgementFigures;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.spi.metrics.Measurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The blocks {@code acknowledge}. */
class AcknowledgementConfigTest {

  private static final String SERVER = "acknowledge \"no_audit_device\" { reason = \"a lab\" }\n";
  private static final String ROLE =
      """
      acknowledge "no_ttl" {
        mount = "auth/azure/"
        role = "web"
        reason = "its machines live for a month"
      }
      """;

  @TempDir private Path directory;
  private ConfigFiles files;

  @BeforeEach
  void prepare() {
    files = new ConfigFiles(directory);
  }

  private List<Acknowledgement> read(String blocks) {
    return files.good(ConfigFiles.MINIMUM + blocks).telemetry().acknowledged();
  }

  private List<String> errors(String blocks) {
    return files.errors(ConfigFiles.MINIMUM + blocks);
  }

  /** What the whole check of a start, with all plugins, says. */
  private List<String> startErrors(String blocks) {
    Path file = files.write("azimuth.hcl", ConfigFiles.MINIMUM + blocks);
    return new StartupCheck(Environment.of(Map.of()))
        .check(file).problems().errors().stream().map(ConfigProblem::message).toList();
  }

  @Test
  void namesAdviceOfTheServerOrOfARole() {
    assertThat(read("")).isEmpty();
    assertThat(read(SERVER + ROLE))
        .containsExactly(
            new Acknowledgement("no_audit_device", Optional.empty(), Optional.empty(), "a lab", 5),
            new Acknowledgement(
                "no_ttl",
                Optional.of("auth/azure"),
                Optional.of("web"),
                "its machines live for a month",
                6));
  }

  @Test
  void needsAReasonOfOneShortLine() {
    assertThat(errors("acknowledge \"no_ttl\" {}\n"))
        .containsExactly(
            "azimuth.hcl:5: acknowledge \"no_ttl\": reason is missing: say why the advice is not"
                + " followed");
    String sentence = "azimuth.hcl:5: acknowledge \"no_ttl\": reason: ";
    assertThat(errors("acknowledge \"no_ttl\" { reason = \" \" }\n"))
        .containsExactly(sentence + "is empty");
    for (String reason : List.of("x".repeat(201), "one\\ntwo")) {
      assertThat(errors("acknowledge \"no_ttl\" { reason = \"" + reason + "\" }\n"))
          .containsExactly(sentence + "must be one line of at most 200 characters");
    }
    assertThat(read("acknowledge \"no_ttl\" { reason = \"" + "x".repeat(200) + "\" }\n"))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role = \"web\"|role: needs mount, the auth method of the role",
        "mount = \"azure\"|mount: must be the path of an auth method, such as auth/azure",
        "mount = \"auth/\"|mount: must be the path of an auth method, such as auth/azure",
        "until = \"2030\"|unknown key \"until\"",
      })
  void refusesWhatNamesNoRole(String line, String problem) {
    assertThat(errors("acknowledge \"no_ttl\" {\n  reason = \"r\"\n  " + line + "\n}\n"))
        .containsExactly("azimuth.hcl:7: acknowledge \"no_ttl\": " + problem);
  }

  @Test
  void refusesTwoOfOneAdviceAndMoreThanAHundred() {
    assertThat(errors(SERVER + SERVER))
        .containsExactly("azimuth.hcl:6: acknowledge \"no_audit_device\": there is another above");
    assertThat(read(SERVER + ROLE + ROLE.replace("web", "db"))).hasSize(3);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= Acknowledgement.MOST; i++) {
      many.append("acknowledge \"c" + i + "\" { reason = \"r\" }\n");
    }
    assertThat(errors(many.toString()))
        .containsExactly("azimuth.hcl:105: acknowledge: there must be at most 100");
  }

  @Test
  void refusesAdviceThatNothingGivesAndListsWhatThereIs() {
    assertThat(startErrors(SERVER + ROLE)).isEmpty();
    assertThat(startErrors("acknowledge \"sealed\" { reason = \"r\" }\n"))
        .singleElement()
        .asString()
        .startsWith("acknowledge \"sealed\": there is no such advice; there are: ")
        .contains(
            "hangup_ignored, ", "no_audit_device, ", "no_ttl, ", "no_secret_id, ", "root_token");
    assertThat(
            startErrors("acknowledge \"root_token\" { reason = \"r\", mount = \"auth/azure\" }\n"))
        .containsExactly(
            "acknowledge \"root_token\": mount: this advice is about the whole server");
  }

  @Test
  void areShownByCheckConfigTheApiAndTheMetrics() {
    ServerConfig config = files.good(ConfigFiles.MINIMUM + SERVER + ROLE);
    List<Acknowledgement> all = config.telemetry().acknowledged();

    assertThat(EffectiveConfig.lines(config))
        .contains(
            "acknowledge[no_audit_device].reason = a lab",
            "acknowledge[no_ttl, auth/azure, web].reason = its machines live for a month");
    assertThat(ConfigState.of(config, all).get("acknowledge").orElseThrow().toString())
        .contains("no_audit_device", "a lab", "auth/azure", "web");
    assertThat(ConfigState.of(config, List.of()).get("acknowledge").orElseThrow().toString())
        .as("after a reload")
        .doesNotContain("no_ttl");
    assertThat(new AcknowledgementFigures(() -> all).measure())
        .extracting(Measurement::labels, Measurement::value)
        .containsExactly(
            tuple(Map.of("code", "no_audit_device"), 1.0), tuple(Map.of("code", "no_ttl"), 1.0));
  }
}
