package io.azimuth.adapters.azure.graph;

import static io.azimuth.adapters.azure.graph.GraphCredentialRotatorTest.ADD;
import static io.azimuth.adapters.azure.graph.GraphCredentialRotatorTest.EXPIRES;
import static io.azimuth.adapters.azure.graph.GraphCredentialRotatorTest.KEY;
import static io.azimuth.adapters.azure.graph.GraphCredentialRotatorTest.LIMIT;
import static io.azimuth.adapters.azure.graph.GraphCredentialRotatorTest.NEW_TEXT;
import static io.azimuth.adapters.azure.graph.GraphCredentialRotatorTest.OBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess.CallLog;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** No log record, at the finest level of every logger, tells a new password. */
@Isolated("captures the log of everything")
@Timeout(120)
class GraphPasswordLogTest {

  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"keyId\":\"" + KEY + "\",\"endDateTime\":\"2027-05-25T12:00:00Z\"}",
        "{\"secretText\":\"" + NEW_TEXT + "\",\"endDateTime\":\"2027-05-25T12:00:00Z\"}",
        "{\"secretText\":\"" + NEW_TEXT + "\",\"keyId\":\"" + KEY + "\"}",
        "{\"secretText\":\"" + NEW_TEXT + "\",\"keyId\":\"no guid\"}",
        "{\"secretText\":\"" + NEW_TEXT + "\",\"endDateTime\":\"soon\"}",
        "{\"secretText\":" + NEW_TEXT + "}",
        "\"" + NEW_TEXT
      })
  void anAnswerThatCannotBeReadMayHaveAddedItAndIsNotLogged(String body) {
    onAdd(body);

    try (Everything log = new Everything()) {
      AzureAnswer<AddedPassword> answer = add();

      assertThat(answer).isInstanceOf(AzureAnswer.Uncertain.class);
      assertThat(answer.toString()).doesNotContain("znewsecretz");
      assertThat(log.text()).isNotEmpty().doesNotContain("znewsecretz");
    }
  }

  @Test
  void aPasswordIsNeverLogged() {
    onAdd(GraphCredentialRotatorTest.added());

    try (Everything log = new Everything()) {
      AzureAnswer<AddedPassword> answer = add();

      assertThat(answer).isInstanceOf(AzureAnswer.Done.class);
      assertThat(answer.toString()).doesNotContain("znewsecretz");
      assertThat(log.text())
          .contains("microsoft.graph.addPassword, status=200")
          .doesNotContain("znewsecretz")
          .doesNotContain(Lab.SECRET)
          .doesNotContain("bearer-1");
    }
  }

  private void onAdd(String body) {
    lab.azure.on(ADD, exchange -> FakeAzure.reply(exchange, 200, body));
  }

  private AzureAnswer<AddedPassword> add() {
    return lab.rotator.add(
        Lab.access(1, Lab.QUICK, CallLog.HEADERS), OBJECT, "azimuth-1", EXPIRES, LIMIT);
  }

  /** Captures all log records while it is open, with every logger at its finest level. */
  private static final class Everything implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger sdk = (Logger) LoggerFactory.getLogger("com.azure");
    private final Level rootBefore = root.getLevel();
    private final Level sdkBefore = sdk.getLevel();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private Everything() {
      events.start();
      root.addAppender(events);
      root.setLevel(Level.TRACE);
      sdk.setLevel(Level.TRACE);
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      for (ILoggingEvent event : List.copyOf(events.list)) {
        text.append(event.getFormattedMessage()).append('\n');
        if (event.getThrowableProxy() != null) {
          text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
      }
      return text.toString();
    }

    @Override
    public void close() {
      root.setLevel(rootBefore);
      sdk.setLevel(sdkBefore);
      root.detachAppender(events);
    }
  }
}
