package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.audit.AuditSink;
import io.azimuth.spi.audit.AuditSinkContext;
import io.azimuth.spi.audit.AuditSinkFactory;
import io.azimuth.spi.audit.AuditSinkOptions;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.helpers.NOPLogger;

/**
 * The contract of every audit device of a plugin; a subclass supplies its factory, and reads what
 * the device has kept.
 */
@Timeout(60)
public abstract class AuditSinkContract {

  private static final Set<String> OF_THE_SERVER = Set.of("file", "syslog", "socket");
  private static final int LARGE = 2_000_000;
  private static final int MANY = 500;

  private AuditSink sink;

  /** The one way to make it. */
  protected AuditSinkContract() {}

  /** The factory under test. */
  protected abstract AuditSinkFactory factory();

  /** The settings of the plugin; without values by default. */
  protected PluginSettings settings() {
    return TestServer.NO_SETTINGS;
  }

  /** The options of a device; the same place for all calls of one test, empty at its begin. */
  protected abstract Map<String, String> options();

  /**
   * The first lines that the place of {@link #options} keeps, in order, once it has so many.
   *
   * @param count how many
   */
  protected abstract List<String> lines(int count) throws Exception;

  /** Lets that place fail, or work again. */
  protected abstract void failing(boolean fails) throws Exception;

  /** The time of day for the plugin. */
  protected Clock clock() {
    return new MutableClock(Instant.EPOCH);
  }

  @BeforeEach
  final void openSink() {
    sink = open(options());
  }

  @AfterEach
  final void closeSink() {
    sink.close();
  }

  private AuditSink open(Map<String, String> options) {
    return factory()
        .open(
            new AuditSinkOptions("audit", options),
            new AuditSinkContext(new PluginContext(clock(), NOPLogger.NOP_LOGGER), settings()));
  }

  private static String line(String text) {
    return "{\"text\":\"" + text + "\"}";
  }

  private void write(List<String> lines) {
    sink.write(lines.stream().map(line -> line.getBytes(StandardCharsets.US_ASCII)).toList());
  }

  private void write(String line) {
    write(List.of(line));
  }

  @Test
  final void itsTypeIsANameThatTheServerDoesNotHave() {
    assertThat(factory().type())
        .matches("[a-z][a-z0-9_-]{0,62}")
        .isNotIn(OF_THE_SERVER)
        .isEqualTo(factory().type());
  }

  @Test
  final void itAcceptsItsSettingsAndRefusesAnUnknownKey() {
    factory().validate(settings());
    Map<String, String> more = new HashMap<>(settings().values());
    more.put("nobody-knows", "this");

    assertThatThrownBy(() -> factory().validate(new PluginSettings(more, settings().directory())))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageStartingWith("nobody-knows: ");
  }

  @Test
  final void itRefusesAnUnknownOption() {
    Map<String, String> more = new HashMap<>(options());
    more.put("nobody-knows", "this");

    assertThatThrownBy(() -> open(more)).isInstanceOf(RefusedException.class);
  }

  @Test
  final void keepsEachLineOnceAndInOrder() throws Exception {
    List<String> all =
        Stream.of("one", "\\u2028 \\n", "\\\"quoted\\\"", "", "'; drop", "%s {0} ${a}")
            .map(AuditSinkContract::line)
            .toList();

    write(all.get(0));
    write(all.subList(1, all.size()));

    assertThat(lines(all.size())).isEqualTo(all);
  }

  @Test
  final void keepsALargeLineAndTheOneBehindIt() throws Exception {
    String large = line("x".repeat(LARGE));

    write(List.of(large, line("behind it")));

    assertThat(lines(2)).containsExactly(large, line("behind it"));
  }

  @Test
  final void keepsManyLines() throws Exception {
    List<String> all = IntStream.range(0, MANY).mapToObj(i -> line("line " + i)).toList();
    List<String> rest = new ArrayList<>(all);
    while (!rest.isEmpty()) {
      List<String> some = rest.subList(0, Math.min(7, rest.size()));
      write(List.copyOf(some));
      some.clear();
    }

    assertThat(lines(MANY)).isEqualTo(all);
  }

  @Test
  final void losesNothingWhenItIsOpenedAnew() throws Exception {
    write(line("one"));
    sink.reopen();
    write(line("two"));
    sink.reopen();
    sink.reopen();
    write(line("three"));
    sink.close();
    sink = open(options());
    write(line("four"));

    assertThat(lines(4)).containsExactly(line("one"), line("two"), line("three"), line("four"));
  }

  @Test
  final void saysThatItDidNotTakeALineAndTriesTheNextOne() throws Exception {
    write(line("one"));
    assertThat(lines(1)).containsExactly(line("one"));
    failing(true);
    for (String lost : List.of("lost", "lost too")) {
      assertThatThrownBy(() -> write(line(lost)))
          .isInstanceOfSatisfying(
              ServiceException.class,
              fault -> {
                assertThat(fault.code()).isEqualTo(ErrorCode.AUDIT_FAILED);
                assertThat(fault.detail()).doesNotContain("{\"text\"");
              });
    }
    failing(false);
    write(line("two"));

    assertThat(lines(2)).containsExactly(line("one"), line("two"));
  }
}
