package io.azimuth.adapters.azure.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.adapters.azure.pipeline.CallLogPolicy;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.DirectoryAccess.CallLog;
import io.azimuth.domain.azure.id.ResourceId;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Which parts of the calls are logged and which are never logged, with every logger at its finest
 * level.
 */
@Timeout(120)
@Isolated("captures the log of everything")
class AzureCallLogTest {

  private static final ResourceId MACHINE = Lab.machine("web-1");
  private static final ResourceId BROKEN = Lab.machine("web-2");

  private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger sdk = logger("com.azure");
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();
  private final Level rootBefore = root.getLevel();
  private final Level sdkBefore = sdk.getLevel();
  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab();
    lab.azure.on(
        MACHINE,
        exchange -> {
          exchange.getResponseHeaders().set("x-ms-request-id", "request-7");
          exchange.getResponseHeaders().set("Set-Cookie", "cookie-of-azure");
          FakeAzure.reply(
              exchange, 200, "{\"id\":\"" + MACHINE + "\",\"tags\":{\"a\":\"body-of-azure\"}}");
        });
    lab.azure.on(BROKEN, 403, "{\"error\":{\"code\":\"Denied\",\"message\":\"body-of-azure\"}}");
    events.start();
    root.addAppender(events);
    root.setLevel(Level.TRACE);
    sdk.setLevel(Level.TRACE);
  }

  @AfterEach
  void close() {
    root.setLevel(rootBefore);
    sdk.setLevel(sdkBefore);
    root.detachAppender(events);
    lab.close();
  }

  @ParameterizedTest
  @EnumSource(CallLog.class)
  void noLevelShowsATokenASecretOrABody(CallLog level) {
    ask(level, MACHINE);
    ask(level, BROKEN);
    lab.azure.on(
        FakeAzure.TOKEN,
        exchange ->
            FakeAzure.reply(
                exchange,
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: no\"}"));
    lab.directory.find(Lab.access(2, Lab.QUICK, level), MACHINE, Lab.LONG);

    assertThat(text())
        .isNotEmpty()
        .doesNotContain("bearer-1")
        .doesNotContain(Lab.SECRET)
        .doesNotContain("body-of-azure")
        .doesNotContain("cookie-of-azure");
  }

  @Test
  void noneLogsNoCall() {
    ask(CallLog.NONE, MACHINE);

    assertThat(calls()).isEmpty();
  }

  @Test
  void basicLogsMethodAddressStatusAndDuration() {
    ask(CallLog.BASIC, MACHINE);

    assertThat(calls())
        .hasSize(2)
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .matches(
                      "call to Azure answered, method=POST, url=https://127.0.0.1:\\d+"
                          + FakeAzure.TOKEN
                          + ", status=200, duration_ms=\\d+");
              assertThat(lines.get(1))
                  .matches(
                      "call to Azure answered, method=GET, url=https://127.0.0.1:\\d+"
                          + MACHINE
                          + "\\?api-version=2025-04-01, status=200, duration_ms=\\d+");
            });
  }

  @Test
  void headersAreLoggedByName() {
    ask(CallLog.HEADERS, MACHINE);

    assertThat(calls().get(1))
        .contains("x-ms-client-request-id:")
        .containsIgnoringCase("x-ms-request-id:request-7")
        .containsIgnoringCase("user-agent:azimuth/test")
        .doesNotContainIgnoringCase("authorization")
        .doesNotContainIgnoringCase("cookie");
  }

  @Test
  void aCallThatFailsIsLoggedToo() {
    lab.azure.close();

    ask(CallLog.BASIC, MACHINE);

    assertThat(calls())
        .hasSize(3)
        .allMatch(
            line ->
                line.matches(
                    "call to Azure failed, method=POST, .*, duration_ms=\\d+: \\w+Exception"));
  }

  @Test
  void valuesOfParametersAreLeftOut() throws MalformedURLException {
    assertThat(
            CallLogPolicy.withoutSecrets(
                new URL("https://h:1/p?api-version=1&$skiptoken=s3&sig=x=y&flag")))
        .isEqualTo("https://h:1/p?api-version=1&$skiptoken=...&sig=...&flag=...");
  }

  private void ask(CallLog level, ResourceId id) {
    lab.directory.find(Lab.access(1, Lab.QUICK, level), id, Lab.LONG);
  }

  private List<String> calls() {
    return List.copyOf(events.list).stream()
        .filter(event -> event.getLoggerName().equals(CallLogPolicy.LOGGER))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private String text() {
    return List.copyOf(events.list).stream()
        .map(
            event ->
                event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy())))
        .collect(Collectors.joining("\n"));
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
