package io.azimuth.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.spi.FilterReply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

class LoggingTest {

  private static final String HOSTILE =
      "a\n2026-11-25T00:00:00.000Z INFO  Forged: x\r\t\u001b[2J\u2028\u202eb\\";

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logging logging = Logging.of(context, written);
  private Logger log = context.getLogger("io.azimuth.application.Gateway");

  @BeforeEach
  void infoAndText() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    logging.configure(new LogConfig(LogLevel.INFO, LogFormat.STANDARD));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void writesTimeLevelNameMessageAndArgumentsOnOneLine() {
    log.atInfo()
        .setMessage("listening")
        .addKeyValue("port", 8200)
        .addKeyValue("by", "two words")
        .log();

    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  Gateway: listening port=8200"
                + " by=\"two words\"");
  }

  @Test
  void hostileTextCannotStartALineOrMoveTheCursor() {
    log.atInfo().setMessage(HOSTILE).addKeyValue("k", HOSTILE).log();

    assertThat(lines()).hasSize(1);
    assertThat(text().strip().chars()).allMatch(c -> c >= ' ' && c < 0x7f);
    assertThat(text())
        .contains(
            "a\\n2026-11-25T00:00:00.000Z INFO  Forged: x\\r\\t\\u001b[2J\\u2028\\u202eb\\\\");
  }

  @Test
  void quotesInArgumentsCannotEndThem() {
    log.atInfo().setMessage("m").addKeyValue("k", "a\" admin=\"true").log();

    assertThat(text()).contains("k=\"a\\\" admin=\\\"true\"");
  }

  @Test
  void aLibraryWritesTenLinesAMinuteAndOurLinesAreKept() {
    Logger library = context.getLogger("io.undertow");
    for (int i = 0; i < 50; i++) {
      library.error("no descriptor is left");
      log.info("ours");
    }
    context.getLogger("org.xnio").error("another library");

    assertThat(lines().stream().filter(line -> line.contains("no descriptor"))).hasSize(10);
    assertThat(lines().stream().filter(line -> line.contains("ours"))).hasSize(50);
    assertThat(text()).contains("another library");
  }

  @Test
  void saysHowManyLinesOfALibraryWereLeftOut() {
    LibraryLogLimit lines = new LibraryLogLimit(context);
    for (int i = 0; i < 50; i++) {
      lines.decide(libraryLine(NOON));
    }
    assertThat(lines.decide(libraryLine(NOON.plusSeconds(60)))).isEqualTo(FilterReply.NEUTRAL);
    assertThat(text()).contains("LibraryLogLimit: 40 lines of io.undertow were left out");
  }

  private static LoggingEvent libraryLine(Instant time) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName("io.undertow");
    event.setInstant(time);
    return event;
  }

  @Test
  void lettersOfAllLanguagesStay() {
    log.info("Grüße, 世界 🌍");

    assertThat(text()).contains("Grüße, 世界 🌍");
  }

  @Test
  void stackTraceFollowsOnLinesThatNoMessageCanForge() {
    log.warn("failed", new IllegalStateException("bad\nline", new IOException("deep")));

    assertThat(lines().get(0)).endsWith("WARN  Gateway: failed");
    assertThat(lines().subList(1, lines().size())).allMatch(line -> line.startsWith("\t"));
    assertThat(lines())
        .contains("\tjava.lang.IllegalStateException: bad\\nline", "\tjava.io.IOException: deep");
  }

  @Test
  void jsonIsOneObjectALine() throws Exception {
    logging.configure(new LogConfig(LogLevel.INFO, LogFormat.JSON));

    log.atWarn()
        .setMessage(HOSTILE)
        .addKeyValue("port", 8200)
        .addKeyValue("ready", true)
        .addKeyValue("name", HOSTILE)
        .addKeyValue("@message", "forged")
        .addKeyValue("port", 1)
        .setCause(new IllegalStateException("bad"))
        .log();

    assertThat(lines()).hasSize(1);
    JsonNode record = new ObjectMapper().readTree(lines().get(0));
    assertThat(record.get("@level").asText()).isEqualTo("warn");
    assertThat(record.get("@module").asText()).isEqualTo("Gateway");
    assertThat(record.get("@message").asText()).isEqualTo(HOSTILE);
    assertThat(record.get("@timestamp").asText()).endsWith("Z").hasSize(24);
    assertThat(record.get("port").asInt()).isEqualTo(8200);
    assertThat(record.get("ready").asBoolean()).isTrue();
    assertThat(record.get("name").asText()).isEqualTo(HOSTILE);
    assertThat(record.get("_message")).isNull();
    assertThat(record.get("__message").asText()).isEqualTo("forged");
    assertThat(record.get("@error").asText())
        .startsWith("java.lang.IllegalStateException: bad\n\t");
  }

  @Test
  void jsonHasFactsAsMembersAndTheSentenceAsMessage() throws Exception {
    logging.configure(new LogConfig(LogLevel.INFO, LogFormat.JSON));

    log.warn(
        "login refused, mount={}, reasons={}, unlogged={}, none={}: {}, mount={}",
        HOSTILE,
        List.of("a", "b"),
        3L,
        null,
        "detail",
        "again");

    JsonNode record = new ObjectMapper().readTree(lines().get(0));
    assertThat(record.get("@message").asText()).isEqualTo("login refused: detail, mount=again");
    assertThat(record.get("mount").asText()).isEqualTo(HOSTILE);
    assertThat(record.get("reasons")).extracting(JsonNode::asText).containsExactly("a", "b");
    assertThat(record.get("unlogged").isIntegralNumber()).isTrue();
    assertThat(record.get("none").asText()).isEqualTo("null");
    assertThat(record).hasSize(4 + 4);
  }

  @Test
  void aSentenceKeepsWhatIsNoFact() throws Exception {
    logging.configure(new LogConfig(LogLevel.INFO, LogFormat.JSON));

    log.info("rotation goes on, state={}, mount={}", "PROVE", "m");
    log.info("keys changed, address={}, added={}: use them", "https://a", List.of("k"));
    log.info("{} of {} lines, name={}", 1, 2, "n");
    log.info("no arguments, name={}");
    log.info("escaped \\{} and name={}", "kept");
    log.info("mount={}", "alone");

    assertThat(messages())
        .containsExactly(
            "rotation goes on",
            "keys changed: use them",
            "1 of 2 lines",
            "no arguments, name={}",
            "escaped {} and name=kept",
            "");
  }

  @Test
  void aFactCannotForgeAnotherOne() throws Exception {
    log.info("refused, role={}, codes={}, client={}", "a, client=1", List.of("b], c=["), "");

    assertThat(text())
        .endsWith("refused, role=\"a, client=1\", codes=[\"b], c=[\"], client=\"\"\n");
  }

  @Test
  void factsOfTheThreadBelongToEachRecordAndReplaceNone() throws Exception {
    context.getMDCAdapter().put("trace_id", "4bf9");
    context.getMDCAdapter().put("mount", "other");
    log.info("refused, mount={}", "own");
    logging.configure(new LogConfig(LogLevel.INFO, LogFormat.JSON));
    log.info("refused, mount={}", "own");

    assertThat(lines().get(0)).endsWith("refused, mount=own trace_id=4bf9");
    JsonNode record = new ObjectMapper().readTree(lines().get(1));
    assertThat(record.get("trace_id").asText()).isEqualTo("4bf9");
    assertThat(record.get("mount").asText()).isEqualTo("own");
  }

  @ParameterizedTest
  @EnumSource
  void noRecordIsLongWhateverItIsMadeOf(LogFormat format) {
    logging.configure(new LogConfig(LogLevel.INFO, format));
    String huge = "\ud83d\ude00".repeat(50_000);
    LoggingEventBuilder builder = log.atInfo();
    for (int i = 0; i < 1_000; i++) {
      builder = builder.addKeyValue("name" + i, i);
    }
    builder = builder.addKeyValue(huge, "x");
    Exception thrown = new IllegalStateException(huge);
    for (int i = 0; i < 100; i++) {
      thrown = new IllegalStateException("outer", thrown);
    }

    builder.setCause(thrown).log("m, role={}, list={}: {}", huge, List.of(huge, huge), huge);
    log.info(huge);
    log.info("m, many={}", Collections.nCopies(1_000, "a"));

    assertThat(text().length()).isLessThan(200_000);
    assertThat(text()).contains("a, …]".substring(format == LogFormat.JSON ? 5 : 0));
  }

  @ParameterizedTest
  @EnumSource
  void anArgumentThatBreaksDoesNotBreakTheCall(LogFormat format) {
    logging.configure(new LogConfig(LogLevel.INFO, format));
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };

    log.info("m, role={}, list={}: {}", broken, List.of(broken), broken);

    assertThat(text()).contains("(IllegalStateException)");
  }

  @ParameterizedTest
  @EnumSource
  void secretsPrintAsStars(LogFormat format) {
    logging.configure(new LogConfig(LogLevel.TRACE, format));
    SecretText secret = SecretText.of("hunter2");
    SecretBytes key = SecretBytes.of("hunter2".getBytes(StandardCharsets.UTF_8));

    log.info("logged in with {} and {}", secret, key);
    log.atInfo().setMessage("m").addKeyValue("token", secret).addKeyValue("key", key).log();
    log.atInfo()
        .setMessage("m")
        .addArgument(List.of(secret))
        .addKeyValue("all", List.of(secret))
        .log();

    assertThat(text()).contains("***").doesNotContain("hunter2").doesNotContain("104, 117");
  }

  @Test
  void levelDecidesWhatIsWritten() {
    log.debug("hidden");
    logging.level(LogLevel.DEBUG);
    log.debug("shown");
    logging.level(LogLevel.ERROR);
    log.warn("hidden");

    assertThat(lines()).singleElement().asString().endsWith("DEBUG Gateway: shown");
  }

  @Test
  void librariesAreQuietWhateverTheLevel() {
    logging.level(LogLevel.TRACE);

    context.getLogger("io.undertow.request").info("hidden");
    context.getLogger("org.xnio.nio").debug("hidden");
    context.getLogger("org.mapdb").info("hidden");
    context.getLogger("com.azure.core.http.policy.RetryPolicy").error("hidden");
    context.getLogger("com.microsoft.aad.msal4j.ConfidentialClientApplication").error("hidden");
    context.getLogger("io.undertow.request").warn("shown");

    assertThat(lines()).singleElement().asString().endsWith("WARN  request: shown");
  }

  @Test
  void librariesAreNeverLouderThanTheLevel() {
    logging.level(LogLevel.ERROR);

    context.getLogger("io.undertow.request").warn("hidden");

    assertThat(text()).isEmpty();
  }

  @Test
  void callsToAzureArePrintedWhateverTheLevel() {
    logging.level(LogLevel.ERROR);

    context.getLogger("io.azimuth.azure.calls").info("shown");
    context.getLogger("io.azimuth.azure").info("hidden");

    assertThat(lines()).singleElement().asString().endsWith("INFO  calls: shown");
  }

  @Test
  void loggerWithoutANameHasAPlace() {
    log = context.getLogger("");

    log.info("m");

    assertThat(text()).contains(" INFO  -: m");
  }

  @Test
  void configuringAgainWritesEachRecordOnce() {
    logging.configure(new LogConfig(LogLevel.INFO, LogFormat.STANDARD));
    logging.configure(new LogConfig(LogLevel.INFO, LogFormat.STANDARD));

    log.info("once");

    assertThat(lines()).hasSize(1);
  }

  private List<String> messages() throws IOException {
    List<String> messages = new ArrayList<>();
    for (String line : lines()) {
      messages.add(new ObjectMapper().readTree(line).get("@message").asText());
    }
    return messages;
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return text().lines().toList();
  }
}
